import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, type CommandName, REST_ROUTES, SOCKET_COMMANDS } from '../../src/shared/protocol/index.ts';
import { MEANT_BY_SERVICE } from '../../src/shared/protocol/service-scopes.ts';
import { UpgradeRefused } from '../support/alerts-driver.ts';
import { at, prepareExam } from '../support/exam-day.ts';
import { CALLERS, type MatrixCaller, overRest, overSocket, tokensOfEverybody, verdictOfTable } from '../support/role-table.ts';
import { connectRefusal, type TestSocket } from '../support/socket-driver.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });

const TRANSPORTS = ['websocket', 'polling'] as const;
/** `auth_refresh` is the transport's own event: it renews the open socket, not the pair of tokens. */
const OWN_EVENTS = ['auth_refresh'];
const NAMES = Object.keys(COMMANDS) as CommandName[];
const UNHEARD_OF = ['__proto__', 'constructor', 'toString', '', 'proctor:suspend', 'ANSWER_SAVE', 'dispatch', 'disconnect_all'];

/** What each caller gets, by name. */
async function ofEach<T>(callers: readonly MatrixCaller[], ask: (caller: MatrixCaller) => Promise<T> | T) {
  const answers: Record<string, T> = {};
  for (const caller of callers) answers[caller.name] = await ask(caller);
  return answers;
}

let room: TestRoom;
let tokens: ReadonlyMap<string, string | undefined>;

beforeAll(async () => {
  // Thousands of questions of few callers in a short time are what this file is about.
  room = await startTestRoom({
    config: { eventRate: { perSecond: 100_000, burst: 100_000 }, maxConnectionsPerStudent: 100, maxConnectionsPerStaff: 100 },
  });
  tokens = await tokensOfEverybody(room);
});

describe('ID1 every command asks for its roles over REST', () => {
  it.each(REST_ROUTES.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'ID1 security-13 REST %s',
    async (_name, route) => {
      const answers = await ofEach(CALLERS, ({ name }) => overRest(room, tokens.get(name), route));
      // A recovery token opens nothing here, not even what anybody may do: whoever shows a token is held to it.
      const expected = await ofEach(CALLERS, (caller) =>
        caller.is === 'requester' ? 'token_invalid' : verdictOfTable(route.command, caller),
      );
      expect(Object.fromEntries(Object.entries(answers).map(([name, { verdict }]) => [name, verdict]))).toEqual(expected);
      for (const { verdict, status } of Object.values(answers)) {
        if (verdict === 'role_forbidden') expect(status).toBe(403);
        if (verdict.startsWith('token_')) expect(status).toBe(401);
      }
    },
  );

  it('ID1 REST leads to commands of the table only, and every command is reached by some way', () => {
    const reached = new Set<string>([
      ...REST_ROUTES.map(({ command }) => command),
      ...SOCKET_COMMANDS,
      ...Object.values(MEANT_BY_SERVICE),
    ]);
    expect([...reached].filter((name) => !Object.hasOwn(COMMANDS, name))).toEqual([]);
    expect(NAMES.filter((name) => !reached.has(name))).toEqual([]);
  });
});

describe.each(TRANSPORTS)('ID1 every command asks for its roles over Socket.IO, %s', (transport) => {
  const callers = CALLERS.filter(({ is }) => is !== 'nobody');
  const sockets = new Map<string, TestSocket>();

  beforeAll(async () => {
    for (const { name } of callers) sockets.set(name, await room.socket(tokens.get(name), { transports: [transport] }));
  });

  const socketOf = (name: string): TestSocket => {
    const socket = sockets.get(name);
    if (!socket) throw new Error(`${name} has no socket`);
    return socket;
  };
  const expected = (command: CommandName, caller: MatrixCaller): string => {
    // A sign of life is answered on every socket; for the rest a socket opened with a recovery token knows one command.
    if (caller.is === 'requester')
      return command === 'heartbeat' || command === 'recovery_request' ? 'let through' : 'role_forbidden';
    return (SOCKET_COMMANDS as readonly string[]).includes(command) ? verdictOfTable(command, caller) : 'unknown_command';
  };

  it.each(NAMES.filter((name) => !OWN_EVENTS.includes(name)))('ID1 security-13 socket %s', async (command) => {
    const answers = await ofEach(callers, ({ name }) => overSocket(socketOf(name), command));
    expect(answers).toEqual(await ofEach(callers, (caller) => expected(command, caller)));
  });

  it('ID1 security-13 sockets know no other command, whatever it is called', async () => {
    for (const event of UNHEARD_OF) {
      const answers = await ofEach(callers, ({ name }) => overSocket(socketOf(name), event));
      const refusals = await ofEach(callers, ({ is }) => (is === 'requester' ? 'role_forbidden' : 'unknown_command'));
      expect(answers, event).toEqual(refusals);
    }
  });

  it('ID1 security-11 sockets are for those who signed in, and of the default namespace', async () => {
    const transports = [transport];
    expect(await connectRefusal(room.url, undefined, { transports })).toBe('token_missing');
    for (const { name } of CALLERS) {
      for (const namespace of ['/admin', '/security', '/exam'])
        expect(await connectRefusal(room.url, tokens.get(name), { transports, namespace }), name).toBe('Invalid namespace');
    }
  });
});

describe.each([
  { path: '/ws/security/alerts', roles: ['admin', 'proctor'] },
  { path: '/api/v1/notifications/ws', roles: ['admin', 'proctor', 'student'] },
])('ID1 the raw socket $path', ({ path, roles }) => {
  const expected = ({ is }: MatrixCaller): string => {
    if (is === 'nobody') return '401 token_missing';
    if (is === 'requester') return '401 token_invalid';
    return roles.includes(is) ? 'open' : '403 role_forbidden';
  };

  it('ID1 opens for its roles and answers the upgrade of everybody else with their code', async () => {
    const answers = await ofEach(CALLERS, ({ name }) =>
      room.alerts(tokens.get(name), { path }).then(
        (socket) => {
          socket.close();
          return 'open';
        },
        (error: unknown) =>
          error instanceof UpgradeRefused
            ? `${error.status} ${(JSON.parse(error.body) as { code: string }).code}`
            : `not an answer: ${String(error)}`,
      ),
    );
    expect(answers).toEqual(await ofEach(CALLERS, expected));
  });

  it.each(CALLERS.filter(({ is }) => roles.includes(is)))('ID1 carries no command for $name', async ({ name }) => {
    const socket = await room.alerts(tokens.get(name), { path });
    await socket.waitFor('connection');
    const names = [...NAMES, ...OWN_EVENTS, ...UNHEARD_OF];
    for (const type of names) socket.send({ type, nonsense: true });
    socket.send({ type: 'ping' });
    await socket.waitFor('pong');
    const refusals = socket.of<{ error: { code: string } }>('error').map(({ error }) => error.code);
    expect(refusals).toEqual(names.map(() => 'invalid_input'));
  });
});

describe('ID1 what a role brings with it', () => {
  it('ID1 a student gets no staff event and nobody gets into a room by asking', async () => {
    const day = await prepareExam(room, { candidates: [{ candidateNumber: 'R1', firstName: 'Role', lastName: 'One' }] });
    const candidate = at(day.candidates, 0);
    const student = await room.socket(candidate.token);
    const staff = await room.socket(day.staff.token);
    expect((await student.refusal('join_exam', { examId: day.examId })).code).toBe('role_forbidden');
    await student.command('security_event', candidate.event('print_attempt'));
    await staff.waitFor('security-alert');
    await student.settled();
    const staffOnly = ['security-alert', 'alert-updated', 'suspicious_activity'];
    expect(student.all.map(({ name }) => name).filter((name) => staffOnly.includes(name))).toEqual([]);
  });
});
