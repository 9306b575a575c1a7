import { describe, expect, it } from 'vitest';
import { createTickets } from '../../../src/main/app/tickets.ts';
import type { SessionId } from '../../../src/shared/model/ids.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeIds } from '../../support/fake-ids.ts';

const setUp = () => {
  const clock = createFakeClock();
  const ids = createFakeIds();
  const tickets = createTickets(clock);
  const redeem = (ticket: string): string => {
    try {
      return tickets.redeem(ticket);
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  return { clock, tickets, redeem, newSession: () => ids.next<SessionId>() };
};

describe('tickets', () => {
  it('ID2 are good once', () => {
    const { tickets, redeem, newSession } = setUp();
    const session = newSession();
    const { ticket } = tickets.issue(session);
    expect(ticket).toMatch(/^[\w-]{43}$/);
    expect(redeem(ticket)).toBe(session);
    expect(redeem(ticket)).toBe('token_invalid');
  });

  it('ID2 are good for 30 seconds and not a millisecond longer', () => {
    const { clock, tickets, redeem, newSession } = setUp();
    const session = newSession();
    const [first, second] = [tickets.issue(session), tickets.issue(session)];
    expect(first.expiresAt).toBe(clock.now() + 30_000);
    clock.advance(29_999);
    expect(redeem(first.ticket)).toBe(session);
    clock.advance(1);
    expect(redeem(second.ticket)).toBe('token_invalid');
  });

  it('ID2 that were never given out open nothing, whatever they look like', () => {
    const { tickets, redeem, newSession } = setUp();
    const { ticket } = tickets.issue(newSession());
    for (const forged of ['', `${ticket} `, ticket.slice(0, -1), ticket.toLowerCase(), '__proto__', 'x'.repeat(1_000_000)])
      expect(redeem(forged)).toBe('token_invalid');
  });

  it('ID4 one who asks for many loses the own oldest, and nobody else loses any', () => {
    const { tickets, redeem, newSession } = setUp();
    const [greedy, other] = [newSession(), newSession()];
    const kept = tickets.issue(other).ticket;
    const many = Array.from({ length: 500 }, () => tickets.issue(greedy).ticket);
    expect(many.filter((ticket) => redeem(ticket) === greedy)).toEqual(many.slice(-20));
    expect(redeem(kept)).toBe(other);
  });
});
