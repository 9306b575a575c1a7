import { beforeAll, describe, expect, it } from 'vitest';
import type { Alert } from '../../src/shared/model/alert.ts';
import type { ToolId } from '../../src/shared/model/tool.ts';
import type { ToolFile } from '../../src/shared/model/tool-content.ts';
import type { CommandOutput } from '../../src/shared/protocol/index.ts';
import { at, type Candidate, type ExamDay, newId, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { onePixelPng } from '../support/hand-made-papers.ts';
import type { RestAnswer } from '../support/rest-driver.ts';
import { seatPrograms } from '../support/seat-programs.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';
import { queryStore } from '../support/store-file.ts';
import { tempDirs } from '../support/temp-dir.ts';

const startTestRoom = testRooms({ per: 'file' });
const startProgram = seatPrograms();
const tempDir = tempDirs();
const MINUTE = 60_000;
/** Stands in the contents and nowhere else. */
const CANARY = 'ZEBRACANARY';
const WORDS = `apple,${CANARY} fruit,noun\nÁpplet,small program\napply,to ask\nแมว,cat`;

describe('TL1 what tools consist of', () => {
  const clock = createFakeClock();
  let room: TestRoom;
  let day: ExamDay;
  let a: Candidate;
  let b: Candidate;
  const upload = (toolId: string, filename: string, body: string | Uint8Array): Promise<RestAnswer> =>
    day.staff.rest.send('POST', `/api/v1/tools/${toolId}/files`, {
      body: Buffer.from(body as string),
      headers: { 'content-type': 'application/octet-stream', 'x-filename': encodeURIComponent(filename) },
    });
  const added = async (toolId: string, filename: string, body: string | Uint8Array): Promise<CommandOutput<'tool_file_add'>> => {
    const answer = await upload(toolId, filename, body);
    expect(answer.status, answer.text).toBe(201);
    return answer.json();
  };
  const newTool = async (kind: 'dictionary' | 'reference', name: string): Promise<ToolId> =>
    (await day.staff.rest.call('tool_add', { kind, name })).tool.id;
  const grant = async (who: Candidate, toolId: ToolId, fields: object = {}) =>
    (await day.staff.rest.call('tool_decide', { id: newId(), action: 'grant', userId: who.userId, toolId, ...fields })).grantId;
  const revoke = (grantId: CommandOutput<'tool_decide'>['grantId']) =>
    day.staff.rest.call('tool_decide', { id: newId(), action: 'revoke', grantId });
  const read = (who: Candidate, grantId: string, fileId: string, id = newId()) =>
    who.rest.send('POST', `/api/v1/attempt/tools/${grantId}/read`, { body: { id, fileId } });
  const uses = async (who: Candidate) =>
    (await day.staff.rest.call('tools_history', { userId: who.userId, limit: 500 })).history
      .filter(({ type }) => type === 'used' || type === 'blocked')
      .map(({ type, dataPoints }) => `${type} ${dataPoints.join()}`.trim());
  const blocked = async (who: Candidate): Promise<Alert[]> =>
    (await day.staff.rest.call('alerts_list', { type: 'tool_access_blocked' })).alerts.filter(
      ({ userId }) => userId === who.userId,
    );
  beforeAll(async () => {
    room = await startTestRoom({ clock });
    day = await prepareExam(room, { candidates: 2 });
    [a, b] = [at(day.candidates, 0), at(day.candidates, 1)];
  });

  it('TL1 a dictionary is given, searched word by word, and each word looked up is a use, once', async () => {
    const tool = await newTool('dictionary', 'English');
    const { file, reading } = await added(tool, 'en.csv', `word,meaning\n${WORDS}\nlonely`);
    expect(file).toMatchObject({ name: 'en.csv', kind: 'dictionary', count: 4 });
    expect(reading).toMatchObject({ taken: 4, skipped: [{ line: 6, flaw: 'no_meaning' }], skippedCount: 1 });
    expect(JSON.stringify(await a.rest.call('attempt_tools', {})), 'nothing of it before a grant').not.toContain('en.csv');

    const grantId = await grant(a, tool);
    const own = (await a.rest.call('attempt_tools', {})).access.find(({ id }) => id === grantId);
    expect(own?.tool.files).toEqual([file]);
    const search = (text: string) => a.rest.call('tool_search', { grantId, fileId: file.id, text });
    expect(await search('APPL')).toEqual({
      words: [{ headword: 'apple', part: 'noun' }, { headword: 'Ápplet' }, { headword: 'apply' }],
      isMore: false,
    });
    expect((await search('แม')).words).toEqual([{ headword: 'แมว' }]);
    expect(await uses(a), 'searching gives nothing out').toEqual([]);
    const look = { id: newId(), grantId, fileId: file.id, headword: 'apple' };
    for (const _ of [1, 2])
      expect(await a.rest.call('tool_entry', look)).toEqual({
        headword: 'apple',
        meanings: [{ part: 'noun', meaning: `${CANARY} fruit` }],
      });
    const socket = await a.socket();
    expect(await socket.command('tool_use', { id: newId(), grantId, dataPoint: 'en.csv' })).toMatchObject({ ok: true });
    expect(await uses(a)).toEqual(['used en.csv', 'used apple']);
    const other = await a.rest.refusal('tool_entry', { ...look, headword: 'apply' });
    expect([other.code, other.errors?.[0]?.field], 'one use gives out one word').toEqual(['invalid_input', 'id']);
    expect((await read(a, grantId, file.id)).status, 'it is never handed out whole').toBe(404);
    expect(await blocked(a)).toEqual([]);
    await revoke(grantId);
  });

  it('TL1 files are served to their grant alone, as bytes no browser takes for a page', async () => {
    const tool = await newTool('reference', 'Sheets');
    const sheet = (await added(tool, '../etc/sheet.md', `# ${CANARY}\n\n<img src=x onerror=alert(1)>`)).file;
    const table = (await added(tool, 'masses.csv', 'symbol,mass\nH,1.008')).file;
    const picture = (await added(tool, 'map.png', onePixelPng(7))).file;
    expect([sheet.name, table.kind, picture.kind]).toEqual(['sheet.md', 'table', 'picture']);
    const grantId = await grant(a, tool);
    const id = newId();
    const answer = await read(a, grantId, sheet.id, id);
    expect(answer.text).toContain(CANARY);
    expect(answer.text).not.toContain('onerror=alert(1)>');
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
      'content-type': 'application/json',
    });
    expect(answer.headers['content-disposition']).toMatch(/^attachment; /);
    // The opening is told as well, under the same id: one use.
    expect(await (await a.socket()).command('tool_use', { id, grantId, dataPoint: 'sheet.md' })).toMatchObject({
      duplicate: true,
    });
    expect((await read(a, grantId, table.id, id)).status, 'the use of one file is none of another').toBe(400);
    expect((await read(a, grantId, picture.id)).headers['content-type']).toBe('image/png');
    expect((await uses(a)).slice(0, 2)).toEqual(['used map.png', 'used sheet.md']);

    // Another candidate, who knows every id and holds another grant, hears nothing of it.
    const others = await grant(b, await newTool('reference', 'Empty'));
    const heard = [
      await read(b, grantId, sheet.id),
      await read(b, others, sheet.id),
      await b.rest.send('GET', `/api/v1/tools/${tool}/files/${sheet.id}`),
      await b.rest.send('GET', '/api/v1/attempt/tools'),
      await b.rest.send('POST', `/api/v1/attempt/tools/${grantId}/search`, { body: { fileId: sheet.id, text: 'a' } }),
      await room.anyone.send('GET', `/api/v1/tools/${tool}/files/${sheet.id}`),
    ];
    expect(heard.map(({ status }) => status)).toEqual([403, 404, 403, 200, 403, 401]);
    for (const { text } of heard) for (const secret of [CANARY, 'sheet.md', 'masses.csv']) expect(text).not.toContain(secret);
    expect(await blocked(b)).toHaveLength(1);
    expect((await day.staff.rest.send('GET', `/api/v1/tools/${tool}/files/${sheet.id}`)).text).toContain(CANARY);

    await revoke(grantId);
    expect((await read(a, grantId, sheet.id)).status).toBe(403);
    expect(await blocked(a), 'who reads on in the moment it ends is no incident').toEqual([]);
    clock.advance(MINUTE);
    expect((await read(a, grantId, sheet.id)).problem().code).toBe('tool_not_granted');
    expect(await blocked(a)).toHaveLength(1);
  });

  it('TL1 a grant for one file reaches that file and no other; points that are no file of the tool are refused', async () => {
    const tool = await newTool('reference', 'Two sheets');
    const one = (await added(tool, 'one.txt', 'first')).file;
    const two = (await added(tool, 'two.txt', 'second')).file;
    const wrong = { id: newId(), action: 'grant', userId: b.userId, toolId: tool, dataPoints: ['three.txt'] } as const;
    expect((await day.staff.rest.refusal('tool_decide', { ...wrong, dataPoints: ['three.txt'] })).errors?.[0]?.field).toBe(
      'dataPoints',
    );
    const grantId = await grant(b, tool, { dataPoints: ['one.txt'] });
    const { access } = await b.rest.call('attempt_tools', {});
    expect(access.find(({ id }) => id === grantId)?.tool.files?.map(({ name }) => name)).toEqual(['one.txt']);
    expect((await read(b, grantId, one.id)).text).toContain('first');
    expect((await read(b, grantId, two.id)).status).toBe(403);
    expect((await uses(b)).slice(0, 2)).toEqual(['blocked two.txt', 'used one.txt']);
    await revoke(grantId);
  });

  it('TL1 content stays as it is while somebody has it; replaced and removed before and after, audited, bytes gone', async () => {
    const tool = await newTool('dictionary', 'Changing');
    const first = (await added(tool, 'v1.csv', 'old,DROPPEDBYTES')).file;
    const second = (await added(tool, 'v2.csv', 'new,kept')).file;
    const files = async (): Promise<readonly ToolFile[] | undefined> =>
      (await day.staff.rest.call('tools_list', {})).tools.find(({ id }) => id === tool)?.files;
    expect(await files(), 'a dictionary takes the place of the one before').toEqual([second]);
    const grantId = await grant(a, tool);
    expect((await upload(tool, 'v3.csv', 'third,x')).problem()).toMatchObject({ code: 'tool_in_use', status: 409 });
    expect((await day.staff.rest.refusal('tool_file_remove', { toolId: tool, fileId: second.id })).code).toBe('tool_in_use');
    await revoke(grantId);
    await day.staff.rest.call('tool_file_remove', { toolId: tool, fileId: second.id });
    expect(await files()).toBeUndefined();
    // With a tool that nobody has goes what is in it.
    const third = (await added(tool, 'v3.csv', 'third,gone with the tool')).file;
    await day.staff.rest.call('tool_remove', { toolId: tool });
    const kept = queryStore<{ sha256: string }>(
      room.dataDir,
      'SELECT c.sha256 FROM tool_contents c JOIN tool_files f ON f.sha256 = c.sha256 WHERE f.id IN (?, ?, ?)',
      first.id,
      second.id,
      third.id,
    );
    expect(kept).toEqual([]);
    const { entries } = await day.staff.rest.call('audit_list', { limit: 1_000 });
    const told = entries.filter(({ subject }) => subject === `tool:${tool}`).map(({ action }) => action);
    expect(told).toEqual([
      'tool.added',
      'tool.file_added',
      'tool.file_added',
      'tool.file_removed',
      'tool.file_added',
      'tool.removed',
    ]);
  });

  it('TL1 what is in a removed tool goes with its last grant, and what was asked for before is not granted empty', async () => {
    const tool = await newTool('dictionary', 'Removed while held');
    const { file } = await added(tool, 'held.csv', 'held,to the last');
    const bytesOf = ({ id }: ToolFile) =>
      queryStore<{ n: number }>(
        room.dataDir,
        'SELECT count(*) AS n FROM tool_contents c JOIN tool_files f ON f.sha256 = c.sha256 WHERE f.id = ?',
        id,
      )[0]?.n;
    const bytes = () => bytesOf(file);
    const asking = { id: newId(), tool, dataPoints: [], reason: 'a word' };
    const { requestId } = await (await b.socket()).command('tool_request', asking as never);
    const revoked = await grant(a, tool);
    await day.staff.rest.call('tool_remove', { toolId: tool });
    expect(bytes(), 'whoever has it keeps it').toBe(1);
    const decide = (action: 'grant' | 'deny') => ({ id: newId(), action, requestId });
    expect((await day.staff.rest.refusal('tool_decide', decide('grant'))).code).toBe('tool_not_found');
    await day.staff.rest.call('tool_decide', decide('deny'));
    expect(bytes()).toBe(1);
    await revoke(revoked);
    expect(bytes()).toBe(0);

    const other = await newTool('dictionary', 'Removed before its time is over');
    const { file: short } = await added(other, 'short.csv', 'short,for a minute');
    await grant(a, other, { minutes: 1 });
    await day.staff.rest.call('tool_remove', { toolId: other });
    clock.advance(MINUTE);
    await expect.poll(() => bytesOf(short), { timeout: 5_000 }).toBe(0);
  });

  it('TL1 PDF is refused with what to do, a calculator has no files, an address has a list', async () => {
    const refusal = (await upload('reference', 'sheet.pdf', '%PDF-1.7')).problem();
    expect(refusal).toMatchObject({ status: 422, code: 'pdf_not_taken' });
    expect(refusal.detail).toMatch(/PNG or JPEG/);
    expect((await upload('calculator', 'a.txt', 'a')).problem().errors?.[0]?.field).toBe('toolId');
    const set = (address: string, allow: string[] = []) =>
      day.staff.rest.call('tool_address_set', { toolId: 'url', address, allow });
    await expect(set('https://*.example/')).rejects.toThrow(/wildcards/);
    await expect(set('https://table.example/', ['http://evil.example/'])).rejects.toThrow(/https/);
    await set('https://table.example/', ['https://img.example/']);
    const grantId = await grant(a, 'url' as ToolId);
    const own = (await a.rest.call('attempt_tools', {})).access.find(({ id }) => id === grantId);
    expect(own?.tool).toMatchObject({ address: 'https://table.example/', allow: ['https://img.example/'] });
    await expect(set('https://other.example/')).rejects.toThrow(/tool_in_use/);
    await revoke(grantId);
  });

  it('TL1 EX6 an opening told late counts by when it was: within the grant it is kept, outside it is shown to staff', async () => {
    const grantId = await grant(a, 'calculator' as ToolId);
    clock.advance(MINUTE);
    const during = new Date(clock.now()).toISOString();
    clock.advance(MINUTE);
    await revoke(grantId);
    clock.advance(MINUTE);
    const socket = await a.socket();
    const before = await blocked(a);
    const late = { id: newId(), grantId, occurredAt: during };
    expect(await socket.command('tool_use', late)).toEqual({ ok: true, id: late.id });
    expect(await socket.command('tool_use', late)).toEqual({ ok: true, id: late.id, duplicate: true });
    expect(await blocked(a)).toHaveLength(before.length);
    expect(at((await day.staff.rest.call('tools_history', { userId: a.userId })).history, 0)).toMatchObject({
      type: 'used',
      reason: `Told late, used at ${during}`,
    });
    const after = new Date(clock.now()).toISOString();
    expect((await socket.refusal('tool_use', { id: newId(), grantId, occurredAt: after })).code).toBe('tool_not_granted');
    expect((await blocked(a)).length).toBe(before.length + 1);
    // What was asked for and never granted was no grant at any time.
    const { requestId } = await socket.command('tool_request', { id: newId(), tool: 'calculator' });
    expect((await socket.refusal('tool_use', { id: newId(), grantId: requestId, occurredAt: after })).code).toBe(
      'tool_not_granted',
    );
  });

  it('TL1 tools open while the paper is worked on; words looked up stand sealed in the store', async () => {
    const tool = await newTool('dictionary', 'Last');
    const { file } = await added(tool, 'last.csv', 'quixotic,foolish');
    const grantId = await grant(b, tool);
    await b.rest.call('tool_entry', { id: newId(), grantId, fileId: file.id, headword: 'quixotic' });
    const act = (action: 'suspend' | 'resume') =>
      day.staff.rest.call('proctor_action', { id: newId(), attemptId: b.attemptId, action, reason: 'Wait.' });
    await act('suspend');
    expect((await b.rest.refusal('tool_search', { grantId, fileId: file.id, text: 'q' })).code).toBe('state_conflict');
    await act('resume');
    // Nor while the clock of the whole room stands still.
    await day.staff.rest.call('exam_pause', { examId: day.examId });
    expect((await b.rest.refusal('tool_entry', { id: newId(), grantId, fileId: file.id, headword: 'quixotic' })).code).toBe(
      'state_conflict',
    );
    await day.staff.rest.call('exam_resume', { examId: day.examId });
    await (await b.socket()).command('exam_submit', { id: newId() });
    expect((await b.rest.refusal('tool_search', { grantId, fileId: file.id, text: 'q' })).code).toBe('attempt_finished');
    const sealed = queryStore<{ type: string; data_points_sealed: Buffer | null }>(
      room.dataDir,
      "SELECT type, data_points_sealed FROM tool_events WHERE user_id = ? AND type = 'used'",
      b.userId,
    );
    expect(sealed.some(({ data_points_sealed: points }) => points !== null)).toBe(true);
    for (const { data_points_sealed: points } of sealed) expect(points?.includes('quixotic') ?? false).toBe(false);
  });

  it('TL1 EX6 in the desktop app words and files come through the shell, refusals with their codes', async () => {
    const tool = await newTool('reference', 'Through the shell');
    const sheet = (await added(tool, 'sheet.txt', `${CANARY} text`)).file;
    const words = await newTool('dictionary', 'Words through the shell');
    const book = (await added(words, 'words.csv', WORDS)).file;
    const { door } = await startProgram(tempDir());
    const late = await prepareExam(room, {
      candidates: [{ candidateNumber: 'APP-1', firstName: 'Ada', lastName: 'App' }],
      until: 'draft',
    });
    await late.staff.rest.call('exam_open', { examId: late.examId });
    await late.staff.rest.call('exam_start', { examId: late.examId });
    const address = room.url.replace('http://', '');
    const { consent } = await door.lookUp(address, room.joinCode);
    const seat = await door.join(address, {
      code: room.joinCode,
      examId: late.examId,
      candidateNumber: 'APP-1',
      consent: true,
      consentVersion: consent.version,
    });
    const { attempts } = await late.staff.rest.call('attempts_list', { examId: late.examId });
    const who = { userId: at(attempts, 0).userId };
    const link = await door.openLink(seat);
    const stop = link.start();
    const give = (toolId: ToolId) =>
      late.staff.rest.call('tool_decide', { id: newId(), action: 'grant', ...who, toolId }).then(({ grantId }) => grantId);
    const [reading, looking] = [await give(tool), await give(words)];
    expect(link.toolPage, 'the app has a place for web pages').toBeDefined();
    expect((await link.api.searchTool({ grantId: looking, fileId: book.id, text: 'แ' })).words).toEqual([{ headword: 'แมว' }]);
    expect((await link.api.lookUp({ id: newId(), grantId: looking, fileId: book.id, headword: 'แมว' })).meanings).toEqual([
      { meaning: 'cat' },
    ]);
    const { mediaType, bytes } = await link.api.readTool({ id: newId(), grantId: reading, fileId: sheet.id });
    expect([mediaType, new TextDecoder().decode(bytes)]).toEqual(['application/json', `{"html":"${CANARY} text"}`]);
    await revoke(reading);
    await expect(link.api.readTool({ id: newId(), grantId: reading, fileId: sheet.id })).rejects.toMatchObject({
      code: 'tool_not_granted',
    });
    stop();
  });
});
