import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openBridgedLink } from '../../../src/renderer/link/bridged-link.ts';
import type { ExamShell, SeatLine, SeatWork, ShellReply } from '../../../src/shared/ipc.ts';
import type { QuestionId } from '../../../src/shared/model/ids.ts';
import { success } from '../../../src/shared/result.ts';

const SESSION = 'session-1';
const Q = 'q1' as QuestionId;

const work = (version: number, more: Partial<SeatWork> = {}): SeatWork => ({
  sessionId: SESSION,
  version,
  saves: [],
  answers: [],
  pending: 0,
  pendingAnswers: 0,
  roomCannotSave: false,
  setAside: [],
  submit: { state: 'idle' },
  ...more,
});
const line = (version: number, more: Partial<SeatLine> = {}): SeatLine => ({
  sessionId: SESSION,
  version,
  connection: { state: 'connecting' },
  serverNow: 1_000_000,
  keeping: 'durable',
  events: [],
  ...more,
});
const message = (number: number) => ({ number, name: 'exam-message' as const, payload: { message: `event ${number}` } });

/** A shell under the test's hand: it answers when told, and says what it is told to. */
async function opened({ heard = 0, first = line(1), firstWork = work(1) } = {}) {
  const listeners = { line: (_next: SeatLine) => {}, work: (_next: SeatWork) => {} };
  const replies: ((reply: ShellReply<'seat:save-answer'>) => void)[] = [];
  const asked: unknown[] = [];
  let now = 0;
  const shell = {
    open: async (input: unknown) => {
      asked.push(input);
      return success(success({ line: first, work: firstWork, heard }));
    },
    onLine: (listener: (next: SeatLine) => void) => {
      listeners.line = listener;
      return () => {
        listeners.line = () => {};
      };
    },
    onWork: (listener: (next: SeatWork) => void) => {
      listeners.work = listener;
      return () => {
        listeners.work = () => {};
      };
    },
    saveAnswer: (input: unknown) => {
      asked.push(input);
      return new Promise<ShellReply<'seat:save-answer'>>((resolve) => replies.push(resolve));
    },
    call: async () => success({ ok: false, error: { kind: 'refused', code: 'result_not_released', message: 'Not yet.' } }),
    ping: async () => success({ ok: false, error: { kind: 'unreachable', reason: 'timeout', message: 'Silence.' } }),
  } as unknown as ExamShell;
  const link = await openBridgedLink(shell, { attemptId: 'a' }, () => now);
  return {
    link,
    asked,
    says: { line: (next: SeatLine) => listeners.line(next), work: (next: SeatWork) => listeners.work(next) },
    answers: (reply: ShellReply<'seat:save-answer'>) => replies.shift()?.(reply),
    passes: (ms: number) => {
      now += ms;
    },
  };
}
const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('pictures of the seat', () => {
  it('EX6 lost, doubled or out of order on the way leave the page with the newest, and every event heard once and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 30 }),
        fc.array(fc.nat({ max: 29 }), { maxLength: 60 }),
        async (count, deliveries) => {
          const { link, says } = await opened();
          const heard: string[] = [];
          link.connection.on('exam-message', (event) => heard.push((event as { message: string }).message));
          link.start();
          const lines = Array.from({ length: count }, (_, index) =>
            line(index + 2, {
              connection: { state: 'waiting', retryAt: index, attempt: index + 1 },
              events: Array.from({ length: index + 1 }, (__, at) => message(at + 1)),
            }),
          );
          const works = lines.map(({ version }) => work(version, { pending: version }));
          let newest = 1;
          for (const pick of deliveries) {
            const at = pick % count;
            says.line(lines[at]!);
            says.work(works[at]!);
            newest = Math.max(newest, at + 2);
            expect(link.client.snapshot().pending).toBe(newest === 1 ? 0 : newest);
            expect(heard).toEqual(Array.from({ length: newest - 1 }, (_, index) => `event ${index + 1}`));
          }
          says.line(lines.at(-1)!);
          expect(heard).toHaveLength(count);
          expect(link.connection.state).toEqual({ state: 'waiting', retryAt: count - 1, attempt: count });
        },
      ),
      { numRuns: 200 },
    );
  });

  it('EX6 of another seat change nothing', async () => {
    const { link, says } = await opened();
    says.work(work(9, { sessionId: 'an earlier one', pending: 7 }));
    says.line(line(9, { sessionId: 'an earlier one', connection: { state: 'stopped' } }));
    expect(link.client.snapshot().pending).toBe(0);
    expect(link.connection.state).toEqual({ state: 'connecting' });
  });

  it('EX6 tell a page that was loaded again what it has not heard, and nothing twice', async () => {
    const { link, says } = await opened({ heard: 2, first: line(5, { events: [message(1), message(2), message(3)] }) });
    const heard: string[] = [];
    link.connection.on('exam-message', (event) => heard.push((event as { message: string }).message));
    expect(heard).toEqual([]);
    link.start();
    says.line(line(6, { events: [message(3), message(4)] }));
    expect(heard).toEqual(['event 3', 'event 4']);
  });

  it('EX6 are not heard any more after the stop', async () => {
    const { link, says } = await opened();
    link.start()();
    says.work(work(2, { pending: 3 }));
    expect(link.client.snapshot().pending).toBe(0);
  });

  it('EX9 carry the time of the room, which goes on by a clock that nobody can set', async () => {
    const { link, says, passes } = await opened();
    passes(250);
    expect(link.connection.serverNow()).toBe(1_000_250);
    expect(link.connection.serverTimeUncertainty()).toBeUndefined();
    expect(link.connection.serverTimeAge()).toBeUndefined();
    says.line(line(2, { serverNow: 5_000_000, uncertaintyMs: 3, ageMs: 700 }));
    passes(10);
    expect(link.connection.serverNow()).toBe(5_000_010);
    expect(link.connection.serverTimeUncertainty()).toBe(3);
    expect(link.connection.serverTimeAge()).toBe(710);
  });

  it('EX6 tell of a change of keeping and of the connection, and only of a change', async () => {
    const { link, says } = await opened();
    const told: string[] = [];
    link.outbox.onKeeping(() => told.push(link.outbox.keeping()));
    link.connection.onState(({ state }) => told.push(state));
    says.line(line(2, { serverNow: 2 }));
    says.line(line(3, { keeping: 'page', connection: { state: 'connected', since: 1 } }));
    says.line(line(4, { keeping: 'page', connection: { state: 'connected', since: 1 } }));
    expect(told).toEqual(['connected', 'page']);
  });
});

describe('an answer on its way to the shell', () => {
  it('R6 shows at once, and is called kept no sooner than the shell says so', async () => {
    const { link, says, answers, asked } = await opened();
    link.client.saveAnswer(Q, 'text');
    expect(link.client.snapshot().answers.get(Q)).toBe('text');
    expect(link.client.saveState(Q)).toEqual({ state: 'saving', revision: 1 });
    expect(link.client.snapshot()).toMatchObject({ pending: 1, pendingAnswers: 1 });
    // A picture from while it is written: the disk has not promised anything.
    says.work(work(2, { answers: [[Q, 'text']], saves: [[Q, { state: 'offline', revision: 1 }]] }));
    expect(link.client.saveState(Q)).toEqual({ state: 'saving', revision: 1 });
    answers(
      success({
        work: work(3, { answers: [[Q, 'text']], saves: [[Q, { state: 'offline', revision: 1 }]], pending: 1, pendingAnswers: 1 }),
      }),
    );
    await settle();
    expect(link.client.saveState(Q)).toEqual({ state: 'offline', revision: 1 });
    expect(link.client.snapshot()).toMatchObject({ pending: 1, pendingAnswers: 1 });
    expect(asked).toEqual([{ attemptId: 'a' }, { questionId: Q, value: 'text' }]);
  });

  it('EX6 never falls back to an older one while a newer is on its way', async () => {
    const { link, answers } = await opened();
    link.client.saveAnswer(Q, 'one');
    link.client.saveAnswer(Q, 'one two');
    answers(success({ work: work(2, { answers: [[Q, 'one']], saves: [[Q, { state: 'saving', revision: 1 }]] }) }));
    await settle();
    expect(link.client.snapshot().answers.get(Q)).toBe('one two');
    answers(success({ work: work(3, { answers: [[Q, 'one two']], saves: [[Q, { state: 'saved', revision: 2, at: 1 }]] }) }));
    await settle();
    expect(link.client.saveState(Q)).toMatchObject({ state: 'saved', revision: 2 });
  });

  it('EX6 stays shown, as refused, when the shell will not have it', async () => {
    const { link, answers } = await opened();
    link.client.saveAnswer(Q, 'too much');
    answers({ ok: false, error: { code: 'invalid_input', message: 'The question is not understood.' } });
    await settle();
    expect(link.client.snapshot().answers.get(Q)).toBe('too much');
    expect(link.client.saveState(Q)).toMatchObject({ state: 'refused', code: 'invalid_input' });
    expect(link.client.snapshot().pendingAnswers).toBe(0);
  });

  it('EX6 a refusal and a silence of the room are told apart', async () => {
    const { link } = await opened();
    await expect(link.api.call('attempt_result', {})).rejects.toMatchObject({ name: 'RoomError', code: 'result_not_released' });
    await expect(link.connection.request('heartbeat', {})).rejects.toMatchObject({ name: 'RoomUnreachable', reason: 'timeout' });
  });
});
