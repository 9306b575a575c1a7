import { describe, expect, it } from 'vitest';
import { createMissedAlerts } from '../../../src/renderer/console/alerts/missed-alerts.ts';
import type { Alert } from '../../../src/shared/model/alert.ts';

/** A feed in the hands of the test: what it knows, and whether that is all. */
function aFeed() {
  const known = new Map<string, Alert>();
  let isCaughtUp = false;
  const feed = {
    alerts: () => [...known.values()].sort((a, b) => b.seq - a.seq),
    get: (id: string) => known.get(id),
    isCaughtUp: () => isCaughtUp,
  };
  const missed = createMissedAlerts(feed);
  const hear = (id: string, live: boolean, facts: Partial<Alert> = {}) => {
    const before = known.get(id);
    const alert = { id, seq: known.size + 1, severity: 'critical', status: 'new', ...before, ...facts } as Alert;
    known.set(id, alert);
    missed.hear(before ? { kind: 'updated', alert, before, live } : { kind: 'raised', alert, live });
  };
  const take = () => missed.take().map(({ id }) => id);
  return {
    feed,
    hear,
    take,
    goAway: () => {
      isCaughtUp = false;
    },
    comeBack: () => {
      isCaughtUp = true;
      return take();
    },
  };
}

describe('AL4 critical alerts that came while the console was away', () => {
  it('AL4 are told once, together, when it has caught up, and never again', () => {
    const { hear, take, goAway, comeBack } = aFeed();
    expect(comeBack()).toEqual([]);
    goAway();
    hear('a', false);
    hear('b', false);
    expect(take(), 'not before everything is known').toEqual([]);
    expect(comeBack()).toEqual(['b', 'a']);
    expect(take()).toEqual([]);
    hear('a', false, { count: 2 });
    goAway();
    hear('b', false, { rev: 9 });
    expect(comeBack()).toEqual([]);
  });

  it('AL4 not those that were there before it had everything, or that were told as they came', () => {
    const { hear, goAway, comeBack } = aFeed();
    hear('old', false);
    expect(comeBack(), 'the start of a console is quiet').toEqual([]);
    hear('seen', true);
    goAway();
    // The room was set back and everything is read anew.
    hear('old', false);
    hear('seen', false);
    hear('while connecting', true);
    expect(comeBack()).toEqual([]);
  });

  it('AL4 not those that somebody has taken meanwhile, nor lesser ones; but what became critical', () => {
    const { hear, goAway, comeBack } = aFeed();
    hear('grew', true, { severity: 'medium' });
    comeBack();
    goAway();
    hear('taken', false);
    hear('taken', false, { status: 'acknowledged' });
    hear('lesser', false, { severity: 'high' });
    hear('grew', false, { severity: 'critical' });
    expect(comeBack()).toEqual(['grew']);
  });

  it('AL4 a page that begins over a feed that has everything takes nothing of it for missed', () => {
    const { feed, hear, comeBack } = aFeed();
    hear('old', false);
    comeBack();
    const later = createMissedAlerts(feed);
    const [old] = feed.alerts();
    if (old) later.hear({ kind: 'updated', alert: old, live: false });
    expect(later.take()).toEqual([]);
  });
});
