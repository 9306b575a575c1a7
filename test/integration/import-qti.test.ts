import { describe, expect, it } from 'vitest';
import { ImportReport } from '../../src/shared/model/exam.ts';
import { craftZip } from '../support/crafted-zip.ts';
import { choices, correct, declared, itemXml, template } from '../support/qti-texts.ts';
import { type Staff, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

const upload = (staff: Staff, body: Uint8Array | string) =>
  staff.rest.send('POST', '/api/v1/exams/import', {
    body: Buffer.from(body as string),
    headers: { 'content-type': 'application/zip' },
  });

const item = (id: string): string =>
  itemXml(
    `<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Which?</prompt>${choices(['A', 'B'])}</choiceInteraction>`,
    {
      declarations: declared(correct('A')),
      processing: template('match_correct'),
      id,
    },
  );

describe('EX1 QTI in a room', () => {
  it('EX1 security-34 a package becomes an exam; hostile ones leave no trace, and the room answers while a huge one is read', async () => {
    const room = await startTestRoom({ isWhole: true });
    const staff = await room.signIn();
    const made = await upload(
      staff,
      craftZip([
        { name: 'a.xml', content: item('a') },
        { name: 'b.xml', content: item('b') },
      ]),
    );
    expect(made.status).toBe(201);
    expect(ImportReport.parse(made.json<{ report: unknown }>().report)).toMatchObject({
      format: 'qti',
      imported: 2,
      byType: { single_choice: 2 },
    });

    const hostile = [
      craftZip([{ name: '../up.xml', content: item('a') }]),
      craftZip([{ name: 'bomb.xml', content: new Uint8Array(30_000_000) }]),
      `<?xml version="1.0"?><!DOCTYPE assessmentItem [<!ENTITY e SYSTEM "file:///etc/passwd">]>${item('a').replace(/^.*\n/, '')}`,
      `<assessmentItem>${'<p>'.repeat(200_000)}`,
    ];
    for (const file of hostile)
      expect((await upload(staff, file)).problem()).toMatchObject({ status: 422, code: 'file_hostile' });

    // As many elements as a tree may have, and one more: read to the end before it is refused.
    const reading = upload(staff, `<questestinterop>${'<i/>'.repeat(1_000_001)}</questestinterop>`);
    expect((await room.anyone.send('GET', '/healthz')).status).toBe(200);
    expect((await reading).problem()).toMatchObject({ status: 422, code: 'file_hostile' });
    expect((await staff.rest.call('exams_list', {})).exams).toHaveLength(1);
  });
});
