import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ChainNews,
  chainFrom,
  GAP_GRACE_MS,
  overdueGaps,
  type SessionChain,
  seeInChain,
} from '../../../../src/main/domain/walls/ether/event-chain.ts';
import { canonicalEvent } from '../../../../src/main/storage/repos/chains.ts';
import { canonicalJson } from '../../../../src/shared/model/canonical-json.ts';
import type { SecurityEventInput } from '../../../../src/shared/model/security-event.ts';

const hashOf = (event: SecurityEventInput): string => hash('sha256', canonicalJson(event), 'hex');
const start = Date.UTC(2026, 10, 20, 9);

function chainOf(count: number, hashed = true): SecurityEventInput[] {
  const events: SecurityEventInput[] = [];
  for (let seq = 1; seq <= count; seq++) {
    const last = events.at(-1);
    events.push({
      id: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
      type: 'copy',
      occurredAt: new Date(start + seq).toISOString(),
      seq,
      ...(hashed && last ? { prev: hashOf(last) } : {}),
    });
  }
  return events;
}

/** As the room does it: an id it knows is dropped before anything looks at it. */
function follow(events: readonly SecurityEventInput[], everyMs = 10) {
  let chain: SessionChain = chainFrom(0);
  const news: ChainNews[] = [];
  const ids = new Set<string>();
  const seqs = new Set<number>();
  let now = start;
  for (const event of events) {
    now += everyMs;
    if (ids.has(event.id)) continue;
    const seen = seeInChain(chain, event, now, seqs.has(event.seq), hashOf);
    ids.add(event.id);
    seqs.add(event.seq);
    chain = seen.chain;
    news.push(...seen.news);
  }
  return { chain, news, now };
}

const told = (chain: SessionChain, now: number) => overdueGaps(chain, now + GAP_GRACE_MS, true);

/** Every event at least once, with repeats, each somewhat out of its place: what retries and reloads do to honest reports. */
const honest = (events: readonly SecurityEventInput[]) =>
  fc
    .array(fc.tuple(fc.nat(events.length - 1), fc.nat(12)), { maxLength: 60 })
    .chain((repeats) =>
      fc
        .array(fc.nat(8), { minLength: events.length, maxLength: events.length })
        .map((delays) =>
          [
            ...events.map((event, index) => ({ event, place: index + (delays[index] ?? 0) })),
            ...repeats.flatMap(([index, delay]) =>
              events.slice(index, index + 1).map((event) => ({ event, place: index + delay })),
            ),
          ]
            .sort((a, b) => a.place - b.place)
            .map(({ event }) => event),
        ),
    );

describe('W5 the chain of a session’s events', () => {
  it('W5 any interleaving of honest retries, repeats and late ones leaves nothing to tell', () => {
    fc.assert(
      fc.property(
        fc.boolean().chain((hashed) => honest(chainOf(30, hashed))),
        (events) => {
          const { chain, news, now } = follow(events);
          expect(news).toEqual([]);
          expect(chain.gaps).toEqual([]);
          expect(chain.last).toBe(30);
          expect(told(chain, now).overdue).toEqual([]);
        },
      ),
    );
  });

  it('W5 any event that never comes is told exactly once, and nothing else is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 29 }), honest(chainOf(30)), (missing, events) => {
        const { chain, news, now } = follow(events.filter(({ seq }) => seq !== missing));
        expect(news).toEqual([]);
        const first = told(chain, now);
        expect(first.overdue.map(({ from, to }) => [from, to])).toEqual([[missing, missing]]);
        expect(told(first.chain, now + GAP_GRACE_MS).overdue).toEqual([]);
      }),
    );
  });

  it('W5 a stretch that never comes is one gap; filled later, it is taken back once', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 }),
        fc.integer({ min: 0, max: 15 }),
        fc.infiniteStream(fc.nat()),
        (from, more, order) => {
          const events = chainOf(30);
          const isMissing = ({ seq }: SecurityEventInput) => seq >= from && seq <= from + more;
          const { chain, now } = follow(events.filter((event) => !isMissing(event)));
          const first = told(chain, now);
          expect(first.overdue.map((gap) => [gap.from, gap.to])).toEqual([[from, from + more]]);
          const late = events
            .filter(isMissing)
            .map((event) => ({ event, key: order.next().value ?? 0 }))
            .sort((a, b) => a.key - b.key);
          let after = first.chain;
          const news: ChainNews[] = [];
          for (const { event } of late) {
            const seen = seeInChain(after, event, now, false, hashOf);
            after = seen.chain;
            news.push(...seen.news);
          }
          expect(news.map(({ kind }) => kind)).toEqual(['filled']);
          expect(after.gaps).toEqual([]);
        },
      ),
    );
  });

  it('W5 what is missing may still come while the session is away: its gaps wait', () => {
    const { chain, now } = follow(chainOf(5).filter(({ seq }) => seq !== 3));
    const away = overdueGaps(chain, now + 3_600_000, false);
    expect(away.overdue).toEqual([]);
    expect(overdueGaps(away.chain, now + 3_600_000 + GAP_GRACE_MS - 1, true).overdue).toEqual([]);
    expect(overdueGaps(away.chain, now + 3_600_000 + GAP_GRACE_MS, true).overdue).toHaveLength(1);
  });

  it('W5 an event that was changed, put in or put in another’s place does not link', () => {
    const events = chainOf(10);
    const forged = (seq: number): SecurityEventInput[] =>
      events.map((event) => (event.seq === seq ? { ...event, type: 'focus_gained' } : event));
    expect(follow(forged(5)).news).toEqual([{ kind: 'broken', seq: 6, held: 4 }]);
    // Put in late, where it was missing: both its neighbours speak against it.
    const late = [...events.filter(({ seq }) => seq !== 5), ...forged(5).filter(({ seq }) => seq === 5)];
    expect(follow(late).news).toMatchObject([{ kind: 'broken', seq: 5 }]);
    expect(follow([...events, { ...events[4], id: 'another' } as SecurityEventInput]).news).toEqual([{ kind: 'reused', seq: 5 }]);
  });

  it('W5 a client without hashes, or which forgot its last one, is followed by its numbers alone', () => {
    const { chain, news } = follow(chainOf(10, false));
    expect(news).toEqual([]);
    expect(chain).toMatchObject({ last: 10, held: 0, broken: 0 });
    const forgetful = chainOf(10).map(({ prev, ...event }) =>
      event.seq === 6 || prev === undefined ? event : { ...event, prev },
    );
    expect(follow(forgetful.slice(0, 6)).news).toEqual([]);
    expect(follow(forgetful.slice(0, 6)).chain.held).toBe(4);
  });

  it('W5 memory stays bounded however many holes somebody makes', () => {
    const holes = Array.from({ length: 500 }, (_, index) => index * 2 + 2).map(
      (seq): SecurityEventInput => ({ id: `${seq}`, type: 'copy', occurredAt: '2026-11-20T09:00:00Z', seq }),
    );
    const { chain, now } = follow(holes);
    expect(chain.gaps.length).toBeLessThanOrEqual(32);
    expect(told(chain, now).overdue.length).toBeLessThanOrEqual(32);
  });
});

describe('W5 the canonical JSON of an event', () => {
  it('W5 is written for speed as the general rule writes it', () => {
    const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
    const anyEvent = fc.record({
      id: fc.uuid(),
      type: fc.stringMatching(/^[a-z][a-z0-9_]{0,20}$/),
      occurredAt: fc.string(),
      seq: fc.integer({ min: 1 }),
      prev: maybe(fc.stringMatching(/^[0-9a-f]{64}$/)),
      monotonicMs: maybe(fc.double({ noNaN: true, noDefaultInfinity: true })),
      offline: maybe(fc.boolean()),
      severity: maybe(fc.constantFrom('low' as const, 'critical' as const)),
      details: maybe(fc.dictionary(fc.string(), fc.jsonValue())),
    });
    fc.assert(
      fc.property(anyEvent, (event) => {
        expect(canonicalEvent(event as SecurityEventInput)).toBe(canonicalJson(event));
      }),
    );
  });
});
