import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { COMMANDS, type CommandName, type CommandOutput } from '../../src/shared/protocol/index.ts';
import { type CommandBody, createRest, type RestDriver } from '../support/rest-driver.ts';
import { startServe } from '../support/serve-process.ts';
import { openSocket, type SocketOptions, type TestSocket } from '../support/socket-driver.ts';
import { ADMIN_PASSWORD, EVERY_TYPE_GIFT, rosterCsv } from '../support/test-room-files.ts';

/*
 * This suite speaks the wire and nothing else, so it can be turned on any implementation of the protocol:
 * BASE_URL, STAFF_USERNAME and STAFF_PASSWORD (an administrator's) say which; without them it starts our own room as a process.
 */

/** A caller whose every answer is held against the contract. */
export interface Checked {
  readonly token: string;
  readonly rest: RestDriver;
  call<Name extends CommandName>(command: Name, input: CommandBody<Name>): Promise<CommandOutput<Name>>;
  socket(options?: SocketOptions): Promise<TestSocket>;
}

export interface RoomUnderTest {
  readonly url: string;
  readonly anyone: Checked;
  /** A new session of the administrator. */
  signIn(): Promise<Checked>;
  /** An exam of its own with `count` candidates nobody else has; open, or as far as said. */
  exam(count: number, until?: 'draft' | 'open' | 'running'): Promise<ConformanceExam>;
}

export interface ConformanceExam {
  readonly examId: CommandOutput<'exam_import'>['exam']['id'];
  readonly code: string;
  readonly staff: Checked;
  readonly numbers: readonly string[];
  readonly questions: CommandOutput<'exam_get'>['questions'];
  joinBody(index: number): CommandBody<'join'>;
  join(index: number): Promise<Checked & { joined: CommandOutput<'join'> }>;
}

export const anId = (): string => randomUUID();

/** Finds or starts the room of this run, and ends what it started: `const findRoom = roomUnderTest();` at the top of a file. */
export function roomUnderTest(): () => Promise<RoomUnderTest> {
  const stops: (() => Promise<unknown> | unknown)[] = [];
  afterAll(async () => {
    for (const stop of stops.reverse()) await stop();
  });
  return async () => {
    const { BASE_URL = '' } = process.env;
    // The test runner itself sets BASE_URL to '/'.
    const isGiven = /^https?:/.test(BASE_URL);
    return speakTo(isGiven ? BASE_URL.replace(/\/$/, '') : await startOwn(stops), stops);
  };
}

function speakTo(url: string, stops: (() => unknown)[]): RoomUnderTest {
  const { STAFF_USERNAME = 'admin', STAFF_PASSWORD = ADMIN_PASSWORD } = process.env;

  function checked(token?: string): Checked {
    const rest = createRest(url, token);
    return {
      token: token ?? '',
      rest,
      call: async (command, input) => COMMANDS[command].output.parse(await rest.call(command, input)) as never,
      socket: async (options) => {
        const socket = await openSocket(url, token, options);
        stops.push(() => socket.close());
        return socket;
      },
    };
  }
  const anyone = checked();
  const signIn = async () =>
    checked((await anyone.call('auth_login', { username: STAFF_USERNAME, password: STAFF_PASSWORD })).token);

  return {
    url,
    anyone,
    signIn,
    exam: async (count, until = 'running') => {
      const staff = await signIn();
      const batch = anId().slice(0, 8);
      const numbers = Array.from({ length: count }, (_, index) => `${batch}-${index + 1}`);
      const { exam } = await staff.rest.uploadExam(EVERY_TYPE_GIFT);
      await staff.rest.uploadRoster(
        exam.id,
        rosterCsv(
          numbers.map((candidateNumber) => ({ candidateNumber, firstName: 'Given', lastName: `Family-${candidateNumber}` })),
        ),
      );
      const { questions } = await staff.call('exam_get', { examId: exam.id });
      let code = '';
      if (until !== 'draft') ({ code } = await staff.call('exam_open', { examId: exam.id }));
      if (until === 'running') await staff.call('exam_start', { examId: exam.id });
      const joinBody = (index: number) => ({ code, examId: exam.id, candidateNumber: numbers[index] ?? '', consent: true });
      return {
        examId: exam.id,
        code,
        staff,
        numbers,
        questions,
        joinBody,
        join: async (index) => {
          const joined = await anyone.call('join', joinBody(index));
          return { ...checked(joined.token), joined };
        },
      };
    },
  };
}

async function startOwn(stops: (() => unknown)[]): Promise<string> {
  const dataDir = mkdtempSync(join(tmpdir(), 'invigil-conformance-'));
  const room = startServe(['--port', '0', '--data-dir', dataDir]);
  stops.push(async () => {
    room.kill('SIGTERM');
    await room.exit;
    rmSync(dataDir, { recursive: true, force: true });
  });
  return (await room.ready).url;
}
