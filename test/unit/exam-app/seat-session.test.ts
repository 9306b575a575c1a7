import { describe, expect, it } from 'vitest';
import { recoverDrafts } from '../../../src/renderer/exam/seat/draft-recovery.ts';
import { createSeatSession } from '../../../src/renderer/exam/seat/seat-session.ts';
import { keptDrafts } from '../../../src/renderer/link/kept-drafts.ts';
import { ATTEMPT_ID, attemptView, fakeLink, SESSION_ID } from './fake-link.ts';
import { fakeStorage, fakeTimers } from './fake-timers.ts';

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
};

async function seated(prepare: (room: ReturnType<typeof fakeLink>) => void = () => {}, watched?: readonly string[]) {
  const room = fakeLink();
  prepare(room);
  const timers = fakeTimers();
  const memory = new Map<string, number>();
  const toldOf = { watched };
  const session = createSeatSession({
    link: room.link,
    sessionId: SESSION_ID,
    attemptId: ATTEMPT_ID,
    after: timers.after,
    stateMemory: { recall: (state) => memory.get(state), remember: (state, at) => void memory.set(state, at) },
    watchMemory: {
      recall: () => toldOf.watched,
      remember: (now) => {
        toldOf.watched = now;
      },
    },
  });
  const stop = session.start();
  await settled();
  const tells = (state: 'waiting' | 'in_progress' | 'paused' | 'suspended' | 'submitted' | 'ended', more: object = {}) =>
    room.says('attempt-state', { attemptId: ATTEMPT_ID as never, state, monitoring: 'normal', connected: true, ...more });
  return { room, timers, memory, toldOf, session, stop, tells };
}

const event = (id: string) => ({
  id,
  type: 'security_warning',
  severity: 'medium' as const,
  title: 't',
  message: 'm',
  reasons: ['You left the exam window.'],
  timestamp: '2026-11-20T12:00:00.000Z',
});

describe('EX4 from the lobby to the questions', () => {
  it('EX4 asks for the questions as soon as the room says that the work has begun', async () => {
    const { room, session, tells } = await seated();
    expect(session.snapshot().attempt?.state).toBe('waiting');
    room.answers(attemptView('in_progress'));
    tells('in_progress');
    await settled();
    expect(session.snapshot().view?.questions).toHaveLength(1);
    expect(room.loads()).toBe(2);
  });

  it('EX4 does so as well when only the start of the exam was heard', async () => {
    const { room, session } = await seated();
    room.answers(attemptView('in_progress'));
    room.says('exam-state', { state: 'running' });
    await settled();
    expect(session.snapshot().attempt?.state).toBe('in_progress');
  });

  it('EX6 asks again, ever more seldom, until the room answers', async () => {
    const { room, timers, session } = await seated((fake) => fake.answers('unreachable'));
    expect(session.snapshot().view).toBeUndefined();
    for (const ms of [500, 1_000, 2_000]) {
      timers.advance(ms);
      await settled();
    }
    expect(room.loads()).toBe(4);
    room.answers(attemptView('in_progress'));
    timers.advance(4_000);
    await settled();
    expect(session.snapshot().attempt?.state).toBe('in_progress');
    timers.advance(60_000);
    expect(room.loads()).toBe(5);
  });

  it('EX6 asks at once when the connection is back', async () => {
    const { room, session } = await seated((fake) => fake.answers('unreachable'));
    room.answers(attemptView('waiting'));
    room.connects({ state: 'connected', since: 0 });
    await settled();
    expect(session.snapshot().attempt?.state).toBe('waiting');
  });

  it('EX6 stops asking when it is stopped', async () => {
    const { room, timers, stop } = await seated((fake) => fake.answers('unreachable'));
    stop();
    timers.advance(60_000);
    await settled();
    expect(room.loads()).toBe(1);
  });
});

describe('ID2 a seat that is lost', () => {
  it.each([
    ['the room refuses the question', async () => seated((fake) => fake.answers({ code: 'token_revoked' }))],
    [
      'the room refuses the connection',
      async () => {
        const seat = await seated();
        seat.room.connects({ state: 'refused', code: 'token_revoked', message: '' });
        return seat;
      },
    ],
    [
      'the session was ended',
      async () => {
        const seat = await seated();
        seat.room.says('session-update', { type: 'terminated', session: { id: SESSION_ID } as never });
        return seat;
      },
    ],
  ])('ID2 is known as lost when %s', async (_, arrive) => {
    const { session, timers, room } = await arrive();
    expect(session.snapshot().lostCode).toBe('token_revoked');
    const loads = room.loads();
    timers.advance(60_000);
    expect(room.loads()).toBe(loads);
  });

  it('ID2 is not lost when another session was ended, or the room stumbles', async () => {
    const { session, room } = await seated((fake) => fake.answers({ code: 'internal' }));
    room.says('session-update', { type: 'terminated', session: { id: 'another' } as never });
    expect(session.snapshot().lostCode).toBeUndefined();
  });
});

describe('EV3 what the room tells the candidate', () => {
  it('EV3 keeps every notice once until it is closed', async () => {
    const { room, session } = await seated();
    room.says('security_warning', event('a') as never);
    room.says('security_warning', event('a') as never);
    room.says('monitoring_increased', event('b') as never);
    expect(session.snapshot().notices.map(({ kind, reasons }) => [kind, reasons])).toEqual([
      ['security_warning', ['You left the exam window.']],
      ['monitoring_increased', ['You left the exam window.']],
    ]);
    session.dismiss('a');
    expect(session.snapshot().notices).toHaveLength(1);
  });

  it('EV3 shows a warning that waited for its return, with its time, and once whatever tells it and however often', async () => {
    const { room, session } = await seated();
    const kept = (id: string) => ({
      id,
      type: 'security_alert',
      title: 't',
      message: 'm',
      severity: 'warning',
      data: { event: 'security_warning', attemptId: ATTEMPT_ID, severity: 'medium', reasons: ['You left the exam window.'] },
      timestamp: '2026-11-20T11:00:00.000Z',
      read: false,
    });
    room.says('notification', kept('a') as never);
    expect(session.snapshot().notices).toMatchObject([
      { kind: 'security_warning', reasons: ['You left the exam window.'], at: '2026-11-20T11:00:00.000Z' },
    ]);
    session.dismiss('a');
    room.says('notification', kept('a') as never);
    room.says('notification', { ...kept('b'), data: {} } as never);
    room.says('notification', { ...kept('of another exam'), data: { ...kept('b').data, attemptId: 'another' } } as never);
    expect(session.snapshot().notices).toEqual([]);
    room.says('security_warning', event('c') as never);
    room.says('notification', kept('c') as never);
    expect(session.snapshot().notices).toHaveLength(1);
  });

  it('EV3 keeps the reasons of a suspension as long as it lasts', async () => {
    const { room, session, tells } = await seated();
    tells('suspended', { reason: 'A phone' });
    room.says('session_suspended', event('c') as never);
    expect(session.snapshot()).toMatchObject({
      attempt: { state: 'suspended', reason: 'A phone' },
      suspensionReasons: ['You left the exam window.'],
    });
    tells('in_progress');
    expect(session.snapshot().suspensionReasons).toEqual([]);
  });

  it('EV5 a suspension holds without the room: only the room ends it, and a page loaded again shows no paper', async () => {
    const { room, session, tells, timers } = await seated((fake) => fake.answers(attemptView('in_progress')));
    tells('suspended');
    room.connects({ state: 'waiting', retryAt: 9_000, attempt: 1 });
    room.answers('unreachable');
    expect(session.snapshot()).toMatchObject({ attempt: { state: 'suspended' }, connection: { state: 'waiting' } });
    const again = await seated((fake) => fake.answers('unreachable'));
    expect(again.session.snapshot()).toMatchObject({ view: undefined, attempt: undefined });
    room.connects({ state: 'connected', since: 9_500 });
    timers.advance(60_000);
    await settled();
    expect(session.snapshot().attempt?.state).toBe('suspended');
    tells('in_progress');
    expect(session.snapshot().attempt?.state).toBe('in_progress');
  });

  it('EX9 says when the end has moved, once, and not for rounding or at the start', async () => {
    const { session, tells } = await seated((fake) =>
      fake.answers(attemptView('in_progress', { endsAt: '2026-11-20T13:00:00.000Z' })),
    );
    tells('in_progress', { endsAt: '2026-11-20T13:00:01.000Z' });
    expect(session.snapshot().notices).toEqual([]);
    tells('paused');
    tells('in_progress', { endsAt: '2026-11-20T13:05:00.000Z' });
    tells('in_progress', { endsAt: '2026-11-20T13:05:00.000Z' });
    expect(session.snapshot().notices).toMatchObject([{ kind: 'time_changed', endsAt: '2026-11-20T13:05:00.000Z' }]);
  });

  it('EX9 dates a state from when it was seen to begin, also after a reload, and not at all otherwise', async () => {
    const { room, session, tells, memory } = await seated();
    room.at(5_000);
    tells('suspended');
    room.at(9_000);
    tells('suspended');
    expect(session.snapshot().attempt?.stateSince).toBe(5_000);
    const reloaded = createSeatSession({
      link: room.link,
      sessionId: SESSION_ID,
      attemptId: ATTEMPT_ID,
      stateMemory: { recall: (state) => memory.get(state), remember: () => {} },
      watchMemory: { recall: () => undefined, remember: () => {} },
    });
    room.answers(attemptView('suspended'));
    const stop = reloaded.start();
    await settled();
    stop();
    expect(reloaded.snapshot().attempt?.stateSince).toBe(5_000);
    const elsewhere = await seated((fake) => fake.answers(attemptView('suspended')));
    expect(elsewhere.session.snapshot().attempt?.stateSince).toBeUndefined();
  });

  it('EX7 shows the work as handed in when the room has acknowledged it', async () => {
    const { session } = await seated((fake) => fake.answers(attemptView('in_progress')));
    await session.submit();
    expect(session.snapshot().attempt?.state).toBe('submitted');
  });

  it('EX6 fetches what another machine saved instead of showing what it overtook', async () => {
    const { room } = await seated((fake) => fake.answers(attemptView('in_progress')));
    room.works({ q1: { state: 'superseded', revision: 4 } });
    room.works({ q1: { state: 'superseded', revision: 4 } });
    await settled();
    expect(room.loads()).toBe(2);
  });
});

describe('R6 keystrokes of a page that went away', () => {
  const stored = (revision: number) => [{ questionId: 'q1' as never, value: 'stored', revision }];
  async function reloaded(revision: number, typedOn: number, answers: Record<string, string> = { q1: 'stored' }) {
    const storage = fakeStorage();
    keptDrafts(ATTEMPT_ID, storage).keep({ questionId: 'q1', value: 'typed', baseRevision: typedOn });
    const { room, session } = await seated((fake) => {
      fake.answers(attemptView('in_progress', { answers: stored(revision) }));
      fake.works({}, answers);
    });
    recoverDrafts(session, room.link.client, keptDrafts(ATTEMPT_ID, storage));
    return { saved: room.saved, left: storage.rows.size };
  }

  it('R6 are saved when nothing newer is known', async () => {
    expect(await reloaded(3, 3)).toEqual({ saved: [['q1', 'typed']], left: 0 });
  });

  it('R6 are saved over the one change they were the end of', async () => {
    expect((await reloaded(4, 3)).saved).toEqual([['q1', 'typed']]);
  });

  it('R6 are not put over newer work of another machine', async () => {
    expect((await reloaded(5, 3)).saved).toEqual([]);
  });

  it('R6 are not saved twice', async () => {
    expect((await reloaded(4, 3, { q1: 'typed' })).saved).toEqual([]);
  });

  it('R6 wait until the questions are there', async () => {
    const storage = fakeStorage();
    keptDrafts(ATTEMPT_ID, storage).keep({ questionId: 'q1', value: 'typed', baseRevision: 0 });
    const { room, session, tells } = await seated();
    recoverDrafts(session, room.link.client, keptDrafts(ATTEMPT_ID, storage));
    expect([room.saved, storage.rows.size]).toEqual([[], 1]);
    room.answers(attemptView('in_progress'));
    tells('in_progress');
    await settled();
    expect([room.saved, storage.rows.size]).toEqual([[['q1', 'typed']], 0]);
  });
});

describe('LD8 what is watched, as it changes', () => {
  const watch = (...watched: string[]) =>
    ({ examId: attemptView('waiting').exam.id, name: 'other', watched, timestamp: '' }) as never;
  const withWatch = (...watched: string[]) => ({ ...attemptView('in_progress'), policy: { name: 'standard', watched } });

  it('LD8 says what was changed while the page was closed, once, and nothing where nobody was told of anything yet', async () => {
    const { session, toldOf } = await seated((fake) => fake.answers(withWatch('paste', 'cut') as never), ['paste', 'copy']);
    expect(session.snapshot().notices).toMatchObject([{ kind: 'watch_changed', watch: { added: ['cut'], removed: ['copy'] } }]);
    expect(toldOf.watched).toEqual(['paste', 'cut']);
    for (const told of [toldOf.watched, undefined]) {
      const again = await seated((fake) => fake.answers(withWatch('paste', 'cut') as never), told);
      expect(again.session.snapshot().notices).toEqual([]);
    }
  });

  it('LD8 holds at once, is said, and stays marked as changed', async () => {
    const { room, session } = await seated((fake) => fake.answers(withWatch('copy', 'paste')));
    room.says('watch-changed', watch('paste', 'cut'));
    const { view, notices, watchChange } = session.snapshot();
    expect(view?.policy).toEqual({ name: 'other', watched: ['paste', 'cut'] });
    expect(notices).toMatchObject([{ kind: 'watch_changed', watch: { added: ['cut'], removed: ['copy'] } }]);
    expect(watchChange).toMatchObject({ added: ['cut'], removed: ['copy'] });
    expect(room.loads(), 'nobody asks the room for it').toBe(1);
  });

  it('LD8 of another exam it is nobody’s business here, and a change of numbers is none', async () => {
    const { room, session } = await seated((fake) => fake.answers(withWatch('copy')));
    room.says('watch-changed', { ...(watch('cut') as object), examId: 'another' } as never);
    room.says('watch-changed', watch('copy'));
    expect(session.snapshot().view?.policy.watched).toEqual(['copy']);
    expect(session.snapshot().notices).toEqual([]);
  });

  it('LD8 what changed while the page was away is asked for once it is back', async () => {
    const { room, timers, session } = await seated((fake) => {
      fake.answers(withWatch('copy'));
      fake.connects({ state: 'connected' } as never);
    });
    room.connects({ state: 'connecting' } as never);
    room.answers(withWatch('copy', 'cut'));
    room.connects({ state: 'connected' } as never);
    timers.advance(10_000);
    await settled();
    expect(session.snapshot().notices).toMatchObject([{ kind: 'watch_changed', watch: { added: ['cut'], removed: [] } }]);
  });
});
