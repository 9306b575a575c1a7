import { describe, expect, it } from 'vitest';
import {
  CANDIDATE_CALLS,
  CANDIDATE_EVENTS,
  CANDIDATE_WORDS,
  type CandidateWord,
  SEAT_CHANNELS,
  SEAT_SIGNALS,
} from '../../../../src/shared/ipc.ts';
import { COMMANDS, type CommandName } from '../../../../src/shared/protocol/index.ts';

const takes = (channel: keyof typeof SEAT_CHANNELS, input: unknown): boolean =>
  SEAT_CHANNELS[channel].input.safeParse(input).success;

describe('what a candidate’s page may ask of the shell', () => {
  it('E7 are these commands of the room and no other', () => {
    const allowed = (Object.keys(COMMANDS) as CommandName[]).filter((command) => takes('seat:call', { command }));
    expect(allowed.sort()).toEqual([
      'attempt_events',
      'attempt_messages',
      'attempt_recovery',
      'attempt_result',
      'attempt_time',
      'attempt_tools',
      'auth_logout',
      'notification_test',
      'notifications_list',
      'notifications_read_all',
    ]);
    expect([...CANDIDATE_CALLS].sort()).toEqual(allowed);
  });

  it('E7 says these words to the room and no other, each in its own form', () => {
    const id = crypto.randomUUID();
    expect(takes('seat:say', { name: 'chat_send', input: { id, text: 'May I leave?' } })).toBe(true);
    expect(takes('seat:say', { name: 'chat_send', input: { id, text: 'x'.repeat(100_000) } })).toBe(false);
    expect(takes('seat:say', { name: 'chat_send', input: { id, text: 'x', attemptId: 'another' } })).toBe(false);
    for (const name of Object.keys(COMMANDS).filter((command) => !CANDIDATE_WORDS.includes(command as CandidateWord)))
      expect(takes('seat:say', { name, input: { id } }), name).toBe(false);
  });

  it('E7 carries no input of the page’s own with such a command', () => {
    expect(takes('seat:call', { command: 'attempt_events', input: { attemptId: 'another' } })).toBe(false);
    expect(takes('seat:call', { command: 'attempt_events', timeoutMs: 3_600_000 })).toBe(false);
  });

  it('E7 belongs to the window of the exam alone', () => {
    for (const { windows } of [...Object.values(SEAT_CHANNELS), ...Object.values(SEAT_SIGNALS)])
      expect(windows).toEqual(['exam']);
  });

  it('E7 is bounded in size and shape', () => {
    const questionId = 'q1';
    expect(takes('seat:save-answer', { questionId, value: 'x'.repeat(200_000) })).toBe(true);
    expect(takes('seat:save-answer', { questionId, value: 'x'.repeat(200_001) })).toBe(false);
    expect(takes('seat:save-answer', { questionId, value: { deep: { deeper: 1 } } })).toBe(false);
    expect(takes('seat:save-answer', { questionId: 'q'.repeat(65), value: null })).toBe(false);
    expect(takes('seat:report', { type: 'focus_lost', details: { ms: 3 } })).toBe(true);
    expect(takes('seat:report', { type: 'focus_lost', details: { text: 'x'.repeat(9_000) } })).toBe(false);
    expect(takes('seat:report', { type: 'Focus Lost' })).toBe(false);
    expect(takes('seat:report', { type: 'focus_lost', seq: 1 })).toBe(false);
    expect(takes('seat:look-up', { address: 'x'.repeat(301), code: 'x' })).toBe(false);
    expect(takes('seat:ready', { posture: { grade: 'S', measures: [] } })).toBe(false);
  });

  it('SEC6 cannot say who this computer is or was: the shell does', () => {
    const request = { candidateNumber: '1', consent: true };
    expect(takes('seat:join', { address: 'a:1', request })).toBe(true);
    for (const extra of [{ device: { deviceType: 'x' } }, { resumeToken: 'x'.repeat(43) }, { recoveryToken: 'x' }])
      expect(takes('seat:join', { address: 'a:1', request: { ...request, ...extra } })).toBe(false);
  });

  it('SEC6 tells it nothing that is for staff', () => {
    for (const name of ['security-alert', 'alert-updated', 'suspicious_activity', 'high_risk_session', 'auto_suspend_triggered'])
      expect(CANDIDATE_EVENTS).not.toContain(name);
  });
});
