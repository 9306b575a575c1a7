import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { COMMANDS, type CommandName, type CommandOutput, type SocketCommandName } from '../../src/shared/protocol/index.ts';
import { openAlerts, type RawSocketOptions, type TestRawSocket } from '../support/alerts-driver.ts';
import { type CommandBody, createRest, type RestDriver } from '../support/rest-driver.ts';
import { connectRefusal, openSocket, type SocketOptions, type TestSocket } from '../support/socket-driver.ts';
import { EVERY_TYPE_GIFT, type RosterLine, rosterCsv } from '../support/test-room-files.ts';
import { credentials, roomOfThisFile, WAYS, type Way, whyNot } from './ways.ts';

/*
 * This suite speaks the wire and nothing else, so it can be turned on any implementation of the protocol (CONTRIBUTING,
 * "Conformance"). Titles count as protocol.md does: section.paragraph, a table being a paragraph.
 */

/** A caller whose every answer is held against the contract. */
export interface Checked {
  readonly token: string;
  readonly rest: RestDriver;
  call<Name extends CommandName>(command: Name, input: CommandBody<Name>): Promise<CommandOutput<Name>>;
  /** Closed after the case, like everything opened here. */
  socket(options?: SocketOptions): Promise<TestSocket>;
  alerts(options?: RawSocketOptions): Promise<TestRawSocket>;
  notifications(options?: RawSocketOptions): Promise<TestRawSocket>;
}

export interface RoomUnderTest {
  readonly url: string;
  readonly anyone: Checked;
  /** Whoever holds this token. */
  as(token: string): Checked;
  /** The code with which a Socket.IO connection is refused. */
  refusal(token: string | undefined, options?: SocketOptions): Promise<string>;
  /** A new session of the administrator. */
  signIn(): Promise<Checked>;
  /** A new account and its first session. */
  newStaff(role: 'admin' | 'proctor'): Promise<NewStaff>;
  /** An exam of its own with `count` candidates nobody else has; open, or as far as said. */
  exam(count: number, until?: 'draft' | 'open' | 'running', lines?: Partial<RosterLine>): Promise<ConformanceExam>;
}

export interface NewStaff extends Checked {
  readonly username: string;
  readonly password: string;
  readonly signedIn: CommandOutput<'auth_login'>;
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

/** A command over a socket whose ack is held against the contract. */
export const ask = async <Name extends SocketCommandName>(
  socket: TestSocket,
  name: Name,
  input: object,
): Promise<CommandOutput<Name>> => COMMANDS[name].output.parse(await socket.ask(name, input)) as never;

let findUrl: ((way: Way) => Promise<string>) | undefined;

/**
 * The cases of one part of the protocol, once for each way to reach the room of this file: Socket.IO over websocket and over polling,
 * directly and through nginx. A way that cannot be gone is left out, and its title says why.
 */
export function onEachWay(
  title: string,
  cases: (findRoom: () => Promise<RoomUnderTest>, way: Way) => void,
  ways: readonly Way[] = WAYS,
): void {
  if (!findUrl) {
    findUrl = roomOfThisFile();
    // The files of one worker share this module, not their room.
    afterAll(() => {
      findUrl = undefined;
    });
  }
  const find = findUrl;
  for (const way of ways) {
    const reason = whyNot(way);
    describe.skipIf(reason !== undefined)(`${title}, ${way.name}${reason ? ` (left out: ${reason})` : ''}`, () => {
      const open: { close(): void }[] = [];
      let room: RoomUnderTest | undefined;
      beforeAll(async () => {
        room = speakTo(await find(way), way.transport, open);
      });
      afterEach(() => {
        for (const socket of open.splice(0)) socket.close();
      });
      cases(async () => {
        if (!room) throw new Error('the room is there once the cases begin');
        return room;
      }, way);
    });
  }
}

/** Ways to speak to the room at `url`; what is opened is put into `open`, for its opener to close. */
export function speakTo(url: string, transport: Way['transport'], open: { close(): void }[]): RoomUnderTest {
  const kept = async <T extends { close(): void }>(opening: Promise<T>): Promise<T> => {
    const socket = await opening;
    open.push(socket);
    return socket;
  };
  const overThis = (options: SocketOptions = {}): SocketOptions => ({ transports: [transport], ...options });

  function checked(token?: string): Checked {
    const rest = createRest(url, token);
    return {
      token: token ?? '',
      rest,
      call: async (command, input) => COMMANDS[command].output.parse(await rest.call(command, input)) as never,
      socket: (options) => kept(openSocket(url, token, overThis(options))),
      alerts: (options) => kept(openAlerts(url, token, options)),
      notifications: (options) => kept(openAlerts(url, token, { path: '/api/v1/notifications/ws', ...options })),
    };
  }
  const anyone = checked();
  const signIn = async () => checked((await anyone.call('auth_login', credentials())).token);
  // One for all the exams, beside the administrator the cases sign in as: a password costs a third of a second, and an
  // account has twenty connections and a rate.
  let staffOfExams: Promise<Checked> | undefined;
  const signInForExams = async (): Promise<Checked> => {
    const account = { username: `e-${anId()}`, password: `a harbour ${anId()}` };
    await (await signIn()).call('user_add', { ...account, displayName: 'Given Name', role: 'admin' });
    return checked((await anyone.call('auth_login', account)).token);
  };

  return {
    url,
    anyone,
    as: checked,
    refusal: (token, options) => connectRefusal(url, token, overThis(options)),
    signIn,
    newStaff: async (role) => {
      staffOfExams ??= signInForExams();
      const account = { username: `c-${anId()}`, password: `a harbour ${anId()}` };
      await (await staffOfExams).call('user_add', { ...account, displayName: 'Given Name', role });
      const signedIn = await anyone.call('auth_login', account);
      return { ...checked(signedIn.token), ...account, signedIn };
    },
    exam: async (count, until = 'running', line = {}) => {
      staffOfExams ??= signInForExams();
      const staff = await staffOfExams;
      const batch = anId().slice(0, 8);
      const numbers = Array.from({ length: count }, (_, index) => `${batch}-${index + 1}`);
      const { exam } = await staff.rest.uploadExam(EVERY_TYPE_GIFT);
      await staff.rest.uploadRoster(
        exam.id,
        rosterCsv(
          numbers.map((candidateNumber) => ({
            candidateNumber,
            firstName: 'Given',
            lastName: `Family-${candidateNumber}`,
            ...line,
          })),
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
