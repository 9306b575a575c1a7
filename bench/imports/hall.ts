import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { HallOrder, Waits } from './hall-process.ts';

/** Candidates at work, in a process of their own. */
export interface Hall {
  /** What they waited for whatever they sent while the work was going on. */
  during<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly waits: Waits }>;
  stop(): Promise<void>;
}

/** Seats the candidates and lets them begin; rejects when their process ends before they sit. */
export async function seatHall(order: HallOrder): Promise<Hall> {
  const child = fork(new URL('./hall-process.ts', import.meta.url), { execArgv: ['--no-warnings'] });
  const ended = once(child, 'exit');
  const next = async <T>(): Promise<T> => {
    const [message] = await Promise.race([
      once(child, 'message'),
      ended.then(([code]) => {
        throw new Error(`the process of the candidates ended with ${code}`);
      }),
    ]);
    return message as T;
  };
  const seated = next();
  child.send(order);
  await seated;
  return {
    during: async (work) => {
      const watching = next();
      child.send('from now');
      await watching;
      const value = await work();
      const told = next<Waits>();
      child.send('until now');
      return { value, waits: await told };
    },
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}
