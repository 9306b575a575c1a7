import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import type { EvidenceId } from '../../src/shared/model/evidence.ts';
import type { AlertId } from '../../src/shared/model/ids.ts';
import { at, type Candidate, type ExamDay, newId, prepareExam } from '../support/exam-day.ts';
import type { RestDriver } from '../support/rest-driver.ts';
import { testRooms } from '../support/start-test-room.ts';
import { editStore, queryStore, readStoreBytes } from '../support/store-file.ts';

const startTestRoom = testRooms({ per: 'file' });
const MOST = 256 * 1024;
const PATH = '/api/v1/attempt/evidence';

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
/** A picture nobody else has, of the length asked for. */
const jpeg = (length = 2_000): Buffer => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), randomBytes(length - 4)]);
const webp = (length = 2_000): Buffer =>
  Buffer.concat([Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'), randomBytes(length - 16)]);

interface Sent {
  readonly type?: string;
  readonly sha256?: string;
  readonly alertId?: string;
}

async function send(rest: RestDriver, bytes: Uint8Array, { type = 'image/jpeg', sha256 = hashOf(bytes), alertId }: Sent = {}) {
  const query = new URLSearchParams({ sha256, ...(alertId === undefined ? {} : { alertId }) });
  return rest.send('POST', `${PATH}?${query}`, { body: bytes, headers: { 'content-type': type } });
}
async function sent(rest: RestDriver, bytes: Uint8Array, how: Sent = {}) {
  const answer = await send(rest, bytes, how);
  expect(answer.status, answer.text).toBe(201);
  return answer.json<{ id: EvidenceId; sha256: string; duplicate?: boolean }>();
}
async function refused(rest: RestDriver, bytes: Uint8Array, how: Sent = {}) {
  const { status, code, errors } = (await send(rest, bytes, how)).problem();
  return [status, code, errors?.[0]?.field];
}

/** A picture as it comes, byte by byte. */
function fetchPicture(day: ExamDay, id: string, token = day.staff.token) {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: Buffer }>((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'gzip, br' };
    const asked = request(`${day.room.url}/api/v1/evidence/${id}`, { headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.on('error', reject);
    asked.end();
  });
}

describe('LD4 evidence over the wire', () => {
  let day: ExamDay;
  let [first, second]: Candidate[] = [];
  const mine = (): Candidate => first as Candidate;
  const other = (): Candidate => second as Candidate;
  const listed = async ({ attemptId }: Candidate) => (await day.staff.rest.call('evidence_list', { attemptId })).evidence;
  const alertOf = async (candidate: Candidate): Promise<AlertId> => {
    await candidate.rest.call('security_events', {
      events: [candidate.event('devtools_open'), candidate.event('client_tampered')],
    });
    const { alerts } = await day.staff.rest.call('alerts_list', { attemptId: candidate.attemptId });
    return at(alerts, 0).id;
  };

  beforeAll(async () => {
    const room = await startTestRoom({ config: { eventRate: { perSecond: 10_000, burst: 10_000 } } });
    day = await prepareExam(room, { candidates: 6 });
    first = at(day.candidates, 0);
    second = at(day.candidates, 1);
  });

  it('protocol 6 a picture is taken in, listed without its bytes, and comes back as it was, inert', async () => {
    const bytes = webp(20_000);
    const alertId = await alertOf(mine());
    const { id, sha256 } = await sent(mine().rest, bytes, { type: 'image/webp', alertId, sha256: hashOf(bytes).toUpperCase() });
    expect(sha256).toBe(hashOf(bytes));
    const one = { id, attemptId: mine().attemptId, alertId, mediaType: 'image/webp', size: 20_000, sha256 };
    expect(await listed(mine())).toMatchObject([one]);
    expect((await day.staff.rest.call('evidence_list', { alertId })).evidence).toMatchObject([one]);
    expect(await listed(other())).toEqual([]);

    const got = await fetchPicture(day, id);
    expect(got.status).toBe(200);
    expect(got.body.equals(bytes)).toBe(true);
    expect(got.headers).toMatchObject({
      'content-type': 'image/webp',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    expect(got.headers['content-encoding']).toBeUndefined();
    expect(got.headers['content-disposition']).toBe('attachment; filename="evidence.webp"');
  });

  it('protocol 6 the same bytes again are the same picture, in one attempt and not across attempts', async () => {
    const bytes = jpeg();
    const before = (await listed(mine())).length;
    const [one, again] = [await sent(mine().rest, bytes), await sent(mine().rest, bytes)];
    expect(one).not.toHaveProperty('duplicate');
    expect(again).toMatchObject({ id: one.id, duplicate: true });
    expect(await listed(mine())).toHaveLength(before + 1);
    const theirs = await sent(other().rest, bytes, { alertId: '' });
    expect(theirs, "that somebody else sent it too is nobody's business").not.toHaveProperty('duplicate');
    expect(theirs.id).not.toBe(one.id);
    expect(at(await listed(other()), 0)).not.toHaveProperty('alertId');
  });

  it('protocol 6 what is no picture is refused by its header and by its bytes', async () => {
    const { rest } = mine();
    const before = (await listed(mine())).length;
    for (const type of [
      'image/png',
      'text/html',
      'application/json',
      'application/octet-stream',
      'multipart/form-data; boundary=x',
    ])
      expect(await refused(rest, jpeg(), { type }), type).toEqual([415, 'unsupported_media_type', undefined]);
    const page = Buffer.from('<script>alert(1)</script>');
    for (const [bytes, type] of [
      [page, 'image/jpeg'],
      [webp(), 'image/jpeg'],
      [jpeg(), 'image/webp'],
    ] as const)
      expect(await refused(rest, bytes, { type })).toEqual([415, 'unsupported_media_type', 'body']);
    expect(await refused(rest, Buffer.alloc(0))).toEqual([400, 'invalid_input', 'body']);
    expect(await listed(mine())).toHaveLength(before);
  });

  it('protocol 6 256 KiB are taken, a byte more is too large, and so is what is much larger', async () => {
    const { rest } = mine();
    await sent(rest, jpeg(MOST));
    expect(await refused(rest, jpeg(MOST + 1))).toEqual([413, 'payload_too_large', 'body']);
    expect((await refused(rest, jpeg(1024 * 1024 + 1))).slice(0, 2)).toEqual([413, 'payload_too_large']);
  });

  it('security-30 protocol 6 a picture that would fill the memory of the console, or moves, is refused', async () => {
    const extended = (flags: number, width: number, height: number): Buffer => {
      const sides = Buffer.alloc(6);
      sides.writeUIntLE(width - 1, 0, 3);
      sides.writeUIntLE(height - 1, 3, 3);
      return Buffer.concat([Buffer.from('RIFF\x1e\0\0\0WEBPVP8X\n\0\0\0', 'latin1'), Buffer.from([flags, 0, 0, 0]), sides]);
    };
    const type = 'image/webp';
    expect(await refused(mine().rest, extended(0, 16_383, 16_383), { type })).toEqual([413, 'payload_too_large', 'body']);
    expect(await refused(mine().rest, extended(0, 16_777_216, 2), { type })).toEqual([413, 'payload_too_large', 'body']);
    expect(await refused(mine().rest, extended(2, 100, 100), { type })).toEqual([415, 'unsupported_media_type', 'body']);
    await sent(mine().rest, extended(0, 4_096, 4_096), { type });
  });

  it('protocol 6 another hash than that of the bytes is refused, and none, and one that is none', async () => {
    const { rest } = mine();
    for (const sha256 of [hashOf(Buffer.from('another')), '', 'abc', 'g'.repeat(64)])
      expect(await refused(rest, jpeg(), { sha256 }), sha256).toEqual([400, 'invalid_input', 'sha256']);
    const none = await rest.send('POST', PATH, { body: jpeg(), headers: { 'content-type': 'image/jpeg' } });
    expect(none.problem()).toMatchObject({ code: 'invalid_input', errors: [{ field: 'sha256' }] });
  });

  it('ID7 security-14 an alert of somebody else is refused word for word as one that does not exist', async () => {
    const theirs = await alertOf(other());
    const [existing, missing] = [
      await send(mine().rest, jpeg(), { alertId: theirs }),
      await send(mine().rest, jpeg(), { alertId: newId() }),
    ];
    expect(existing.problem()).toMatchObject({ status: 404, code: 'not_found', errors: [{ field: 'alertId' }] });
    expect(existing.text).toBe(missing.text);
    expect(await refused(mine().rest, jpeg(), { alertId: 'no id' })).toEqual([400, 'invalid_input', 'alertId']);
    expect((await day.staff.rest.call('evidence_list', { alertId: theirs })).evidence).toEqual([]);
  });

  it('ID1 candidates send and do not look, staff look and do not send, strangers do neither', async () => {
    const { id } = await sent(other().rest, jpeg());
    expect((await refused(day.staff.rest, jpeg())).slice(0, 2)).toEqual([403, 'role_forbidden']);
    expect((await refused(day.room.anyone, jpeg())).slice(0, 2)).toEqual([401, 'token_missing']);
    for (const { rest } of [mine(), other()]) {
      expect((await rest.refusal('evidence_list', { attemptId: other().attemptId })).code).toBe('role_forbidden');
      expect((await rest.send('GET', `/api/v1/evidence/${id}`)).problem().code).toBe('role_forbidden');
    }
    expect((await day.room.anyone.send('GET', `/api/v1/evidence/${id}`)).problem().code).toBe('token_missing');
  });

  it('LD4 what staff ask for that is not there is refused', async () => {
    const { rest } = day.staff;
    expect((await rest.send('GET', `/api/v1/evidence/${newId()}`)).problem()).toMatchObject({ status: 404, code: 'not_found' });
    expect((await rest.refusal('evidence_list', { attemptId: newId() })).code).toBe('attempt_not_found');
    expect((await rest.refusal('evidence_list', { alertId: newId() })).code).toBe('alert_not_found');
    expect((await rest.refusal('evidence_list', {})).code).toBe('invalid_input');
    const both = { attemptId: mine().attemptId, alertId: newId() as never };
    expect((await rest.refusal('evidence_list', both)).code).toBe('invalid_input');
  });

  it('LD4 a suspended attempt still sends; one that is handed in does not, but learns what had arrived', async () => {
    const candidate = at(day.candidates, 2);
    const act = (action: 'suspend' | 'resume') =>
      day.staff.rest.call('proctor_action', { id: newId(), attemptId: candidate.attemptId, action, reason: 'trying' });
    await act('suspend');
    const arrived = jpeg();
    await sent(candidate.rest, arrived);
    await act('resume');
    const socket = await candidate.socket();
    await socket.command('exam_submit', { id: newId() });
    expect((await refused(candidate.rest, jpeg())).slice(0, 2)).toEqual([409, 'attempt_finished']);
    expect(await sent(candidate.rest, arrived)).toMatchObject({ duplicate: true });
    expect(await listed(candidate)).toHaveLength(1);
  });

  it('ID7 no picture stands in the store as it came', async () => {
    const candidate = at(day.candidates, 3);
    const bytes = jpeg(5_000);
    const { id } = await sent(candidate.rest, bytes);
    const stored = readStoreBytes(day.room.dataDir);
    expect(stored.includes(Buffer.from(hashOf(bytes)))).toBe(true);
    expect(stored.includes(bytes.subarray(4, 40))).toBe(false);
    expect(stored.includes(bytes.toString('base64').slice(8, 60))).toBe(false);
    const [row] = queryStore<{ sealed: Buffer; size: number }>(
      day.room.dataDir,
      `SELECT sealed, size FROM evidence WHERE id = '${id}'`,
    );
    expect([row?.sealed.length, row?.size]).toEqual([5_029, 5_000]);
  });

  it('ST2 who sent a picture and who looked at it is on record, and nothing of what it shows', async () => {
    const candidate = at(day.candidates, 3);
    const bytes = jpeg();
    const { id } = await sent(candidate.rest, bytes);
    await fetchPicture(day, id);
    const { entries } = await day.staff.rest.call('audit_list', { limit: 1_000 });
    const about = entries.filter(({ details }) => details.evidence === id);
    const subject = `attempt:${candidate.attemptId}`;
    expect(about.map(({ action, actor, subject: whose }) => [action, actor, whose])).toEqual(
      expect.arrayContaining([
        ['evidence.added', `student:${candidate.userId}`, subject],
        ['evidence.viewed', `admin:${day.staff.user.id}`, subject],
      ]),
    );
    expect(JSON.stringify(about)).not.toContain(bytes.toString('base64').slice(8, 40));
    expect(await day.staff.rest.call('audit_verify', {})).toMatchObject({ ok: true });
  });

  it('LD4 one attempt fills no more than its share: so many pictures, so many bytes', async () => {
    const [many, large] = [at(day.candidates, 4), at(day.candidates, 5)];
    const last = jpeg(100);
    for (let count = 1; count < 200; count++) await sent(many.rest, jpeg(100));
    await sent(many.rest, last);
    expect((await refused(many.rest, jpeg(100))).slice(0, 2)).toEqual([409, 'state_conflict']);
    expect(await sent(many.rest, last), 'what is there may be sent again').toMatchObject({ duplicate: true });
    for (let count = 0; count < 128; count++) await sent(large.rest, jpeg(MOST));
    expect((await refused(large.rest, jpeg(100))).slice(0, 2)).toEqual([409, 'state_conflict']);
    expect(await listed(large)).toHaveLength(128);
  }, 30_000);

  it('ID7 security-41 the picture of a person whose key is gone can be shown to nobody', async () => {
    const candidate = at(day.candidates, 3);
    const { id } = await sent(candidate.rest, jpeg());
    await day.room.stop();
    editStore(day.room.dataDir, (db) =>
      db
        .prepare('UPDATE persons SET wrapped_key = NULL, sealed = NULL WHERE id = (SELECT person_id FROM users WHERE id = ?)')
        .run(candidate.userId),
    );
    const room = await startTestRoom({ dataDir: day.room.dataDir });
    const staff = await room.signIn();
    expect((await staff.rest.send('GET', `/api/v1/evidence/${id}`)).problem()).toMatchObject({ status: 404, code: 'not_found' });
  });
});
