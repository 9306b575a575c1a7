import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { openRoom } from '../../src/main/app/open-room.ts';
import type { SignedInActor } from '../../src/main/domain/access/actor.ts';
import type { Clock } from '../../src/main/domain/ports.ts';
import type { ExamId } from '../../src/shared/model/ids.ts';
import { ADMIN_PASSWORD, rosterCsv, rosterLines } from './test-room-files.ts';

/** A room without its transports: commands in, events out. */
export type RoomCore = Awaited<ReturnType<typeof openRoom>>;

/** An exam that has started, in a data dir of which every run takes a copy. */
export interface StartedExam {
  readonly dataDir: string;
  readonly examId: ExamId;
  /** When the exam was started, epoch ms. */
  readonly startedAt: number;
  readonly staff: SignedInActor;
  /** Of whom everybody has joined. */
  readonly candidates: readonly SignedInActor[];
}

export const openCore = (dataDir: string, clock: Clock): Promise<RoomCore> =>
  openRoom(
    {
      dataDir,
      logLevel: 'error',
      maxConnections: 100,
      maxConnectionsPerStudent: 5,
      maxConnectionsPerStaff: 20,
      adminPassword: ADMIN_PASSWORD,
    },
    { clock },
  );

/** The data dir as kill -9 leaves it at this moment: whatever was committed, and nothing that was only in memory. */
export function copyAsKilled(dataDir: string, to: string): void {
  const files = ['invigil.db', 'invigil.db-wal', 'invigil.db-shm', 'keys'];
  cpSync(dataDir, to, {
    recursive: true,
    filter: (path) => path === dataDir || files.some((name) => path.startsWith(join(dataDir, name))),
  });
}

export async function startExam(dataDir: string, clock: Clock, count: number): Promise<StartedExam> {
  const room = await openCore(dataDir, clock);
  const anyone = { kind: 'anyone', ip: '127.0.0.1' } as const;
  const actorOf = async (token: string) => (await room.authenticate(token, '127.0.0.1')).actor;
  const { token } = await room.router.call('auth_login', { username: 'admin', password: ADMIN_PASSWORD }, anyone);
  const staff = await actorOf(token);
  const bytes = Buffer.from('::one::Which? {=this ~that}');
  const { exam } = await room.router.call('exam_import', { bytes, filename: 'one.gift' }, staff);
  await room.router.call('roster_import', { examId: exam.id, bytes: Buffer.from(rosterCsv(rosterLines(count))) }, staff);
  const { code } = await room.router.call('exam_open', { examId: exam.id }, staff);
  const candidates: SignedInActor[] = [];
  for (const { candidateNumber } of rosterLines(count)) {
    const joined = await room.router.call('join', { code, examId: exam.id, candidateNumber, consent: true }, anyone);
    candidates.push(await actorOf(joined.token));
  }
  await room.router.call('exam_start', { examId: exam.id }, staff);
  await room.close();
  return { dataDir, examId: exam.id, startedAt: clock.now(), staff, candidates };
}
