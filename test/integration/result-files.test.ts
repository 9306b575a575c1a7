import { beforeAll, describe, expect, it } from 'vitest';
import { readGradebook } from '../../src/main/exchange/read-gradebook.ts';
import { endedExam, markAll, told } from '../support/ended-exam.ts';
import { at } from '../support/exam-day.ts';
import { type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });

let room: TestRoom;

beforeAll(async () => {
  room = await startTestRoom();
});

const ended = () => endedExam(room);

describe('EX7 files', () => {
  it('EX7 exports for Moodle and Canvas what our reader reads as the same numbers, and as CSV and JSON', async () => {
    const day = await ended();
    const { staff, examId } = day;
    await markAll(day, 0.5);
    const { results } = await staff.rest.call('results_get', { examId });
    for (const format of ['moodle', 'canvas'] as const) {
      const { text, mediaType } = await staff.rest.call('results_export', { examId, format });
      expect([text.charAt(0), mediaType]).toEqual(['\uFEFF', 'text/csv; charset=utf-8']);
      const read = readGradebook(text);
      expect(read?.format).toBe(format);
      expect(read?.grades.map(({ candidateNumber, score }) => [candidateNumber, score])).toEqual(
        results.map(({ candidateNumber, score }) => [candidateNumber, score]),
      );
      if (format === 'canvas') expect(read?.pointsPossible).toBe(4);
    }
    const plain = await staff.rest.send('GET', `/api/v1/exams/${examId}/results/export?format=csv&bom=false`, {
      headers: { accept: 'text/csv' },
    });
    expect(plain.text.startsWith('attemptId,candidateNumber')).toBe(true);
    expect(plain.headers['content-disposition']).toMatch(/^attachment; filename="[\w-]+-results\.csv"$/);
    const { text } = await staff.rest.call('results_export', { examId, format: 'json' });
    expect((JSON.parse(text) as { results: unknown[] }).results).toEqual(results);
  });

  it('EX7 makes the certificate a PDF for its candidate and for staff, and all of them a zip', async () => {
    const day = await ended();
    const { staff, examId, candidates } = day;
    await staff.rest.call('grading_set', { examId, passPercent: 0 });
    await staff.rest.call('results_publish', { examId, waiveUnmarked: true });
    await told(staff.rest, examId);
    const own = await at(candidates, 1).rest.send('GET', '/api/v1/attempt/certificate');
    expect([own.status, own.headers['content-type'], own.text.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
    const zip = await staff.rest.send('GET', `/api/v1/exams/${examId}/certificates/zip`);
    expect([zip.status, zip.headers['content-type'], zip.text.slice(0, 2)]).toEqual([200, 'application/zip', 'PK']);
    expect(zip.text.match(/certificate-[\w-]{19}\.pdf/g)?.length).toBeGreaterThanOrEqual(3);
    const [one] = (await staff.rest.call('certificates_list', { examId })).certificates;
    const pdf = await staff.rest.send('GET', `/api/v1/exams/${examId}/certificates/${one?.id}/pdf`);
    expect([pdf.status, pdf.text.slice(0, 5)]).toEqual([200, '%PDF-']);
  });
});

describe('EX7 guessing codes', () => {
  it('EX7 answers codes that are not known with nothing but that, and not for ever', async () => {
    const codes = ['0000-0000-0000-0000', 'ZZZZ-ZZZZ-ZZZZ-ZZZZ', 'no code', 'U'.repeat(16)];
    for (const code of codes) {
      const { title: _title, ...refusal } = await room.anyone.refusal('certificate_verify', { code });
      expect(refusal).toEqual({
        type: 'urn:invigil:error:not_found',
        status: 404,
        code: 'not_found',
        detail: 'There is no certificate with this code: compare it letter by letter.',
      });
    }
    const asked = await Promise.all(
      Array.from({ length: 80 }, () => room.anyone.send('GET', '/api/v1/certificates/0000-0000-0000-0000')),
    );
    expect(new Set(asked.map(({ status }) => status))).toEqual(new Set([404, 429]));
    expect(asked.find(({ status }) => status === 429)?.headers['retry-after']).toMatch(/^\d+$/);
  });
});
