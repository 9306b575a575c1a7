import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { type ServerProcess, startNode } from '../contestants/start-node.ts';

/** Who connects at once, before anybody misbehaves. */
export const HALL = 500;
/** Who is on the roster and comes later. */
export const LATE_COMERS = 60;

interface Answer {
  readonly status: number;
  readonly text: string;
}

/** A running exam with a hall of people on its roster who have not come yet. */
export interface Room {
  readonly port: number;
  readonly server: ServerProcess;
  readonly examId: string;
  readonly admin: string;
  join(number: number): Promise<string>;
}

function ask(port: number, method: string, path: string, body: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      response.on('error', reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

export async function openRoom(entry: string, workFolder: string): Promise<Room> {
  const password = randomBytes(12).toString('hex');
  const dataDir = mkdtempSync(join(workFolder, 'guards-'));
  const server = await startNode(entry, ['serve', '--port', '0', '--json', '--data-dir', dataDir], {
    cwd: workFolder,
    env: { INVIGIL_ADMIN_PASSWORD: password, INVIGIL_LOG_LEVEL: 'error' },
    lines: 2,
  });
  const [ready = '', codeLine = ''] = server.lines;
  const port = Number(new URL((JSON.parse(ready) as { url: string }).url).port);
  const { code } = JSON.parse(codeLine) as { code: string };
  const call = async <T>(method: string, path: string, body: string, type: string, token?: string): Promise<T> => {
    const headers = { 'content-type': type, ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const { status, text } = await ask(port, method, `/api/v1${path}`, body, headers);
    if (status >= 300) throw new Error(`${method} ${path}: ${status} ${text}`);
    return JSON.parse(text) as T;
  };
  const json = 'application/json';
  const { token: admin } = await call<{ token: string }>(
    'POST',
    '/auth/login',
    JSON.stringify({ username: 'admin', password }),
    json,
  );
  const { exam } = await call<{ exam: { id: string } }>('POST', '/exams/import', '::Q:: 1 + 1? {=2 ~3}', 'text/plain', admin);
  const people = Array.from({ length: HALL + LATE_COMERS }, (_, n) => `G${n},Bench,G${n}`);
  await call('POST', `/exams/${exam.id}/roster`, `candidateNumber,firstName,lastName\n${people.join('\n')}\n`, 'text/csv', admin);
  for (const step of ['open', 'start']) await call('POST', `/exams/${exam.id}/${step}`, '{}', json, admin);
  return {
    port,
    server,
    examId: exam.id,
    admin,
    join: async (n) => {
      const body = JSON.stringify({ code, candidateNumber: `G${n}`, consent: true });
      return (await call<{ token: string }>('POST', '/join', body, json)).token;
    },
  };
}
