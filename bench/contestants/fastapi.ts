import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { plainJson } from '../load/dialects.ts';
import type { Contestant } from './contestant.ts';
import { makeToken } from './token-maker.ts';

const BROADCASTER = join(import.meta.dirname, 'broadcaster.py');
/** Debian's own, because that is where its packages are; elsewhere whatever is called so. */
const PYTHONS = ['/usr/bin/python3', 'python3'];
const START_MS = 15_000;

const findPython = (): string | undefined =>
  PYTHONS.find(
    (python) => spawnSync(python, ['-c', 'import fastapi, uvicorn, websockets, jwt'], { stdio: 'ignore' }).status === 0,
  );

async function portOf(child: ChildProcess): Promise<number> {
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the broadcaster did not start in time: ${errors}`)), START_MS);
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`the broadcaster ended with ${code}: ${errors}`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', (line) => {
      clearTimeout(timer);
      resolve(Number(line));
    });
  });
}

/** A broadcaster in memory as Python programmers write one, where Debian's packages for it are installed. */
export function createFastapiContestant(): Contestant {
  const python = findPython();
  return {
    name: 'fastapi',
    title: 'FastAPI broadcaster',
    ...(python === undefined
      ? { missing: 'python3-fastapi, python3-uvicorn, python3-websockets and python3-jwt are not installed' }
      : {}),
    start: async (count) => {
      const secret = randomBytes(32);
      const attemptIds = Array.from({ length: count }, () => randomUUID());
      const child = spawn(python ?? '', [BROADCASTER, secret.toString('hex')], { stdio: ['pipe', 'pipe', 'pipe'] });
      const stop = async (): Promise<void> => {
        if (child.exitCode !== null || child.signalCode !== null) return;
        child.kill('SIGKILL');
        await once(child, 'exit');
      };
      try {
        return {
          host: '127.0.0.1',
          port: await portOf(child),
          dialect: plainJson,
          candidates: await Promise.all(attemptIds.map((id) => makeToken(secret, id, 'student'))),
          attemptIds,
          consoles: await Promise.all([randomUUID(), randomUUID()].map((id) => makeToken(secret, id, 'admin'))),
          examId: randomUUID(),
          stop,
        };
      } catch (error) {
        await stop();
        throw error;
      }
    },
  };
}
