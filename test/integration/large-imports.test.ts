import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRoom } from '../../src/main/app/open-room.ts';
import type { SignedInActor } from '../../src/main/domain/access/actor.ts';
import { copyTestKeys, QUICK_PORTS } from '../support/quick-ports.ts';
import type { RoomCore } from '../support/room-core.ts';
import { editStore, queryStore } from '../support/store-file.ts';
import { tempDirsForFile } from '../support/temp-dir.ts';
import { ADMIN_PASSWORD } from '../support/test-room-files.ts';

const QUESTIONS = 420;
const PEOPLE = 450;
const makeDir = tempDirsForFile();
const bank = Buffer.from(
  Array.from({ length: QUESTIONS }, (_, n) => `::Q${n}::Is ${n} even? {${n % 2 === 0 ? 'T' : 'F'}}`).join('\n\n'),
);
const roster = Buffer.from(
  `candidateNumber,firstName,lastName\n${Array.from({ length: PEOPLE }, (_, n) => `R${n},First,Last ${n}`).join('\n')}\n`,
);

describe('EX1 EX3 imports too large for one transaction', () => {
  const dataDir = makeDir();
  let room: RoomCore;
  let staff: SignedInActor;

  const open = (): Promise<RoomCore> =>
    openRoom(
      {
        dataDir,
        logLevel: 'error',
        maxConnections: 10,
        maxConnectionsPerStudent: 5,
        maxConnectionsPerStaff: 5,
        adminPassword: ADMIN_PASSWORD,
      },
      QUICK_PORTS,
    );
  const look = () => room.router.call('exams_list', {}, staff);
  /** What staff are told while something goes on, asked again and again. */
  async function meanwhile<T>(work: Promise<T>) {
    const told: Awaited<ReturnType<typeof look>>['exams'][] = [];
    let isOver = false;
    const over = work.finally(() => {
      isOver = true;
    });
    while (!isOver) told.push((await look()).exams);
    return { value: await over, told };
  }
  const audited = async (action: string) =>
    (await room.router.call('audit_list', { limit: 200 }, staff)).entries.filter((entry) => entry.action === action);

  beforeAll(async () => {
    copyTestKeys(dataDir);
    room = await open();
    const { token } = await room.router.call(
      'auth_login',
      { username: 'admin', password: ADMIN_PASSWORD },
      { kind: 'anyone', ip: '127.0.0.1' },
    );
    staff = (await room.authenticate(token, '127.0.0.1')).actor;
  });
  afterAll(() => room.close());

  it('EX1 others are answered between the parts of a paper, and nobody sees it before it is whole', async () => {
    const { value, told } = await meanwhile(room.router.call('exam_import', { bytes: bank, filename: 'bank.gift' }, staff));
    expect(told.length).toBeGreaterThan(QUESTIONS / 50);
    expect(told.slice(0, -1).flat()).toEqual([]);
    const { questions } = await room.router.call('exam_get', { examId: value.exam.id }, staff);
    expect(questions.map(({ name }) => name)).toEqual(Array.from({ length: QUESTIONS }, (_, n) => `Q${n}`));
    expect(await audited('exam.imported')).toHaveLength(1);
  });

  it('EX3 and between those of a roster, which is counted as one', async () => {
    const examId = (await look()).exams[0]?.id;
    if (!examId) throw new Error('the paper of the case above is there');
    const { value, told } = await meanwhile(room.router.call('roster_import', { examId, bytes: roster }, staff));
    expect(value).toEqual({ added: PEOPLE, updated: 0, rejected: [] });
    expect(told.length).toBeGreaterThan(2);
    expect((await room.router.call('roster_get', { examId }, staff)).roster).toHaveLength(PEOPLE);
    expect(await room.router.call('roster_import', { examId, bytes: roster }, staff)).toEqual({
      added: 0,
      updated: PEOPLE,
      rejected: [],
    });
    expect((await audited('roster.import_begun')).map(({ details }) => details)).toEqual(
      Array.from({ length: 2 }, () => ({ rows: PEOPLE, rejected: 0 })),
    );
    expect(await audited('roster.imported')).toHaveLength(2);
  });

  it('EX1 whoever is shut out while their paper comes in gets none of it in, and what a dead room left is dropped at its next start', async () => {
    const import_ = room.router.call('exam_import', { bytes: bank, filename: 'second.gift' }, staff);
    await room.router.run(({ store, now }) => store.sessions.end(staff.sessionId, now, 'signed_out'), { kind: 'room' });
    await expect(import_).rejects.toMatchObject({ code: 'token_revoked' });
    await room.close();
    editStore(dataDir, (db) =>
      db.exec(`
        INSERT INTO exams (id, title, duration_minutes, instructions, policy, created_at, unfinished) VALUES ('half', 'Half', 60, '', '{}', 0, 1);
        INSERT INTO questions VALUES ('half', 0, 'q1', '{}');
      `),
    );
    room = await open();
    expect(
      queryStore(dataDir, 'SELECT (SELECT count(*) FROM exams) AS exams, (SELECT count(*) FROM questions) AS questions'),
    ).toEqual([{ exams: 1, questions: QUESTIONS }]);
  });
});
