import { describe, expect, it } from 'vitest';
import type { Work } from '../../../src/main/domain/work.ts';
import { createPresenceDesk } from '../../../src/main/transport/presence-desk.ts';

function start() {
  const recorded: string[] = [];
  let due: (() => void) | undefined;
  let turns = 0;
  let failure: Error | undefined;
  const desk = createPresenceDesk(
    async (news) => {
      if (failure) throw failure;
      news({ audit: (what: string) => void recorded.push(what) } as unknown as Work);
    },
    (work) => {
      turns++;
      due = work;
      return () => {
        due = undefined;
      };
    },
  );
  const say = (what: string) => desk.report((work) => work.audit(what, ''));
  const fail = (why: Error | undefined) => {
    failure = why;
  };
  const pass = () => {
    const work = due;
    due = undefined;
    work?.();
  };
  return { desk, recorded, say, pass, turns: () => turns, fail, isWaiting: () => due !== undefined };
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

  it('R11 are recorded as soon as the store can be written again, in the order they happened', async () => {
    const { recorded, say, pass, fail } = start();
    fail(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }));
    const early = [say('ann came'), say('ben came')];
    pass();
    await new Promise((resolve) => setImmediate(resolve));
    fail(undefined);
    const late = say('ann went');
    pass();
    await Promise.all([...early, late]);
    expect(recorded).toEqual(['ann came', 'ben came', 'ann went']);
  });

  it('R21 are recorded when the room stops, or given up then; no timer is left', async () => {
    const { desk, recorded, say, isWaiting } = start();
    void say('ann went');
    desk.stop();
    expect(recorded).toEqual(['ann went']);
    expect(isWaiting()).toBe(false);
    const hopeless = start();
    hopeless.fail(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }));
    const lost = hopeless.say('ben went');
    hopeless.desk.stop();
    await expect(lost).rejects.toThrow('full');
    expect(hopeless.isWaiting()).toBe(false);
  });
});
