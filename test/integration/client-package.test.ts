import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cable, createCable } from '../support/cable.ts';
import { at, type ExamDay, prepareExam } from '../support/exam-day.ts';
import { type ClientProject, guideExamples, installClient } from '../support/installed-client.ts';
import { testRooms } from '../support/start-test-room.ts';
import { ADMIN_PASSWORD, rosterCsv, rosterLines } from '../support/test-room-files.ts';

const startTestRoom = testRooms({ per: 'file' });
const examples = guideExamples();
const programs = examples.filter(({ file }) => file.endsWith('.ts'));

let project: ClientProject;
let day: ExamDay;
let cable: Cable;
beforeAll(async () => {
  project = await installClient(['@types', 'undici-types', 'csstype', 'react', 'react-dom']);
  for (const { file, program } of examples) project.write(file, program);
  const room = await startTestRoom();
  day = await prepareExam(room, { candidates: 1 });
  // One more, who has not joined yet.
  await day.staff.rest.uploadRoster(day.examId, rosterCsv(rosterLines(2)));
  const socket = await at(day.candidates, 0).socket();
  await socket.command('security_event', at(day.candidates, 0).event('copy'));
  cable = await createCable(room.url);
}, 120_000);
afterAll(() => {
  cable?.close();
  project?.remove();
});

/** Runs a program of the project to its end; `onLine` hears what it prints as it does. */
function run(file: string, url: string, onLine: (line: string) => void = () => {}): Promise<string> {
  const { candidateNumber } = at(rosterLines(2), 1);
  const child: ChildProcess = spawn(process.execPath, ['--no-warnings', join(project.folder, file)], {
    env: {
      ...process.env,
      ROOM_URL: url,
      ROOM_PASSWORD: ADMIN_PASSWORD,
      JOIN_CODE: day.room.joinCode,
      CANDIDATE_NUMBER: candidateNumber,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let complaints = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    for (const line of text.split('\n')) onLine(line);
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  return new Promise((resolve, reject) => {
    child.on('close', (code) => (code === 0 ? resolve(printed) : reject(new Error(`${file} ended with ${code}: ${complaints}`))));
  });
}

describe('UI6 the package @invigil/client, as built and installed', () => {
  it('UI6 names what it needs exactly, and carries types and the guide', () => {
    const program = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      version: string;
      dependencies: Record<string, string>;
    };
    expect(project.description).toMatchObject({ name: '@invigil/client', private: true, version: program.version });
    const { dependencies } = project.description;
    expect(Object.keys(dependencies)).toEqual(['@noble/hashes', 'socket.io-client', 'zod']);
    for (const [name, version] of Object.entries(dependencies)) {
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(version).toBe(program.dependencies[name]);
    }
    const guide = readFileSync(join(project.folder, 'node_modules/@invigil/client/README.md'), 'utf8');
    expect(guide).toContain('# @invigil/client');
  });

  it('UI6 the types of every example of the guide hold against the package, and a wrong name does not pass', () => {
    project.write(
      'wrong.ts',
      "import { signIn } from '@invigil/client';\n// @ts-expect-error: misspelt\nvoid signIn({ url: '', username: '', pasword: '' });\n",
    );
    expect(project.typeErrors()).toBe('');
  }, 60_000);

  it('UI6 importing it starts nothing: a program that only imports ends by itself', async () => {
    project.write('only-imports.mjs', "import '@invigil/client';\nimport '@invigil/client/react';\nconsole.log('imported');\n");
    expect(await run('only-imports.mjs', day.room.url)).toBe('imported\n');
  });

  it.each(programs)('UI6 the guide: $file prints what the guide says', async ({ file, prints }) => {
    expect(prints, `docs/CLIENT.md says what ${file} prints`).toBeDefined();
    const printed = await run(file, cable.url, (line) => {
      // The one example about lost connections loses its own, once.
      if (file !== 'reconnect.ts') return;
      if (line === 'connected') cable.pull();
      if (line.startsWith('lost')) cable.plugIn();
    });
    expect(printed).toBe(prints);
  });

  it('UI6 the guide has an example of everything its chapters promise', () => {
    expect(examples.map(({ file }) => file)).toEqual(
      expect.arrayContaining([
        'ask.ts',
        'listen.ts',
        'reconnect.ts',
        'notifications.ts',
        'alerts.ts',
        'candidate.ts',
        'inbox.tsx',
      ]),
    );
  });
});
