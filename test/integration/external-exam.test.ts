import { describe, expect, it } from 'vitest';
import { at, joinBody, newId, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const PAPER = {
  startUrl: 'https://lms.example.org/quiz/1',
  allow: ['https://lms.example.org/quiz'],
  inBrowser: 'refused' as const,
};

describe('EX8 an exam whose paper is on another server', () => {
  it('EX8 tells the candidate where it is once it runs, takes events, suspends and is handed in like any other', async () => {
    const room = await startTestRoom();
    const { staff, examId, roster } = await prepareExam(room, { until: 'draft', candidates: 2 });
    const bad = { examId, external: { ...PAPER, allow: ['https://*.example.org/'] } };
    expect((await staff.rest.refusal('external_set', bad)).code).toBe('invalid_input');
    expect(await staff.rest.call('external_set', { examId, external: PAPER })).toEqual({ external: PAPER });
    await staff.rest.call('exam_open', { examId });

    const inBrowser = joinBody(room, at(roster, 0), { examId, device: { deviceType: 'browser', app: 'Chrome 142' } });
    expect((await room.anyone.refusal('join', inBrowser)).code).toBe('browser_not_allowed');
    const device = { deviceType: 'desktop', app: 'Invigil 0.1.0 (desktop, not locked down)' };
    const { token, attempt } = await room.anyone.call('join', { ...inBrowser, device });
    const rest = room.rest(token);
    expect(await rest.call('attempt_get', {})).not.toHaveProperty('external');
    await staff.rest.call('exam_start', { examId });
    const view = await rest.call('attempt_get', {});
    expect(view.external).toEqual({ startUrl: PAPER.startUrl, allow: PAPER.allow });
    expect(view).not.toHaveProperty('questions');

    const socket = await room.socket(token);
    const event = { id: newId(), type: 'url_blocked', occurredAt: '2026-11-20T08:00:00.000Z', seq: 1 };
    await socket.command('security_event', { ...event, details: { host: 'search.example.com', how: 'navigation', times: 3 } });
    const { timeline } = await staff.rest.call('attempt_detail', { attemptId: attempt.id });
    expect(timeline.map((entry) => ('type' in entry ? entry.type : ''))).toContain('url_blocked');
    const about = { attemptId: attempt.id };
    await staff.rest.call('proctor_action', { ...about, id: newId(), action: 'suspend', reason: 'left the list' });
    expect((await rest.call('attempt_get', {})).attempt.state).toBe('suspended');
    await staff.rest.call('proctor_action', { ...about, id: newId(), action: 'resume' });
    expect(await socket.command('exam_submit', { id: newId() })).toMatchObject({ state: 'submitted' });
    const late = { examId, external: null };
    expect((await staff.rest.refusal('external_set', late)).code).toBe('state_conflict');
  });
});
