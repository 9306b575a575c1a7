import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLobby } from '../../../src/main/transport/guards/lobby.ts';

/** A lobby whose time is the test's. */
function open(most: number) {
  let time = 0;
  let alarm: { at: number; ring: () => void } | undefined;
  const dropped: string[] = [];
  const lobby = createLobby(
    { most, stayMs: 5_000, servedMs: 60_000 },
    () => time,
    (ring, ms) => {
      alarm = { at: time + ms, ring };
      return () => {
        alarm = undefined;
      };
    },
  );
  const pass = (ms: number): void => {
    const until = time + ms;
    while (alarm && alarm.at <= until) {
      time = alarm.at;
      const { ring } = alarm;
      alarm = undefined;
      ring();
    }
    time = until;
  };
  const enter = (address: string, name = address) => lobby.enter(address, () => void dropped.push(name));
  return { lobby, enter, dropped, pass, isWatching: () => alarm !== undefined };
}

describe('protocol 1 those who have not signed in', () => {
  it('protocol 1 each is dropped after five seconds, not before, and nobody who signed in or left', () => {
    const { lobby, enter, dropped, pass, isWatching } = open(10);
    enter('a');
    pass(2_000);
    const signedIn = enter('b');
    enter('c');
    signedIn.leave();
    pass(2_999);
    expect(dropped).toEqual([]);
    pass(1);
    expect(dropped).toEqual(['a']);
    pass(2_000);
    expect(dropped).toEqual(['a', 'c']);
    expect([lobby.size, isWatching()]).toEqual([0, false]);
  });

  it('protocol 1 whom the room keeps waiting is not dropped for it, but not kept for ever either', () => {
    const { enter, dropped, pass } = open(10);
    const slow = enter('slow');
    slow.serve();
    const done = enter('done');
    done.serve();
    pass(30_000);
    done.renew();
    pass(4_999);
    expect(dropped).toEqual([]);
    pass(1);
    expect(dropped).toEqual(['done']);
    pass(25_000);
    expect(dropped).toEqual(['done', 'slow']);
    slow.renew();
    pass(10_000);
    expect(dropped).toHaveLength(2);
  });

  it('protocol 1 when it is full the oldest of the address that holds most goes, never the newcomer of another', () => {
    const { enter, dropped } = open(4);
    enter('quiet', 'quiet 1');
    for (const name of ['loud 1', 'loud 2', 'loud 3']) enter('loud', name);
    enter('other', 'other 1');
    enter('loud', 'loud 4');
    enter('quiet', 'quiet 2');
    expect(dropped).toEqual(['loud 1', 'loud 2', 'loud 3']);
  });

  it('protocol 1 a hall whose pages are being loaded loses its idle connections first, and shuts no newcomer out', () => {
    const { enter, dropped } = open(3);
    enter('hall', 'loading').serve();
    enter('hall', 'idle');
    enter('hall', 'loading too').serve();
    enter('hall', 'next').serve();
    expect(dropped).toEqual(['idle']);
    enter('hall', 'newcomer').serve();
    expect(dropped).toEqual(['idle', 'loading']);
  });

  it('protocol 1 whoever comes and goes, there are never too many, and a newcomer costs only the fullest address its oldest', () => {
    const step = fc.record({ address: fc.constantFrom('a', 'b', 'c', 'd'), leaves: fc.boolean(), which: fc.nat(50) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), fc.integer({ min: 1, max: 8 }), (steps, most) => {
        const { lobby, enter, dropped } = open(most);
        /** Who is inside, oldest first. */
        let inside: { address: string; name: string; leave: () => void }[] = [];
        const heldBy = (address: string) => inside.filter((guest) => guest.address === address);
        steps.forEach(({ address, leaves, which }, nr) => {
          const leaving = leaves ? inside[which % Math.max(1, inside.length)] : undefined;
          if (leaving) {
            leaving.leave();
            inside = inside.filter((guest) => guest !== leaving);
            return;
          }
          const [before, name] = [dropped.length, `${address} ${nr}`];
          inside.push({ address, name, leave: enter(address, name).leave });
          const [gone, ...more] = inside.filter((guest) => dropped.slice(before).includes(guest.name));
          expect(more).toEqual([]);
          if (!gone) return;
          expect(heldBy(gone.address)[0]).toBe(gone);
          expect(heldBy(gone.address).length).toBe(Math.max(...inside.map((guest) => heldBy(guest.address).length)));
          inside = inside.filter((guest) => guest !== gone);
        });
        expect(inside.length).toBeLessThanOrEqual(most);
        expect(lobby.size).toBe(inside.length);
      }),
    );
  });
});
