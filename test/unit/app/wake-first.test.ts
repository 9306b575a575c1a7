import { expect, it } from 'vitest';
import { wakeFirst } from '../../../src/main/app/wake-first.ts';
import type { CommandRouter } from '../../../src/main/transport/command-router.ts';

it('EX9 a room that slept gives the time back before what waited in its sockets is looked at, once', async () => {
  const done: string[] = [];
  let owes = true;
  const sleep = {
    owes: () => owes,
    giveBack: () => {
      owes = false;
      done.push('time given back');
    },
  };
  const router = {
    dispatch: async (name: string) => void done.push(name),
    call: async (name: string) => void done.push(name),
    run: async (work: (work: never) => unknown) => work(undefined as never),
  } as unknown as CommandRouter;
  const woken = wakeFirst(router, sleep, { error: () => {} });
  await woken.dispatch('answer_save', {}, { kind: 'room' });
  await woken.dispatch('exam_submit', {}, { kind: 'room' });
  expect(done).toEqual(['time given back', 'answer_save', 'exam_submit']);
  owes = true;
  await woken.call('me', {}, { kind: 'room' });
  owes = true;
  await woken.run(() => done.push('somebody connected'), { kind: 'room' });
  expect(done.slice(3)).toEqual(['time given back', 'me', 'time given back', 'somebody connected']);
});
