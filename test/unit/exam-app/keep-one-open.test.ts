import { describe, expect, it } from 'vitest';
import { keepOneOpen } from '../../../src/renderer/exam/seat/keep-one-open.ts';

/** Seats that open when the test says so. */
function slowSeats() {
  const openings: PromiseWithResolvers<{ opened: number; stop: () => void }>[] = [];
  const said: string[] = [];
  const one = keepOneOpen<number>({
    open: () => {
      const opening = Promise.withResolvers<{ opened: number; stop: () => void }>();
      openings.push(opening);
      return opening.promise;
    },
    onOpen: (number) => said.push(`open ${number}`),
    onFailure: (error) => said.push(String(error)),
  });
  return {
    one,
    said,
    async opens(number: number) {
      openings[number]?.resolve({ opened: number, stop: () => said.push(`stopped ${number}`) });
      await Promise.resolve();
    },
    async fails(number: number) {
      openings[number]?.reject('failed');
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

describe('EX6 one tab at work', () => {
  it('EX6 a seat that another tab took while it was opening does not come to work', async () => {
    const { one, said, opens } = slowSeats();
    one.open();
    one.close();
    await opens(0);
    expect(said).toEqual(['stopped 0']);
  });

  it('EX6 taken back it works once, whichever opening is ready first', async () => {
    const { one, said, opens } = slowSeats();
    one.open();
    one.close();
    one.open();
    await opens(1);
    await opens(0);
    one.close();
    one.close();
    expect(said).toEqual(['open 1', 'stopped 0', 'stopped 1']);
  });

  it('EX6 a failure is told, unless the seat was given up meanwhile', async () => {
    const { one, said, fails } = slowSeats();
    one.open();
    await fails(0);
    one.close();
    one.open();
    one.close();
    await fails(1);
    expect(said).toEqual(['failed']);
  });
});
