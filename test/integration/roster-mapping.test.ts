import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { CommandOutput } from '../../src/shared/protocol/index.ts';
import { only, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

describe('EX3 a roster before it is written', () => {
  it('EX3 shows columns, proposal and outcome, writes nothing, and imports with the mapping somebody chose', async () => {
    const room = await startTestRoom();
    const { staff, examId } = await prepareExam(room, { until: 'draft', candidates: [] });
    const send = async <Name extends 'roster_preview' | 'roster_import'>(
      name: Name,
      csv: string | Uint8Array,
      how = '',
    ): Promise<CommandOutput<Name>> => {
      const path = `/api/v1/exams/${examId}/roster${name === 'roster_preview' ? '/preview' : ''}${how}`;
      const answer = await staff.rest.send('POST', path, {
        body: typeof csv === 'string' ? Buffer.from(csv) : csv,
        headers: { 'content-type': 'text/csv' },
      });
      expect(answer.status, answer.text).toBe(200);
      return answer.json();
    };
    const stored = async () => (await staff.rest.call('roster_get', { examId })).roster;

    const german = 'Vorname|Nachname|Matrikelnummer|Sitzplatz|Kennwort\nÄda|Öhm|M1|R1|geheim\nBo|Öhm|M1|R2|geheim\n|| M3||\n';
    const shown = await send('roster_preview', german);
    expect(shown).toMatchObject({
      separator: 'pipe',
      encoding: 'utf-8',
      hasHeader: true,
      mapping: { candidateNumber: 2, firstName: 0, lastName: 1, seat: 3 },
      missing: [],
      added: 1,
      updated: 0,
      rejected: [
        { line: 3, reason: 'candidate number M1 is already on line 2' },
        { line: 4, reason: 'the name is empty' },
      ],
    });
    expect(shown.rows).toEqual([{ line: 2, candidateNumber: 'M1', name: 'Äda Öhm', isKnown: false, details: 'seat R1' }]);
    expect(JSON.stringify(shown)).not.toContain('geheim');
    expect(await stored()).toEqual([]);

    const seats = 'candidateNumber,firstName,lastName,seat\nP1,A,B,7\nP2,A,B,7\n';
    const twice = [{ line: 3, reason: 'seat 7 is given more than once (lines 2, 3)' }];
    expect(await send('roster_preview', seats)).toMatchObject({ added: 2, rejected: [], warnings: twice });
    const other = (await staff.rest.uploadExam('Is water wet? {T}')).exam.id;
    expect(await staff.rest.uploadRoster(other, seats)).toEqual({ added: 2, updated: 0, rejected: [], warnings: twice });

    // Without a header the columns are guessed, shown, and taken only once somebody says so.
    const bare = 'S-1;Ada;Lovelace;ada@example.org\nS-2;Alan;Turing;alan@example.org\n';
    expect(await send('roster_preview', bare)).toMatchObject({
      hasHeader: false,
      separator: 'semicolon',
      mapping: { candidateNumber: 0, firstName: 1, lastName: 2, email: 3 },
      added: 2,
    });
    const unasked = await staff.rest.send('POST', `/api/v1/exams/${examId}/roster`, { body: Buffer.from(bare) });
    expect(unasked.problem().code).toBe('roster_columns_missing');
    const how = '?header=no&columns=candidateNumber:0,firstName:2,lastName:1';
    expect(await send('roster_preview', bare, how)).toMatchObject({ rows: [{ name: 'Lovelace Ada' }, { name: 'Turing Alan' }] });
    expect(await stored()).toEqual([]);
    expect(await send('roster_import', bare, how)).toMatchObject({ added: 2, updated: 0 });
    expect((await stored()).map(({ name }) => name)).toEqual(['Lovelace Ada', 'Turing Alan']);
    expect(await send('roster_preview', bare)).toMatchObject({
      added: 0,
      updated: 2,
      rows: [{ isKnown: true }, { isKnown: true }],
    });

    // Thai of old Windows, without a header.
    const thai = Buffer.concat([Buffer.from('T-1,'), Buffer.from([0xca, 0xc1, 0xaa, 0xd2, 0xc2]), Buffer.from('\n')]);
    expect(await send('roster_preview', thai)).toMatchObject({ encoding: 'windows-874', rows: [{ name: 'สมชาย' }] });
    expect(await send('roster_preview', thai, '?encoding=windows-1252')).toMatchObject({ encoding: 'windows-1252' });

    const odd = await staff.rest.send('POST', `/api/v1/exams/${examId}/roster/preview?columns=candidateNumber:x`, {
      body: Buffer.from(bare),
    });
    expect(odd.problem()).toMatchObject({ code: 'invalid_input', errors: [{ field: 'columns' }] });
    const lacking = await send('roster_preview', 'name,room\nSomebody,12\n', '?header=yes');
    expect(lacking.missing).toContain('candidateNumber');
  });

  it('EX3 codes are unguessable, sealed, printed and put on record; seats are given out and taken back; the export imports', async () => {
    const room = await startTestRoom();
    const { staff, examId } = await prepareExam(room, { until: 'draft', candidates: 5 });
    const { rest } = staff;
    await rest.uploadRoster(
      examId,
      'candidateNumber,firstName,lastName,accessCode,extraPercent,breaks,breakMinutes,zoom,screenReader\n=Z-9,+Eva,-Zen,OWN-1,25 %,2,10,150,yes',
    );
    const made = await rest.call('roster_codes', { examId, whose: 'missing' });
    const sheet = await rest.call('roster_sheet', { examId });
    const codes = sheet.candidates.map(({ accessCode }) => accessCode ?? '');
    expect(codes).toContain('OWN-1');
    expect(made.codes).toBe(codes.length - 1);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes.filter((each) => each !== 'OWN-1')) expect(code).toMatch(/^[2-9A-HJKMNP-TW-Z]{8}$/);
    await rest.call('exam_open', { examId });
    const [first] = sheet.candidates;
    const joined = await room.anyone.call('join', {
      code: room.joinCode,
      examId,
      candidateNumber: first?.candidateNumber ?? '',
      accessCode: first?.accessCode ?? '',
      consent: true,
    });
    expect(joined.attempt.identity).toBe('access_code');
    await rest.call('roster_codes', { examId, whose: 'all' });
    const renewed = (await rest.call('roster_sheet', { examId })).candidates.map(({ accessCode }) => accessCode);
    expect(renewed.filter((code) => codes.includes(code ?? ''))).toEqual([]);

    const seats = ['A1', 'A2', 'A3', 'A4'];
    const seated = async () => (await rest.call('roster_get', { examId })).roster.map(({ seat }) => seat);
    expect(await rest.call('roster_seats', { examId, assign: 'by_number', seats })).toEqual({
      seated: 4,
      withoutSeat: codes.length - 4,
    });
    expect((await seated()).slice(0, 4)).toEqual(seats);
    await rest.call('roster_seats', { examId, assign: 'at_random', seats });
    expect((await seated()).filter(Boolean).sort()).toEqual(seats);
    await rest.call('roster_seats', { examId, assign: 'clear' });
    expect((await seated()).filter(Boolean)).toEqual([]);
    expect((await rest.refusal('roster_seats', { examId, assign: 'by_name', seats: ['A', 'A '] })).code).toBe('invalid_input');

    const { csv } = await rest.call('roster_export', { examId });
    for (const line of csv.split('\r\n').slice(1)) for (const cell of line.split(',')) expect(cell).not.toMatch(/^[=+\-@]/);
    for (const code of renewed) expect(csv).not.toContain(code);
    const before = await rest.call('roster_get', { examId });
    expect(only(before.roster.filter(({ candidateNumber }) => candidateNumber === '=Z-9')).accommodations).toMatchObject({
      extraPercent: 25,
      breaks: { count: 2, minutes: 10 },
      zoom: 150,
      screenReader: true,
    });
    const again = await rest.uploadRoster(examId, csv.replace("'=Z-9", '=Z-9').replace("'+Eva", '+Eva').replace("'-Zen", '-Zen'));
    expect(again).toMatchObject({ added: 0, updated: before.roster.length, rejected: [] });
    expect(await rest.call('roster_get', { examId })).toEqual(before);

    const { entries } = await rest.call('audit_list', { limit: 1_000 });
    const actions = entries.map(({ action }) => action);
    for (const action of ['roster.codes_made', 'roster.codes_shown', 'roster.seats_assigned', 'roster.exported'])
      expect(actions).toContain(action);
    const store = readdirSync(room.dataDir, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const bytes = store.map((file) => readFileSync(`${file.parentPath}/${file.name}`).toString('latin1')).join('\n');
    for (const code of [...codes, ...renewed]) expect(bytes.includes(code ?? '?')).toBe(false);
  });
});
