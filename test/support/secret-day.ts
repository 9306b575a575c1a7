import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { CommandOutput } from '../../src/shared/protocol/index.ts';
import { openAlerts } from './alerts-driver.ts';
import { createRest, type RestDriver, sendHttp } from './rest-driver.ts';
import type { SecretBook } from './secret-search.ts';
import { connectRefusal, openSocket, type TestSocket } from './socket-driver.ts';
import { ADMIN_PASSWORD, EVERY_TYPE_GIFT } from './test-room-files.ts';

const PETRA = { username: 'petra', password: 'the seventh garden gate' };
const newId = (): string => randomUUID();
const tokensOf = (
  keep: SecretBook['keep'],
  whose: string,
  answer: { token: string; refreshToken: string; resumeToken?: string },
) => {
  keep(`a token of ${whose}`, answer.token);
  keep(`a refresh token of ${whose}`, answer.refreshToken);
  if (answer.resumeToken) keep(`the resume token of ${whose}`, answer.resumeToken);
};

export interface SecretDay {
  /** Everything somebody took away with them as a file. */
  readonly exports: Map<string, Buffer>;
  /** Of the paper: stands in the store, as it is. */
  readonly essay: string;
  /** Of a member of staff, to be shown once more. */
  readonly token: string;
}

/**
 * A day in which every kind of secret is handed out or typed, over every transport, rightly and wrongly; each is noted in the book
 * (SE3, protocol 1: tokens and tickets never reach a log line, an error message, an export or the audit log).
 */
export async function liveSecretDay(url: string, { keep }: SecretBook): Promise<SecretDay> {
  const anyone = createRest(url);
  const open: { close(): void }[] = [];
  const socket = async (token: string | undefined, options?: Parameters<typeof openSocket>[2]): Promise<TestSocket> => {
    const opened = await openSocket(url, token, options);
    open.push(opened);
    return opened;
  };
  const as = (token: string): RestDriver => createRest(url, token);

  // Staff: passwords right and wrong, tokens by header, auth and address, a ticket for each transport.
  keep('the password of admin', ADMIN_PASSWORD);
  keep('a wrong password', 'the wrong lighthouse altogether');
  await anyone.refusal('auth_login', { username: 'admin', password: 'the wrong lighthouse altogether' });
  // What somebody in a hurry does: the password in the field above.
  keep('a password typed as the name', 'typed into the field above');
  await anyone.refusal('auth_login', { username: 'typed into the field above', password: 'something else' });
  const signedIn = await anyone.call('auth_login', { username: 'admin', password: ADMIN_PASSWORD });
  tokensOf(keep, 'admin', signedIn);
  const admin = as(signedIn.token);
  const ticket = async () => keep('a ticket', (await admin.call('auth_ticket', {})).ticket);
  const console = await socket(signedIn.token);
  await socket(undefined, { query: { token: signedIn.token } });
  await socket(undefined, { query: { ticket: await ticket() }, transports: ['polling'] });
  const handshakes: Record<string, string>[] = [{ token: signedIn.token }, { ticket: await ticket() }];
  for (const query of handshakes) open.push(await openAlerts(url, undefined, { query }));
  const spent = await ticket();
  await socket(undefined, { query: { ticket: spent } });
  await connectRefusal(url, undefined, { query: { ticket: spent } });
  await openAlerts(url, undefined, { query: { ticket: spent } }).catch(() => {});

  // The second factor, enrolled, used, spent.
  keep('the password of petra', PETRA.password);
  await admin.call('user_add', { ...PETRA, displayName: 'Petra Proctor', role: 'proctor' });
  const petraIn = await anyone.call('auth_login', PETRA);
  tokensOf(keep, 'petra', petraIn);
  const petra = as(petraIn.token);
  const { secret, uri } = await petra.call('totp_enrol', {});
  keep('the secret of a second factor', secret);
  keep('the address of a second factor', uri);
  const code = keep('the code of a second factor', new TOTP({ secret: Secret.fromBase32(secret) }).generate());
  const { recoveryCodes } = await petra.call('totp_confirm', { totp: code });
  for (const one of recoveryCodes) keep('a recovery code of petra', one);
  await anyone.refusal('auth_login', { ...PETRA, totp: code });
  tokensOf(keep, 'petra', await anyone.call('auth_login', { ...PETRA, totp: recoveryCodes[0] ?? '' }));
  const newPassword = keep('the new password of petra', 'an eighth and greener gate');
  await admin.call('user_passwd', { username: PETRA.username, password: newPassword });
  await anyone.refusal('auth_login', PETRA);

  // A service's key.
  const scopes = ['events:write' as const, 'alerts:write' as const, 'notifications:write' as const];
  const { token: key } = await admin.call('api_key_issue', { name: 'cameras', scopes, ttlHours: 1 });
  keep('an API key', key);
  const occurredAt = new Date().toISOString();
  const fromHub = { id: newId(), type: 'usb_device_attached', occurredAt, source: 'hub' };
  await as(key).send('POST', '/api/v1/security/events', { body: { events: [fromHub] } });
  await socket(key);

  // Candidates: codes, tokens, a refused second device, a code to come back with.
  const { exam } = await admin.uploadExam(EVERY_TYPE_GIFT);
  const accessCode = keep('an access code', 'amber-falcon-77');
  await admin.uploadRoster(exam.id, `candidateNumber,firstName,lastName,accessCode\nC1,Given,Family,${accessCode}\n`);
  const { code: joinCode } = await admin.call('exam_open', { examId: exam.id });
  keep('the join code', joinCode);
  keep('the join code without its dashes', joinCode.replaceAll('-', ''));
  await anyone.send('GET', `/api/v1/join?code=${encodeURIComponent(joinCode)}`);
  const body = { code: joinCode, examId: exam.id, candidateNumber: 'C1', consent: true };
  await anyone.refusal('join', { ...body, accessCode: keep('a wrong access code', 'umber-weasel-99') });
  const joined = await anyone.call('join', { ...body, accessCode });
  tokensOf(keep, 'C1', joined);
  await admin.call('exam_start', { examId: exam.id });
  const candidate = as(joined.token);
  const seat = await socket(joined.token);
  const essay = 'An essay that is nobody’s secret from the room.';
  const questions = (await candidate.call('attempt_get', {})).questions ?? [];
  const questionId = questions.find(({ type }) => type === 'essay')?.id;
  await seat.ask('answer_save', { id: newId(), questionId, value: essay, revision: 1 });
  const event = (type: string, seq: number) => ({ id: newId(), type, occurredAt, seq });
  for (const [index, type] of ['paste', 'devtools_open', 'remote_session'].entries())
    await seat.ask('security_event', event(type, index + 1));
  const refused = (await anyone.refusal('join', { ...body, accessCode })).data as { requestId: string; recoveryToken: string };
  keep('a recovery token', refused.recoveryToken);
  const back = keep('a one-time code', (await admin.call('recovery_code_issue', { attemptId: joined.attempt.id })).code);
  const requester = await socket(refused.recoveryToken);
  await requester.ask('recovery_request', {
    id: newId(),
    method: 'both',
    reason: 'broken',
    code: keep('a wrong code', '93GT-77QX-0000'),
  });
  await requester.ask('recovery_request', { id: newId(), method: 'both', reason: 'broken', code: back });
  await console.ask('recovery_decide', { id: newId(), requestId: refused.requestId, action: 'approve' });
  const moved = await anyone.send('POST', '/api/v1/join', { body: { ...body, accessCode, requestId: refused.requestId } });
  if (moved.status !== 201) throw new Error(`the candidate did not get back in: ${moved.text}`);
  const movedIn = moved.json<CommandOutput<'join'>>();
  tokensOf(keep, 'C1', movedIn);

  // Refreshing, and a refresh token used twice.
  const next = await anyone.call('auth_refresh', { refreshToken: movedIn.refreshToken });
  tokensOf(keep, 'C1', next);
  const again = await socket(movedIn.token);
  await again.ask('auth_refresh', { token: next.token });
  await anyone.refusal('auth_refresh', { refreshToken: movedIn.refreshToken });

  // Secrets where they do not belong, and requests that break.
  await sendHttp(url, 'GET', `/api/v1/me?token=${signedIn.token}`, { headers: { referer: `${url}/?token=${signedIn.token}` } });
  await sendHttp(url, 'POST', '/api/v1/auth/refresh', {
    body: `{"refreshToken":"${signedIn.refreshToken}"`,
    headers: { 'content-type': 'application/json' },
  });
  await sendHttp(url, 'POST', '/api/v1/auth/login', { body: { username: 'admin', passwort: ADMIN_PASSWORD } });
  await console.ask(`sync ${signedIn.token}`, { token: signedIn.token });
  await console.ask('alert_action', { id: newId(), alertId: signedIn.token, action: signedIn.token });
  await connectRefusal(url, `${signedIn.token}x`);
  const badOrigin = { origin: 'https://evil.example', authorization: `Bearer ${signedIn.token}` };
  await sendHttp(url, 'GET', '/api/v1/me', { headers: badOrigin });

  await admin.call('exam_end', { examId: exam.id });
  const exports = new Map<string, Buffer>();
  for (const [path, accept] of [
    [`/api/v1/exams/${exam.id}/results`, 'text/csv'],
    [`/api/v1/exams/${exam.id}/results`, 'application/json'],
    [`/api/v1/exams/${exam.id}`, 'application/json'],
    ['/api/v1/audit?limit=1000', 'application/json'],
    ['/api/v1/alerts?limit=1000', 'application/json'],
    ['/api/v1/sessions/history', 'application/json'],
    ['/api/v1/api-keys', 'application/json'],
    ['/api/v1/users', 'application/json'],
    ['/api/openapi.json', 'application/json'],
  ] as const) {
    const answer = await admin.send('GET', path, { headers: { accept } });
    if (answer.status !== 200) throw new Error(`${path} was answered with ${answer.status}`);
    exports.set(`${path} as ${accept}`, Buffer.from(answer.text));
  }
  await admin.call('auth_logout', {});
  for (const one of open) one.close();
  return { exports, essay, token: signedIn.token };
}
