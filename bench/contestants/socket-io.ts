import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { socketIo } from '../load/dialects.ts';
import type { Contestant, ContestantName } from './contestant.ts';
import { startNode } from './start-node.ts';
import { makeToken } from './token-maker.ts';

const SERVER = join(import.meta.dirname, 'socket-io-server.ts');

/** Socket.IO as it comes, with nothing, or one INSERT an event, behind it. */
export function createSocketIoContestant(
  name: ContestantName,
  title: string,
  synchronous: 'none' | 'NORMAL' | 'FULL',
  workFolder: string,
): Contestant {
  return {
    name,
    title,
    start: async (count) => {
      const secret = randomBytes(32);
      const attemptIds = Array.from({ length: count }, () => randomUUID());
      const candidates = await Promise.all(attemptIds.map((id) => makeToken(secret, id, 'student')));
      const consoles = await Promise.all([randomUUID(), randomUUID()].map((id) => makeToken(secret, id, 'admin')));
      const folder = mkdtempSync(join(workFolder, `${name}-`));
      const server = await startNode(SERVER, [synchronous, secret.toString('hex'), join(folder, 'events.db')], { cwd: folder });
      return {
        host: '127.0.0.1',
        port: Number(server.lines[0]),
        dialect: socketIo,
        candidates,
        attemptIds,
        consoles,
        examId: randomUUID(),
        probe: server.probe,
        stop: async () => {
          await server.stop();
          rmSync(folder, { recursive: true, force: true });
        },
      };
    },
  };
}
