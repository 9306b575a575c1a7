import { randomUUID } from 'node:crypto';
import { mayHeal, type RoomApi } from '../../shared/client/index.ts';
import type { ExamId } from '../../shared/model/ids.ts';
import { type CommandOutput, RoomError } from '../../shared/protocol/index.ts';
import type { Tally } from './tally.ts';
import type { Waits } from './waits.ts';

const ASK_AGAIN_MS = 2_000;

export interface JoinTarget {
  readonly code?: string;
  readonly examId?: ExamId;
}

/** A seat in the class: what a candidate would type on the join screen. */
export interface Seat {
  readonly candidateNumber: string;
  readonly accessCode?: string;
}

export const codeOf = (error: unknown): string => {
  if (error instanceof RoomError) return error.code;
  return error instanceof Error && error.name === 'RoomUnreachable' ? 'unreachable' : 'unexpected';
};

/**
 * Reads the consent text, agrees and joins. Waits for a room that is not there or not open yet; any other refusal is
 * counted and answered with undefined.
 */
export async function joinRoom(
  api: Pick<RoomApi, 'call'>,
  target: JoinTarget,
  seat: Seat,
  { waits, tally }: { waits: Waits; tally: Tally },
): Promise<CommandOutput<'join'> | undefined> {
  // One device, however often it has to ask: an answer that got lost must not lock it out.
  const deviceId = randomUUID();
  while (!waits.isOver) {
    try {
      const { consent } = await api.call('join_info', target);
      return await api.call('join', {
        ...target,
        ...seat,
        consent: true,
        consentVersion: consent.version,
        device: { deviceId, deviceType: 'simulated', app: 'Invigil simulate' },
      });
    } catch (error) {
      tally.error(codeOf(error));
      if (!mayHeal(error)) return undefined;
      await waits.sleep(ASK_AGAIN_MS);
    }
  }
  return undefined;
}
