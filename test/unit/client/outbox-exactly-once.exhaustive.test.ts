import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuestionId } from '../../../src/shared/model/ids.ts';
import { createSeat, type Page, SESSION } from './candidate-seat.ts';
import { chainFaults } from './fake-exam-room.ts';

type Step =
  | { readonly do: 'save'; readonly question: number; readonly value: number }
  | { readonly do: 'report' }
  | { readonly do: 'wait'; readonly ms: number }
  | { readonly do: 'cut' }
  | { readonly do: 'mend' }
  | { readonly do: 'kick' }
  | { readonly do: 'reload' }
  | { readonly do: 'lose acks'; readonly acks: number }
  | { readonly do: 'refuse'; readonly code: string };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('save' as const),
      question: fc.integer({ min: 1, max: 4 }),
      value: fc.integer({ min: 0, max: 9 }),
    }),
  },
  { weight: 6, arbitrary: fc.constant({ do: 'report' as const }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      ms: fc.oneof(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 20_000 })),
    }),
  },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ do: 'cut' }, { do: 'mend' }, { do: 'kick' }, { do: 'reload' }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lose acks' as const), acks: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('refuse' as const),
      code: fc.constantFrom('rate_limited', 'store_unavailable', 'internal', 'room_stopping', 'token_expired'),
    }),
  },
);

/** Plays one exam day over a bad line and a machine that dies, then lets everything heal. */
async function play(steps: readonly Step[], diskMs: number) {
  const seat = createSeat({ diskMs });
  let page: Page = await seat.openConnected();
  const lastTold = new Map<string, string>();
  /** Events written to the disk: those may never be lost, whatever happens. */
  const promised = new Set<string>();
  let changes = 0;

  const reload = async () => {
    page.cutPower();
    // What the disk did not get before the power went is not promised: the candidate sees the older text and goes on from it.
    page = await seat.open();
    for (const question of lastTold.keys()) {
      const shown = page.client.snapshot().answers.get(question);
      if (shown !== undefined) lastTold.set(question, shown as string);
      else lastTold.delete(question);
    }
    await seat.clock.settle();
    await page.client.loadAttempt().catch(() => undefined);
    for (const [question, value] of page.client.snapshot().answers) lastTold.set(question, value as string);
  };

  for (const next of steps) {
    switch (next.do) {
      case 'save': {
        changes += 1;
        const value = `${next.value}/${changes}`;
        page.client.saveAnswer(`q${next.question}` as QuestionId, value);
        lastTold.set(`q${next.question}`, value);
        break;
      }
      case 'report':
        page.client.report({ type: 'focus_lost' });
        break;
      case 'wait':
        await seat.clock.advance(next.ms);
        break;
      case 'cut':
        seat.network.cut();
        seat.room.isReachable = false;
        break;
      case 'mend':
        seat.network.mend();
        seat.room.isReachable = true;
        break;
      case 'kick':
        seat.network.kick();
        break;
      case 'lose acks':
        seat.network.loseAcks += next.acks;
        break;
      case 'refuse':
        seat.room.refusals.push(next.code);
        break;
      case 'reload':
        await reload();
        break;
    }
    for (const item of await seat.disk.all()) if (item.kind === 'event') promised.add(item.id);
  }
  seat.network.mend();
  seat.room.isReachable = true;
  seat.network.loseAcks = 0;
  await page.client.loadAttempt();
  // A refused session heals with the next connection.
  for (let again = 0; again < 8; again++) {
    await seat.clock.advance(60_000);
    seat.network.kick();
  }
  await seat.clock.advance(60_000);
  return { seat, page, lastTold, promised };
}

describe('the outbox over a line that cannot be trusted', () => {
  test('EX6 every answer and event reaches the room exactly once and in order, whatever is cut, lost, doubled or switched off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 60 }), fc.constantFrom(0, 1, 7), async (steps, diskMs) => {
        const { seat, page, lastTold, promised } = await play(steps, diskMs);
        const { room } = seat;

        expect(page.client.snapshot().pending).toBe(0);
        expect(page.client.snapshot().setAside).toEqual([]);
        expect(await seat.disk.all()).toEqual([]);

        for (const [question, value] of lastTold) {
          expect(room.answers.get(question)?.value).toBe(value);
          expect(page.client.snapshot().answers.get(question)).toBe(value);
        }
        const commits = room.commits.map(({ id }) => id);
        expect(new Set(commits).size).toBe(commits.length);
        for (const question of new Set(room.commits.map(({ questionId }) => questionId))) {
          const revisions = room.commits.filter(({ questionId }) => questionId === question).map(({ revision }) => revision);
          expect(revisions).toEqual([...new Set(revisions)].sort((a, b) => a - b));
        }

        const events = room.events.get(SESSION) ?? [];
        expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
        expect(chainFaults(events)).toEqual([]);
        for (const id of promised) expect(events.map((event) => event.id)).toContain(id);
      }),
      { numRuns: 120 },
    );
  }, 60_000);
});
