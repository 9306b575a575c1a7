import { describe, expect, it } from 'vitest';
import { createOneByOne } from '../../../src/main/app/one-by-one.ts';

function start() {
  const done: string[] = [];
  const turns: (() => void)[] = [];
  const time = { now: 0 };
  const all = createOneByOne({ now: () => time.now, nextTurn: (go) => void turns.push(go) });
  const ids = Array.from({ length: 300 }, (_, number) => `attempt-${number}`);
  const add = (name = 'closing') =>
    all.add(name, ids, (id) => {
      time.now += 1;
      done.push(`${name} ${id}`);
    });
  /** One turn of the loop; how many were done in it. */
  const turn = () => {
    const before = done.length;
    for (const go of turns.splice(0)) go();
    return done.length - before;
  };
  return { all, done, turn, add, ids };
}

describe('R15 what a whole hall needs at one moment', () => {
  it('R15 takes some milliseconds of each turn of the loop, and everybody has theirs once', () => {
    const { done, turn, add, ids } = start();
    add();
    expect(done, 'nothing is done in the turn that found them').toEqual([]);
    let most = 0;
    // Found again while most of them still wait, as by a chore that looks twice a second.
    for (let turns = 0; turns < 30; turns++) {
      most = Math.max(most, turn());
      add();
    }
    for (let more = turn(); more > 0; more = turn()) most = Math.max(most, more);
    expect(most).toBe(5);
    expect(new Set(done)).toEqual(new Set(ids.map((id) => `closing ${id}`)));
  });

  it('R15 who waits in the line is not put there again, and two different things for one candidate are two', () => {
    const { done, turn, add, ids } = start();
    for (let times = 0; times < 3; times++) add();
    add('suspending');
    while (turn() > 0);
    expect(done).toHaveLength(ids.length * 2);
    expect(new Set(done).size).toBe(ids.length * 2);
  });

  it('EX9 nothing is begun once the room stops, and it goes on when asked anew', () => {
    const { all, done, turn, add } = start();
    add();
    turn();
    all.stop();
    turn();
    expect(done).toHaveLength(5);
    add();
    expect(turn()).toBe(5);
  });
});
