import { describe, expect, it } from 'vitest';
import type { SignedInActor } from '../../../src/main/domain/access/actor.ts';
import { createEventGuard } from '../../../src/main/transport/guards/event-guard.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const RATE = { perSecond: 10, burst: 20 };
const actor = (userId: string, sessionId: string): SignedInActor =>
  ({ kind: 'user', role: 'proctor', ip: '127.0.0.1', userId, sessionId }) as unknown as SignedInActor;
const howMany = (ask: () => unknown, of: number): number =>
  Array.from({ length: of }, ask).filter((one) => one === undefined).length;

describe('protocol 1 how much one user may ask for', () => {
  it('protocol 1 all sessions of a user together, and nobody else’s', () => {
    const guard = createEventGuard(RATE, createFakeClock(), () => {});
    const [here, there] = [actor('petra', 'one'), actor('petra', 'two')];
    expect(howMany(() => guard.refusal(here, 1), 15)).toBe(15);
    expect(howMany(() => guard.refusal(there, 1), 15)).toBe(5);
    expect(guard.refusal(there, 1)).toMatchObject({ code: 'rate_limited' });
    expect(howMany(() => guard.refusal(actor('paul', 'three'), 1), 20)).toBe(20);
  });

  it('protocol 1 connections come no faster than events may, and cost nothing of them', () => {
    const clock = createFakeClock();
    const guard = createEventGuard(RATE, clock, () => {});
    const petra = actor('petra', 'one');
    expect(howMany(() => guard.arrivalRefusal(petra), 50)).toBe(20);
    expect(guard.arrivalRefusal(petra)).toMatchObject({ code: 'rate_limited' });
    expect(howMany(() => guard.refusal(petra, 1), 50)).toBe(20);
    clock.advance(1_000);
    expect(howMany(() => guard.arrivalRefusal(petra), 50)).toBe(10);
  });

  it('protocol 1 whoever goes on while refused is reported once, by the session that does', () => {
    const clock = createFakeClock();
    const floods: string[] = [];
    const guard = createEventGuard(RATE, clock, ({ sessionId }) => void floods.push(sessionId));
    for (let tenth = 0; tenth < 14; tenth++) {
      for (let count = 0; count < 10; count++) guard.refusal(actor('petra', 'loud'), 1);
      clock.advance(100);
    }
    expect(floods).toEqual(['loud']);
  });
});
