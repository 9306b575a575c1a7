import type { Scope } from '../../src/shared/model/api-key.ts';
import { COMMANDS, type CommandName, type RestRoute } from '../../src/shared/protocol/index.ts';
import { MEANT_BY_SERVICE, SCOPE_OF } from '../../src/shared/protocol/service-scopes.ts';
import { newId, only, prepareExam } from './exam-day.ts';
import { refusedJoin } from './recovery.ts';
import { fillPath, sendHttp } from './rest-driver.ts';
import type { SocketAck, TestSocket } from './socket-driver.ts';
import type { TestRoom } from './start-test-room.ts';

const SCOPES: readonly Scope[] = ['events:write', 'notifications:write', 'alerts:write'];

/** Somebody who may or may not use a command: a role, with the scopes of its key where it has one. */
export interface MatrixCaller {
  readonly name: string;
  readonly is: 'nobody' | 'requester' | 'student' | 'proctor' | 'admin' | 'service';
  readonly scopes: readonly Scope[];
}

/** Everybody the contract tells apart. */
export const CALLERS: readonly MatrixCaller[] = [
  ...(['nobody', 'requester', 'student', 'proctor', 'admin'] as const).map((is) => ({ name: is, is, scopes: [] })),
  ...SCOPES.map((scope) => ({ name: `service with ${scope}`, is: 'service' as const, scopes: [scope] })),
  { name: 'service with every scope', is: 'service', scopes: SCOPES },
];

const meant = (command: CommandName, { is }: MatrixCaller): CommandName =>
  (is === 'service' ? MEANT_BY_SERVICE[command] : undefined) ?? command;

/** What the table of the contract says to a caller who asks for a command: `let through`, or the one code. */
export function verdictOfTable(command: CommandName, caller: MatrixCaller): string {
  const asked = meant(command, caller);
  const roles: 'anyone' | readonly string[] = COMMANDS[asked].roles;
  if (roles === 'anyone') return 'let through';
  if (caller.is === 'nobody') return 'token_missing';
  if (!roles.includes(caller.is)) return 'role_forbidden';
  const scope = SCOPE_OF[asked];
  return caller.is === 'service' && scope !== undefined && !caller.scopes.includes(scope) ? 'role_forbidden' : 'let through';
}

/** Refusals of the caller, and failures; any other answer read the input, and so let the caller through. */
const OF_THE_CALLER = [
  'token_missing',
  'token_invalid',
  'token_expired',
  'token_revoked',
  'user_inactive',
  'role_forbidden',
  'unknown_command',
  'rate_limited',
  'internal',
];
const verdictOf = (code: string | undefined): string =>
  code !== undefined && OF_THE_CALLER.includes(code) ? code : 'let through';

/** Nothing of this exists, and the body has a field that nothing has: whoever is let through changes nothing. */
const NOWHERE: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'examId',
    'attemptId',
    'alertId',
    'sessionId',
    'keyId',
    'userId',
    'toolId',
    'fileId',
    'grantId',
    'requestId',
    'ruleId',
    'evidenceId',
    'certificateId',
    'code',
    'id',
  ].map((name) => [name, newId()]),
);
const NONSENSE = { nonsense: true };

/** The code and the status a caller meets at a REST path. */
export async function overRest(room: TestRoom, token: string | undefined, route: RestRoute) {
  const { path } = fillPath(route, { ...NOWHERE, ...route.fixed });
  const answer = await sendHttp(room.url, route.method, path, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    ...(route.method === 'GET' ? {} : { body: NONSENSE }),
  });
  const code = answer.status < 400 ? undefined : answer.problem().code;
  return { verdict: verdictOf(code), status: answer.status };
}

/** The code a caller meets who sends it as an event. */
export async function overSocket(socket: TestSocket, event: string): Promise<string> {
  const ack: SocketAck = await socket.ask(event, NONSENSE);
  return verdictOf(ack.ok ? undefined : ack.error.code);
}

/** A token of each caller, in one room with a running exam; none for nobody. */
export async function tokensOfEverybody(room: TestRoom): Promise<ReadonlyMap<string, string | undefined>> {
  const day = await prepareExam(room);
  const proctor = await room.proctor();
  const { recoveryToken } = await refusedJoin(day, only(day.roster));
  const tokens = new Map<string, string | undefined>([
    ['nobody', undefined],
    ['requester', recoveryToken],
    ['student', only(day.candidates).token],
    ['proctor', proctor.token],
    ['admin', day.staff.token],
  ]);
  for (const { name, scopes } of CALLERS.filter(({ is }) => is === 'service')) {
    const { token } = await day.staff.rest.call('api_key_issue', { name: 'matrix', scopes: [...scopes], ttlHours: 1 });
    tokens.set(name, token);
  }
  return tokens;
}
