import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { OpenApiDocument } from '../../src/main/transport/openapi/document.ts';
import { createAnswerCheck } from '../support/documented-answers.ts';
import { at, only, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

describe('the interface, described by the room', () => {
  it('protocol: is served to anyone as OpenAPI 3.1, in the version of the room', async () => {
    const room = await startTestRoom();
    const answer = await room.anyone.send('GET', '/api/openapi.json');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    const document = answer.json<OpenApiDocument>();
    expect(document.openapi).toBe('3.1.0');
    expect(document.info.version).toBe((await room.anyone.call('setup_status', {})).version);
    expect(document.paths).toHaveProperty(['/api/v1/exams/import', 'post']);
    expect((await room.anyone.send('GET', '/api/openapi.json/')).text).toBe(answer.text);
  });

  it('ID2 shows people a page that may load nothing but its own style', async () => {
    const room = await startTestRoom();
    const { status, headers, text } = await room.anyone.send('GET', '/api/docs');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    const [, style = ''] = /<style>([^<]*)<\/style>/.exec(text) ?? [];
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`style-src 'sha256-${hash('sha256', style, 'base64')}'`);
    expect(policy).not.toMatch(/unsafe|script-src|\*|https?:/);
  });

  it('ID4 is refused to foreign origins like everything else', async () => {
    const room = await startTestRoom();
    const answer = await room.anyone.send('GET', '/api/openapi.json', { headers: { origin: 'https://elsewhere.example' } });
    expect([answer.status, answer.problem().code]).toEqual([403, 'origin_forbidden']);
  });

  it('protocol: an exam day answers as described, at every step', async () => {
    // The driver of the test room holds each answer against the document; here one day walks through most of it.
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 2 });
    const { rest } = day.staff;
    const { examId } = day;
    const [first, second] = [at(day.candidates, 0), at(day.candidates, 1)];
    await first.rest.call('security_events', { events: [first.event('copy'), { id: 'no event' }] });
    await first.rest.call('attempt_get', {});
    await first.rest.call('attempt_events', {});
    await first.rest.refusal('attempt_result', {});
    const { alerts } = await rest.call('alerts_list', { limit: 5 });
    await rest.call('alerts_recent', {});
    const alert = only(alerts);
    await rest.call('alert_action', { id: crypto.randomUUID(), alertId: alert.id, action: 'acknowledge' });
    await rest.refusal('alert_action', { id: crypto.randomUUID(), alertId: alert.id, action: 'acknowledge' });
    const own = `/api/v1/attempts/${second.attemptId}`;
    for (const action of ['warn', 'increase-monitoring', 'restore-monitoring', 'suspend', 'resume', 'confirm-identity'])
      expect((await rest.send('POST', `${own}/${action}`, { body: { reason: 'a look' } })).status, action).toBe(200);
    await rest.send('POST', `${own}/extend-time`, { body: { minutes: 5 } });
    await rest.send('POST', `${own}/extend-time`, { body: { minutes: 'many' } });
    await rest.send('POST', `${own}/message`, { body: { message: 'Please sit down.' } });
    await rest.call('attempts_list', { examId });
    await rest.call('attempt_detail', { attemptId: first.attemptId });
    for (const command of [
      'room_info',
      'exams_list',
      'sessions_list',
      'sessions_history',
      'users_list',
      'audit_list',
      'audit_verify',
      'me',
    ] as const)
      await rest.call(command, {});
    await rest.call('exam_pause', { examId });
    await rest.refusal('exam_pause', { examId });
    await rest.call('exam_resume', { examId });
    await rest.call('exam_end', { examId });
    await rest.call('results_publish', { examId });
    await first.rest.call('attempt_result', {});
    for (const command of ['grading_get', 'marking_questions', 'item_statistics', 'regrades_list', 'certificates_list'] as const)
      await rest.call(command, { examId });
    await rest.call('results_export', { examId, format: 'canvas' });
    await rest.call('results_get', { examId });
    expect((await rest.send('GET', `/api/v1/exams/${examId}/results`, { headers: { accept: 'text/csv' } })).text).toContain(
      'candidateNumber',
    );
    const { lines } = await rest.call('sitting_export', { examId });
    const record = await rest.send('GET', `/api/v1/exams/${examId}/export`, { headers: { accept: 'application/x-ndjson' } });
    expect(record.text).toBe(`${lines.join('\n')}\n`);
    expect(record.headers['content-disposition']).toBe('attachment; filename="sitting.jsonl"');
    await rest.call('sitting_create', { examId });
    await rest.refusal('sitting_export', { examId });
    await rest.call('roster_get', { examId });
    await room.anyone.refusal('auth_login', { username: 'admin', password: 'wrong' });
    await room.anyone.refusal('users_list', {});
    await rest.call('auth_logout', {});
    await rest.refusal('me', {});
  });

  it('protocol: an answer that is not as described does not pass', async () => {
    const flawOf = createAnswerCheck();
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const status = { needed: true, version: '1', protocol: 1 };
    const said = (body: object, code = 200, type = headers) =>
      flawOf('GET', '/api/v1/setup', { status: code, headers: type, text: JSON.stringify(body) });
    expect(said(status)).toBeUndefined();
    expect(said({ ...status, secret: 'x' })).toMatch(/must NOT have additional properties/);
    expect(said({ ...status, protocol: '1' })).toMatch(/protocol must be integer/);
    expect(said(status, 418)).toMatch(/418 is not documented/);
    expect(said(status, 200, { 'content-type': 'text/html' })).toMatch(/text\/html is not documented/);
    const problem = { type: 'urn:x', title: 'Forbidden', status: 403, detail: 'No.', code: 'not_on_roster' };
    expect(said(problem, 403, { 'content-type': 'application/problem+json' })).toMatch(
      /must be equal to one of the allowed values/,
    );
    expect(said({ ...problem, code: 'origin_forbidden' }, 403, { 'content-type': 'application/problem+json' })).toBeUndefined();
  });
});
