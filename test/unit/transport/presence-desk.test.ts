import { describe, expect, it } from 'vitest';
import type { Work } from '../../../src/main/domain/work.ts';
import { createPresenceDesk } from '../../../src/main/transport/presence-desk.ts';

function start() {
  const recorded: string[] = [];
  let due: (() => void) | undefined;
  let turns = 0;
  const desk = createPresenceDesk(
    async (news) => news({ audit: (what: string) => void recorded.push(what) } as unknown as Work),
    (work) => {
      turns++;
      due = work;
      return () => {
        due = undefined;
      };
    },
  );
  const say = (what: string) => desk.report((work) => work.audit(what, ''));
  const pass = () => {
    const work = due;
    due = undefined;
    work?.();
  };
  return { desk, recorded, say, pass, turns: () => turns, isWaiting: () => due !== undefined };
}

describe('comings and goings', () => {
  it('protocol 3 are recorded together and in the order they happened', async () => {
    const { recorded, say, pass, turns } = start();
    const all = Promise.all([say('ann came'), say('ben came'), say('ann went')]);
    expect(recorded).toEqual([]);
    pass();
    expect(recorded).toEqual(['ann came', 'ben came', 'ann went']);
    await all;
    expect(turns()).toBe(1);
    void say('ann came again');
    pass();
    expect(recorded).toHaveLength(4);
  });

  it('protocol 3 one that cannot be recorded does not take the others with it', async () => {
    const { desk, recorded, say, pass } = start();
    const failing = desk.report(() => {
      throw new Error('no such attempt');
    });
    const fine = say('ben came');
    pass();
    await expect(failing).rejects.toThrow('no such attempt');
    await fine;
    expect(recorded).toEqual(['ben came']);
  });

  it('R21 are recorded when the room stops, and the timer is gone', () => {
    const { desk, recorded, say, isWaiting } = start();
    void say('ann went');
    desk.flush();
    expect(recorded).toEqual(['ann went']);
    expect(isWaiting()).toBe(false);
  });
});
