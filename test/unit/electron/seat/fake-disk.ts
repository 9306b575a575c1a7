import type { OutboxDisk } from '../../../../src/main/electron/seat/outbox-disk.ts';

/** A disk in memory: what was synced survives a power cut, of the rest as much as the test says. */
export function createFakeDisk(first = '') {
  let synced = first;
  let cached = first;
  let aside: string | undefined;
  /** Bytes the disk still takes; what goes beyond is cut off in the middle, as a full disk does. */
  let room = Number.POSITIVE_INFINITY;
  let replaced = 0;
  const take = (text: string): void => {
    const taken = text.slice(0, Math.max(0, room));
    room -= text.length;
    cached += taken;
    if (taken.length < text.length) throw new Error('ENOSPC');
  };
  const disk: OutboxDisk = {
    read: async () => cached,
    append: async (text) => take(text),
    sync: async () => {
      if (room < 0) throw new Error('ENOSPC');
      synced = cached;
    },
    replace: (text) => {
      if (room <= 0) throw new Error('ENOSPC');
      replaced += 1;
      cached = synced = text;
    },
    setAside: () => {
      aside = cached;
    },
    close: async () => {},
  };
  return {
    disk,
    content: () => cached,
    synced: () => synced,
    aside: () => aside,
    replaced: () => replaced,
    leaves: (bytes: number) => {
      room = bytes;
    },
    /** What is found after the power went, when so much of what was only cached had got through. */
    afterCut: (share: number): string =>
      synced + cached.slice(synced.length, synced.length + Math.floor((cached.length - synced.length) * share)),
  };
}
