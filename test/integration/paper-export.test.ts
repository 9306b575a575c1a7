import { describe, expect, it } from 'vitest';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

const PAPER = ['::dog::What does a dog do? {=bark ~meow#No.}', '', '::water::Is water wet? {T}', ''].join('\n');

describe('EX1 taking a paper out of the room', () => {
  it('EX1 gives it as a file or with its report, reads it again, and puts on record who took it', async () => {
    const room = await startTestRoom({ isWhole: true });
    const staff = await room.signIn();
    const { exam } = await staff.rest.uploadExam(PAPER);
    const { questions } = await staff.rest.call('exam_get', { examId: exam.id });

    const file = await staff.rest.call('exam_export', { examId: exam.id, format: 'moodle-xml' });
    expect(file.report).toEqual({
      format: 'moodle-xml',
      exported: 2,
      byType: { single_choice: 1, true_false: 1 },
      skipped: [],
      warnings: [],
    });
    const again = await staff.rest.send('POST', '/api/v1/exams/import?format=moodle-xml', {
      body: Buffer.from(file.content),
      headers: { 'content-type': 'application/xml' },
    });
    expect(again.status).toBe(201);
    const { exam: copy } = again.json<{ exam: { id: typeof exam.id } }>();
    const copied = (await staff.rest.call('exam_get', { examId: copy.id })).questions;
    const withoutLines = (list: typeof questions) => list.map(({ line: _, ...question }) => question);
    expect(withoutLines(copied)).toEqual(withoutLines(questions));

    const raw = await staff.rest.send('GET', `/api/v1/exams/${exam.id}/paper?format=gift`, { headers: { accept: 'text/plain' } });
    expect(raw.status).toBe(200);
    expect(raw.headers['content-disposition']).toBe('attachment; filename="paper.gift"');
    expect(raw.text).toContain('::dog::What does a dog do? {=bark ~meow#No.}');

    expect(await staff.rest.refusal('exam_export', { examId: exam.id, format: 'pdf' as 'gift' })).toMatchObject({
      code: 'invalid_input',
    });
    const { entries } = await staff.rest.call('audit_list', {});
    const taken = entries.filter(({ action }) => action === 'exam.exported');
    expect(taken).toMatchObject([
      { subject: `exam:${exam.id}`, details: { format: 'moodle-xml', exported: 2, skipped: 0 } },
      { subject: `exam:${exam.id}`, details: { format: 'gift', exported: 2, skipped: 0 } },
    ]);
  });
});
