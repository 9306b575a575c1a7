import { randomBytes } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { socketIo } from '../load/dialects.ts';
import type { Contestant } from './contestant.ts';
import { type PreparedExam, prepareExam } from './prepare-exam.ts';
import { type ServerProcess, startNode } from './start-node.ts';

/** Raised for the load of the bench only: one address, and each candidate a hundred times as fast as anybody clicks. */
export const RAISED_LIMITS = {
  INVIGIL_EVENT_RATE_PER_SECOND: '1000000',
  INVIGIL_EVENT_RATE_BURST: '1000000',
  INVIGIL_MAX_CONNECTIONS: '10000',
} as const;

interface Template extends PreparedExam {
  readonly dataDir: string;
}

/** `serve --json` says first where it is, then the join code. */
function readLines([ready = '', joinCode = '']: readonly string[]): { url: string; port: number; code: string } {
  const { url } = JSON.parse(ready) as { url: string };
  const { code } = JSON.parse(joinCode) as { code: string };
  return { url, port: Number(new URL(url).port), code };
}

/**
 * The room itself, started by `serve` of the command line at `entry`. Candidates join before anything is measured: once for each size of
 * class, into a data dir that every start then gets a copy of.
 */
export function createInvigilContestant(entry: string, workFolder: string, profiles?: string): Contestant {
  const password = randomBytes(12).toString('hex');
  const templates = new Map<number, Template>();

  const serve = (dataDir: string, profilesOf?: string): Promise<ServerProcess> =>
    startNode(entry, ['serve', '--port', '0', '--json', '--data-dir', dataDir], {
      cwd: workFolder,
      env: { ...RAISED_LIMITS, INVIGIL_ADMIN_PASSWORD: password, INVIGIL_LOG_LEVEL: 'error' },
      profiles: profilesOf,
      lines: 2,
    });

  async function makeTemplate(count: number): Promise<Template> {
    const dataDir = join(workFolder, `class-of-${count}`);
    const room = await serve(dataDir);
    try {
      const { url, code } = readLines(room.lines);
      return { ...(await prepareExam(url, code, password, count)), dataDir };
    } finally {
      await room.stop();
    }
  }

  return {
    name: 'invigil',
    title: 'Invigil',
    start: async (count) => {
      const template = templates.get(count) ?? (await makeTemplate(count));
      templates.set(count, template);
      const dataDir = mkdtempSync(join(workFolder, 'invigil-'));
      cpSync(template.dataDir, dataDir, { recursive: true });
      const room = await serve(dataDir, profiles);
      const { candidates, attemptIds, consoles, examId } = template;
      return {
        host: '127.0.0.1',
        port: readLines(room.lines).port,
        dialect: socketIo,
        candidates,
        attemptIds,
        consoles,
        examId,
        probe: room.probe,
        stop: async () => {
          await room.stop();
          rmSync(dataDir, { recursive: true, force: true });
        },
      };
    },
  };
}
