import { z } from 'zod';
import { mayHeal } from '../../../shared/client/index.ts';
import type { CommandInput } from '../../../shared/protocol/index.ts';

/** A use of a granted tool that the room has not acknowledged. */
const UntoldUse = z.object({
  id: z.guid(),
  grantId: z.guid(),
  dataPoint: z.string().optional(),
  /** When it was, in the room's epoch ms. */
  at: z.number(),
});
export type UntoldUse = z.infer<typeof UntoldUse>;

export interface UseQueuePorts {
  readonly send: (use: CommandInput<'tool_use'>) => Promise<unknown>;
  readonly newId: () => string;
  /** The room's time. */
  readonly now: () => number;
  readonly recall: () => readonly UntoldUse[];
  readonly remember: (uses: readonly UntoldUse[]) => void;
  /** Calls back when it is worth trying again; the answer ends it. */
  readonly onWay: (again: () => void) => () => void;
}

/** Tells the room of every use of a tool, once each, and late if it must (TL1, EX6). */
export interface UseQueue {
  /**
   * Keeps one use and tells it. False only where the room refused it: what cannot be told yet is kept and told when there is a way,
   * with when it was.
   */
  tell(grantId: string, dataPoint?: string, id?: string): Promise<boolean>;
  stop(): void;
}

const inputOf = ({ id, grantId, dataPoint }: UntoldUse): CommandInput<'tool_use'> =>
  ({ id, grantId, ...(dataPoint === undefined ? {} : { dataPoint }) }) as CommandInput<'tool_use'>;

export function createUseQueue({ send, newId, now, recall, remember, onWay }: UseQueuePorts): UseQueue {
  let left = [...recall()];
  let isSending = false;

  const drop = (id: string): void => {
    left = left.filter((use) => use.id !== id);
    remember(left);
  };

  /** What became of it: `later` leaves it in the queue. */
  async function settle(id: string, input: CommandInput<'tool_use'>): Promise<'told' | 'refused' | 'later'> {
    try {
      await send(input);
      drop(id);
      return 'told';
    } catch (error) {
      if (mayHeal(error)) return 'later';
      drop(id);
      return 'refused';
    }
  }

  async function sendLeft(): Promise<void> {
    for (const use of [...left]) {
      const outcome = await settle(use.id, { ...inputOf(use), occurredAt: new Date(use.at).toISOString() });
      if (outcome === 'later') return;
    }
  }
  const again = (): void => {
    if (isSending) return;
    isSending = true;
    void sendLeft().finally(() => {
      isSending = false;
    });
  };
  const stop = onWay(again);
  if (left.length > 0) again();

  return {
    async tell(grantId, dataPoint, id = newId()) {
      const use: UntoldUse = { id, grantId, at: now(), ...(dataPoint === undefined ? {} : { dataPoint }) };
      left.push(use);
      remember(left);
      const outcome = await settle(id, inputOf(use));
      if (outcome === 'told' && left.length > 0) again();
      return outcome !== 'refused';
    },
    stop,
  };
}

/** Where they stand in this browser. */
export const usesKey = (attemptId: string): string => `invigil.uses.${attemptId}`;

/** Where uses that are not told yet outlive the page; where storage is refused they last as long as it. */
export const keptUses = (attemptId: string): Pick<UseQueuePorts, 'recall' | 'remember'> => ({
  recall() {
    try {
      return z.array(UntoldUse).parse(JSON.parse(localStorage.getItem(usesKey(attemptId)) ?? '[]'));
    } catch {
      return [];
    }
  },
  remember(uses) {
    try {
      if (uses.length === 0) localStorage.removeItem(usesKey(attemptId));
      else localStorage.setItem(usesKey(attemptId), JSON.stringify(uses));
    } catch {
      // then they are told as long as this page is open
    }
  },
});
