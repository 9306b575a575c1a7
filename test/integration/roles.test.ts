import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, type CommandName, REST_ROUTES, SOCKET_COMMANDS } from '../../src/shared/protocol/index.ts';
import { type ExamDay, newId, only, prepareExam } from '../support/exam-day.ts';
import { createRest, fillPath } from '../support/rest-driver.ts';
import { connectRefusal } from '../support/socket-driver.ts';
import { type Staff, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });

const CALLERS = ['anyone', 'student', 'proctor', 'admin'] as const;
type Caller = (typeof CALLERS)[number];

/** Nothing of this exists: whoever is let through is refused for that, and nothing is changed. */
const INPUT: Readonly<Record<string, string>> = {
  examId: newId(),
  attemptId: newId(),
  alertId: newId(),
  sessionId: newId(),
};

const may = (command: CommandName, caller: Caller): boolean => {
  const { roles } = COMMANDS[command];
  return roles === 'anyone' || (roles as readonly string[]).includes(caller);
};
const expected = (command: CommandName, caller: Caller): string => {
  if (may(command, caller)) return 'let through';
  return caller === 'anyone' ? 'token_missing' : 'role_forbidden';
};
/** Anything but a refusal of the caller counts as let through: the input above is refused by whoever reads it. */
const verdict = (code: string | undefined): string =>
  code === 'token_missing' || code === 'role_forbidden' || code === 'unknown_command' || code === 'internal'
    ? code
    : 'let through';

describe('ID1 every command asks for its roles', () => {
  let day: ExamDay;
  let tokenOf: (caller: Caller) => Promise<string | undefined>;

  beforeAll(async () => {
    // Many sockets and calls of one user in a short time are what this file is about.
    const room = await startTestRoom({
      config: { eventRate: { perSecond: 10_000, burst: 10_000 }, maxConnectionsPerStudent: 100 },
    });
    day = await prepareExam(room);
    const proctor: Staff = await room.proctor();
    // A command may end the caller's session (logout), so each call has a token of its own where that is cheap.
    tokenOf = async (caller) => {
      if (caller === 'anyone') return undefined;
      if (caller === 'student') return only(day.candidates).token;
      return caller === 'proctor' ? proctor.token : day.staff.token;
    };
  });

  const routes = REST_ROUTES.filter(({ command }) => command !== 'auth_logout');
  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))('ID1 REST %s', async (_name, route) => {
    for (const caller of CALLERS) {
      const rest = createRest(day.room.url, await tokenOf(caller));
      const { path } = fillPath(route, { ...INPUT, ...route.fixed });
      const answer = await rest.send(route.method, path, route.method === 'GET' ? {} : { body: { nonsense: true } });
      const code = answer.status < 400 ? undefined : answer.problem().code;
      expect(verdict(code), `${caller} got ${answer.status} ${code}`).toBe(expected(route.command, caller));
      if (code === 'role_forbidden') expect(answer.status).toBe(403);
      if (code === 'token_missing') expect(answer.status).toBe(401);
    }
  });

  it('ID1 REST logout is for everybody signed in and nobody else', async () => {
    expect((await day.room.anyone.refusal('auth_logout', {})).code).toBe('token_missing');
    expect(await (await day.room.signIn()).rest.call('auth_logout', {})).toEqual({ ok: true });
    const candidate = await day.join(only(day.roster), { resumeToken: only(day.candidates).joined.resumeToken });
    expect(await candidate.rest.call('auth_logout', {})).toEqual({ ok: true });
    day = { ...day, candidates: [await day.join(only(day.roster))] };
  });

  it.each(SOCKET_COMMANDS)('ID1 socket %s', async (command) => {
    for (const caller of ['student', 'proctor', 'admin'] as const) {
      const socket = await day.room.socket(await tokenOf(caller));
      const ack = await socket.ask(command, { nonsense: true });
      const code = ack.ok ? undefined : ack.error.code;
      expect(verdict(code), `${caller} got ${code}`).toBe(expected(command, caller));
      socket.close();
    }
  });

  it('ID1 sockets are for those who signed in', async () => {
    expect(await connectRefusal(day.room.url, undefined)).toBe('token_missing');
  });

  it('ID1 sockets know no other command, whatever it is called', async () => {
    const socket = await day.room.socket(day.staff.token);
    // `auth_refresh` is the transport's own event: it renews the open socket, not the pair of tokens.
    const known: readonly string[] = [...SOCKET_COMMANDS, 'auth_refresh'];
    const others = Object.keys(COMMANDS).filter((name) => !known.includes(name));
    for (const name of [...others, '__proto__', 'constructor', 'toString', '', 'proctor:suspend', 'ANSWER_SAVE']) {
      expect((await socket.refusal(name, {})).code, name).toBe('unknown_command');
    }
  });

  it('ID1 a student gets no staff event and nobody gets into a room by asking', async () => {
    const student = await day.room.socket(only(day.candidates).token);
    const staff = await day.room.socket(day.staff.token);
    expect((await student.refusal('join_exam', { examId: day.examId })).code).toBe('role_forbidden');
    await student.command('security_event', only(day.candidates).event('print_attempt'));
    await staff.waitFor('security-alert');
    await student.settled();
    const staffOnly = ['security-alert', 'alert-updated', 'suspicious_activity'];
    expect(student.all.map(({ name }) => name).filter((name) => staffOnly.includes(name))).toEqual([]);
  });
});
