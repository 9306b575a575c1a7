import { type ClientClock, createMemoryOutbox, type OutboxStore } from '../../../src/shared/client/index.ts';

/** Durable memory that outlives the page: each page has its own door to it, which a power cut slams. */
export function createCutOutbox(
  clock: ClientClock,
  writeMs: number,
): { readonly memory: OutboxStore; open(): { readonly store: OutboxStore; cutPower(): void } } {
  const memory = createMemoryOutbox();
  return {
    memory,
    open() {
      let isOn = true;
      /** What is not through when the power goes never happened. */
      const write = async (work: () => Promise<void>) => {
        if (writeMs > 0) await new Promise<void>((resolve) => void clock.after(writeMs, resolve));
        else await Promise.resolve();
        if (isOn) await work();
        else await new Promise<void>(() => {});
      };
      return {
        store: {
          put: (item) => write(() => memory.put(item)),
          remove: (id) => write(() => memory.remove(id)),
          setChain: (sessionId, head) => write(() => memory.setChain(sessionId, head)),
          all: memory.all,
          getChain: memory.getChain,
        },
        cutPower() {
          isOn = false;
        },
      };
    },
  };
}
