import { expect, it } from 'vitest';
import { createSeatSession } from '../../../src/renderer/exam/seat/seat-session.ts';
import { ATTEMPT_ID, fakeLink, SESSION_ID } from './fake-link.ts';
import { fakeTimers } from './fake-timers.ts';

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

it('EV3 warns nobody in one exam of what they did in another that they sit at the same time', async () => {
  const room = fakeLink();
  const session = createSeatSession({
    link: room.link,
    sessionId: SESSION_ID,
    attemptId: ATTEMPT_ID,
    after: fakeTimers().after,
    stateMemory: { recall: () => undefined, remember: () => {} },
    watchMemory: { recall: () => undefined, remember: () => {} },
  });
  const stop = session.start();
  const state = { monitoring: 'normal', connected: true } as const;
  // Before this seat's own attempt was loaded, as well.
  room.says('attempt-state', { attemptId: 'another' as never, state: 'submitted', ...state });
  expect(session.snapshot().attempt).toBeUndefined();
  await settled();
  const said = {
    title: 't',
    message: 'm',
    severity: 'medium',
    reasons: ['r'],
    from: 'proctor',
    timestamp: '2026-11-20T12:00:00.000Z',
  };
  const other = { ...said, id: 'other', attemptId: 'another', examId: 'another' } as never;
  for (const name of [
    'security_warning',
    'monitoring_increased',
    'critical_threat',
    'session_suspended',
    'exam-message',
  ] as const)
    room.says(name, other);
  room.says('attempt-state', { attemptId: 'another' as never, state: 'suspended', ...state });
  expect(session.snapshot()).toMatchObject({ notices: [], suspensionReasons: [], attempt: { state: 'waiting' } });
  room.says('security_warning', { ...said, id: 'own', attemptId: ATTEMPT_ID } as never);
  expect(session.snapshot().notices.map(({ id }) => id)).toEqual(['own']);
  stop();
});
