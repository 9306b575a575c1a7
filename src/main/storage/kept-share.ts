/**
 * How much one attempt may fill of the disk with what it sends over and over, counted since the room started: an event a client
 * makes and a draft of an answer are taken in within the limits of the wire for hours, and one client of somebody who wants the
 * room to stop would fill any disk.
 */
export interface KeptShare {
  /** Is there anything left of it? The last that finds something left may be larger than that. */
  isLeft(attemptId: string): boolean;
  take(attemptId: string, bytes: number): void;
}

export function createKeptShare(mostBytes: number): KeptShare {
  const taken = new Map<string, number>();
  return {
    isLeft: (attemptId) => (taken.get(attemptId) ?? 0) < mostBytes,
    take: (attemptId, bytes) => void taken.set(attemptId, (taken.get(attemptId) ?? 0) + bytes),
  };
}
