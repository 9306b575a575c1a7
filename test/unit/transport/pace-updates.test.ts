import { describe, expect, it } from 'vitest';
import { createUpdatePacer } from '../../../src/main/transport/pace-updates.ts';

type Update = Parameters<ReturnType<typeof createUpdatePacer>['push']>[0];
const update = (id: string, rev: number) =>
  ({ name: 'alert-updated', rooms: ['security'], payload: { id, rev } }) as unknown as Update;

function start() {
  const sent: string[] = [];
  let waiting: (() => void)[] = [];
  const pacer = createUpdatePacer(
    ({ payload }) => void sent.push(`${payload.id}${payload.rev}`),
    (work) => {
      waiting.push(work);
      return () => {
        waiting = waiting.filter((other) => other !== work);
      };
    },
  );
  const pass = () => {
    const due = waiting;
    waiting = [];
    for (const work of due) work();
  };
  return { pacer, sent, pass, left: () => waiting.length };
}

describe('protocol 3 alert-updated', () => {
  it('protocol 3 sends the first update at once and of a storm only the last state, one a pause', () => {
    const { pacer, sent, pass } = start();
    for (let rev = 1; rev <= 50; rev++) pacer.push(update('a', rev));
    expect(sent).toEqual(['a1']);
    pass();
    expect(sent).toEqual(['a1', 'a50']);
    pacer.push(update('a', 51));
    expect(sent).toEqual(['a1', 'a50']);
    pass();
    expect(sent).toEqual(['a1', 'a50', 'a51']);
  });

  it('protocol 3 one storm does not hold other alerts back, and nothing is kept once it is over', () => {
    const { pacer, sent, pass, left } = start();
    pacer.push(update('a', 1));
    pacer.push(update('b', 2));
    expect(sent).toEqual(['a1', 'b2']);
    pass();
    pass();
    expect(left()).toBe(0);
    pacer.push(update('a', 3));
    expect(sent).toEqual(['a1', 'b2', 'a3']);
  });

  it('protocol 3 the last state is sent even when the room stops', () => {
    const { pacer, sent, left } = start();
    pacer.push(update('a', 1));
    pacer.push(update('a', 2));
    pacer.stop();
    expect(sent).toEqual(['a1', 'a2']);
    expect(left()).toBe(0);
  });
});
