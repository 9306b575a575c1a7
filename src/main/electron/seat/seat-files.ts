import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { SeatFacts } from '../../../shared/ipc.ts';
import { writeDurably } from '../../app/write-durably.ts';
import { type OutboxDisk, openOutboxDisk } from './outbox-disk.ts';

/** Everything that belongs to the place of this computer in a room; never shown to the page as a whole. */
export const StoredSeat = z.strictObject({
  facts: SeatFacts,
  /** The room's origin. */
  origin: z.string(),
  /** The join code its key is held against; absent for a room that does not encrypt. */
  pin: z.string().optional(),
  token: z.string(),
  refreshToken: z.string(),
  expiresAt: z.string(),
  /** The renewal that was not answered yet. */
  asked: z.strictObject({ refreshToken: z.string(), id: z.string() }).optional(),
});
export type StoredSeat = z.infer<typeof StoredSeat>;

/** What proves at the next join that the candidate was here before; it outlives the seat itself. */
export const ResumeProof = z.strictObject({
  examId: z.string(),
  candidateNumber: z.string(),
  attemptId: z.string(),
  resumeToken: z.string(),
});
export type ResumeProof = z.infer<typeof ResumeProof>;

const Installation = z.strictObject({ deviceId: z.guid() });

/** What this installation keeps of a candidate: private files in one folder. Writing throws as the disk does. */
export interface SeatFiles {
  /** Nothing, or the seat kept last; a damaged file counts as none. */
  loadSeat(): StoredSeat | undefined;
  saveSeat(seat: StoredSeat): void;
  forgetSeat(): void;
  loadProof(): ResumeProof | undefined;
  saveProof(proof: ResumeProof): void;
  forgetProof(): void;
  /** A random name of this installation, made once: nothing of the hardware, nothing of a person. */
  deviceId(): string;
  outboxDisk(attemptId: string): OutboxDisk;
  /** Removes an attempt's outbox for good. */
  forgetOutbox(attemptId: string): void;
  /** Removes what nobody has written to since (epoch ms). */
  forgetOutboxesBefore(since: number): void;
}

/** The files of the seat in `folder`, which is made when something is first kept (0700). */
export function openSeatFiles(folder: string): SeatFiles {
  const pathOf = (name: string): string => join(folder, name);
  // A room's word is never part of a path.
  const outboxPath = (attemptId: string): string =>
    pathOf(`outbox-${createHash('sha256').update(attemptId).digest('hex').slice(0, 32)}.jsonl`);
  const made = (): void => void mkdirSync(folder, { recursive: true, mode: 0o700 });

  const load = <T>(name: string, schema: z.ZodType<T>): T | undefined => {
    try {
      const parsed = schema.safeParse(JSON.parse(readFileSync(pathOf(name), 'utf8')));
      return parsed.success ? parsed.data : undefined;
    } catch {
      return undefined;
    }
  };
  const save = (name: string, value: unknown): void => {
    made();
    writeDurably(pathOf(name), JSON.stringify(value));
  };
  const forget = (name: string): void => rmSync(pathOf(name), { force: true });
  let device: string | undefined;

  return {
    loadSeat: () => load('seat.json', StoredSeat),
    saveSeat: (seat) => save('seat.json', seat),
    forgetSeat: () => forget('seat.json'),
    loadProof: () => load('resume.json', ResumeProof),
    saveProof: (proof) => save('resume.json', proof),
    forgetProof: () => forget('resume.json'),
    deviceId() {
      device ??= load('installation.json', Installation)?.deviceId;
      if (device === undefined) {
        device = randomUUID();
        save('installation.json', { deviceId: device });
      }
      return device;
    },
    outboxDisk(attemptId) {
      made();
      return openOutboxDisk(outboxPath(attemptId));
    },
    forgetOutbox(attemptId) {
      for (const ending of ['', '.damaged', '.tmp']) rmSync(outboxPath(attemptId) + ending, { force: true });
    },
    forgetOutboxesBefore(since) {
      if (!existsSync(folder)) return;
      for (const name of readdirSync(folder))
        if (name.startsWith('outbox-') && statSync(pathOf(name)).mtimeMs < since) forget(name);
    },
  };
}
