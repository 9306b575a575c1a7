import { Agent, request } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { fetchThrough } from '../../src/main/app/pinned-room.ts';
import { rangeOf } from '../../src/main/transport/named-by-content.ts';
import { createRoomApi } from '../../src/shared/client/index.ts';
import { at, type ExamDay, prepareExam } from '../support/exam-day.ts';
import { made, medium, onePixelPng, readersOf } from '../support/hand-made-papers.ts';
import { seatPrograms } from '../support/seat-programs.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';
import { editStore, queryStore } from '../support/store-file.ts';
import { tempDirs } from '../support/temp-dir.ts';

const startTestRoom = testRooms({ per: 'file' });
const [stem, choice, feedback, poolA, poolB, other] = [1, 2, 3, 4, 5, 6].map((own) => medium('image/png', onePixelPng(own)));
const sound = medium('audio/wav', Buffer.from('RIFF....WAVEfmt 0123456789'));
const media = [stem, choice, feedback, poolA, poolB, sound].map((one) => one as typeof sound);
const img = (sha256 = ''): string => `<img src="media:${sha256}" alt="A picture">`;

const pictures = {
  questions: [
    made({
      id: 'q1',
      type: 'short_answer',
      stemHtml: `${img(stem?.sha256)}<audio controls src="media:${sound.sha256}"></audio>`,
      accepted: [{ text: 'x', weight: 1 }],
      caseSensitive: false,
      generalFeedback: { text: '', format: 'html', html: img(feedback?.sha256) },
    }),
    made({
      id: 'q2',
      type: 'single_choice',
      choices: [
        { id: 'c1', text: '', html: img(choice?.sha256), weight: 1 },
        { id: 'c2', text: 'b', html: 'b', weight: 0 },
      ],
    }),
    made({ id: 'q3', type: 'true_false', answer: true, category: 'Pool', stemHtml: img(poolA?.sha256) }),
    made({ id: 'q4', type: 'true_false', answer: true, category: 'Pool', stemHtml: img(poolB?.sha256) }),
  ],
  media,
};
/** The same few bytes, which say that they are a picture of a hundred million pixels. */
function wide(png: Buffer): Buffer {
  png.writeUInt32BE(10_000, 16);
  png.writeUInt32BE(10_000, 20);
  return png;
}
const papers = {
  pictures,
  others: {
    questions: [made({ id: 'q1', type: 'essay', stemHtml: img(other?.sha256) })],
    media: [other as typeof sound, stem as typeof sound],
  },
  tooWide: { questions: pictures.questions, media: [medium('image/png', wide(onePixelPng(9)))] },
  tooLarge: { questions: pictures.questions, media: [medium('image/png', Buffer.alloc(2 * 1024 * 1024 + 1))] },
};

interface Got {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: Buffer;
}
function get(room: TestRoom, sha256: string | undefined, token?: string, headers: Record<string, string> = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    const asked = request(
      `${room.url}/api/v1/media/${sha256}`,
      { headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...headers }, agent: false },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }));
      },
    );
    asked.on('error', reject);
    asked.end();
  });
}

describe('EX1 pictures and sounds of a paper', () => {
  let room: TestRoom;
  let day: ExamDay;
  let waiting: ExamDay;
  const mine = () => at(day.candidates, 0).token;
  beforeAll(async () => {
    room = await startTestRoom({ readers: readersOf(papers) });
    const drafted = await prepareExam(room, { gift: 'pictures', candidates: 1, until: 'draft' });
    await drafted.staff.rest.call('exam_update', { examId: drafted.examId, pools: [{ category: 'Pool', take: 1 }] });
    await drafted.staff.rest.call('exam_open', { examId: drafted.examId });
    const candidate = await drafted.join(at(drafted.roster, 0));
    await drafted.staff.rest.call('exam_start', { examId: drafted.examId });
    day = { ...drafted, candidates: [candidate] };
    waiting = await prepareExam(room, {
      gift: 'others',
      candidates: [{ candidateNumber: 'W1', firstName: 'Wa', lastName: 'It' }],
      until: 'open',
    });
  });

  it('EX1 come as they are, inert, to be kept for ever by the browser that has them', async () => {
    const { status, headers, body } = await get(room, stem?.sha256, day.staff.token);
    expect([status, body.equals(Buffer.from(stem?.bytes ?? []))]).toEqual([200, true]);
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'private, max-age=31536000, immutable',
      etag: `"${stem?.sha256}"`,
      vary: 'Authorization',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': `attachment; filename="${stem?.sha256.slice(0, 12)}.png"`,
    });
    const again = await get(room, stem?.sha256, day.staff.token, { 'if-none-match': `W/"x", "${stem?.sha256}"` });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const part = await get(room, sound.sha256, mine(), { range: 'bytes=4-7' });
    expect([part.status, part.body.toString(), part.headers['content-range']]).toEqual([
      206,
      '....',
      `bytes 4-7/${sound.bytes.length}`,
    ]);
  });

  it('EX1 security-14 a candidate gets what stands in the own paper and nothing else', async () => {
    const { questions } = await at(day.candidates, 0).rest.call('attempt_get', {});
    const drawn = questions?.some(({ id }) => id === 'q3') ? [poolA, poolB] : [poolB, poolA];
    const statusOf = async (sha256: string | undefined, token?: string) => (await get(room, sha256, token)).status;
    for (const one of [stem, choice, sound, drawn[0]]) expect(await statusOf(one?.sha256, mine())).toBe(200);
    const refused = await get(room, drawn[1]?.sha256, mine());
    expect([refused.status, refused.headers['cache-control']]).toEqual([404, 'no-store']);
    expect(await statusOf(feedback?.sha256, mine()), 'of the feedback').toBe(404);
    expect(await statusOf(other?.sha256, mine()), 'of another exam').toBe(404);
    expect(await statusOf('0'.repeat(64), mine()), 'of none').toBe(404);
    expect(await statusOf(other?.sha256, at(waiting.candidates, 0).token), 'before the start').toBe(404);
    expect(await statusOf(stem?.sha256)).toBe(401);
    expect(await statusOf('no-hash', day.staff.token)).toBe(400);
    for (const one of [...media, other]) expect(await statusOf(one?.sha256, day.staff.token)).toBe(200);
  });

  it('EX1 closes with the paper', async () => {
    const { token } = at(waiting.candidates, 0);
    await waiting.staff.rest.call('exam_start', { examId: waiting.examId });
    expect((await get(room, other?.sha256, token)).status).toBe(200);
    await waiting.staff.rest.call('exam_end', { examId: waiting.examId });
    expect((await get(room, other?.sha256, token)).status).toBe(404);
  });

  it('EX1 refuses a file with more than the room keeps, and keeps nothing of it', async () => {
    const count = () => queryStore(room.dataDir, 'SELECT count(*) AS exams FROM exams');
    const before = count();
    await expect(day.staff.rest.uploadExam('tooLarge')).rejects.toMatchObject({
      problem: { code: 'file_too_large', detail: expect.stringContaining('2.0 MB; the room keeps up to 2 MB each') },
    });
    expect(count()).toEqual(before);
  });

  it('security-30 EX1 refuses a file with a picture that would fill the memory of every page, however few bytes it has', async () => {
    const exams = () => queryStore(room.dataDir, 'SELECT id FROM exams').length;
    const before = exams();
    await expect(day.staff.rest.uploadExam('tooWide')).rejects.toMatchObject({
      problem: { code: 'file_too_large', detail: expect.stringContaining('million pixels') },
    });
    expect(exams()).toBe(before);
  });

  it('EX1 keeps each content once, and lets it go with the last exam that shows it', () => {
    const kept = () => queryStore(room.dataDir, 'SELECT sha256 FROM media').length;
    expect(kept()).toBe(7);
    editStore(room.dataDir, (db) => {
      db.pragma('foreign_keys = ON');
      db.prepare('DELETE FROM exam_media WHERE exam_id = ?').run(waiting.examId);
    });
    expect(kept()).toBe(6);
  });
});

describe('EX1 pictures in the desktop app', () => {
  const startProgram = seatPrograms();
  const tempDir = tempDirs();

  it('EX1 EX6 come through the shell, for the page has no network, and pinned to the room alike', async () => {
    const room = await startTestRoom({ readers: readersOf(papers) });
    const { staff, examId, roster } = await prepareExam(room, { gift: 'pictures', until: 'draft' });
    await staff.rest.call('exam_open', { examId });
    await staff.rest.call('exam_start', { examId });
    const { door } = await startProgram(tempDir());
    const address = room.url.replace('http://', '');
    const { consent } = await door.lookUp(address, room.joinCode);
    const facts = await door.join(address, {
      code: room.joinCode,
      examId,
      candidateNumber: at(roster, 0).candidateNumber,
      consent: true,
      consentVersion: consent.version,
    });
    const link = await door.openLink(facts);
    const stop = link.start();
    expect(await link.api.medium(sound.sha256)).toEqual({ mediaType: 'audio/wav', bytes: new Uint8Array(sound.bytes) });
    await expect(link.api.medium(feedback?.sha256 ?? '')).rejects.toMatchObject({ code: 'not_found' });
    stop();
    const agent = new Agent();
    const api = createRoomApi({ baseUrl: room.url, fetch: fetchThrough(agent), token: () => staff.token });
    expect(await api.medium(stem?.sha256 ?? '')).toEqual({ mediaType: 'image/png', bytes: new Uint8Array(stem?.bytes ?? []) });
    agent.destroy();
  });
});

it('EX1 parts of a sound are given as they are asked for, or the whole', () => {
  expect([rangeOf('bytes=0-', 10), rangeOf('bytes=-3', 10), rangeOf('bytes=8-99', 10)]).toEqual([
    { first: 0, last: 9 },
    { first: 7, last: 9 },
    { first: 8, last: 9 },
  ]);
  for (const odd of [undefined, '', 'bytes=-', 'bytes=5-2', 'bytes=10-', 'bytes=0-1,4-5', 'lines=0-1', 'bytes=-0'])
    expect(rangeOf(odd, 10), odd).toBeUndefined();
});
