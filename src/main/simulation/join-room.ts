import { mayHeal, type RoomApi } from '../../shared/client/index.ts';
import type { ExamId } from '../../shared/model/ids.ts';
import { type CommandOutput, RoomError } from '../../shared/protocol/index.ts';
import type { Waits } from './waits.ts';
import type { Tally } from './watch/tally.ts';

const ASK_AGAIN_MS = 2_000;
/** A seat that is taken again each time it was freed is somebody else's. */
const MOST_RELEASES = 3;

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

export interface Entrance {
  readonly waits: Waits;
  readonly tally: Tally;
  /** One device, however often it has to ask: an answer that got lost must not lock it out. */
  readonly deviceId: string;
  /** From an earlier join of this device. */
  readonly resumeToken?: string | undefined;
  /** The seat is taken by a session of this candidate elsewhere; answers whether it is free now. */
  readonly freeSeat?: (() => Promise<boolean>) | undefined;
  /** May it still ask? For ever unless told. */
  readonly isInTime?: () => boolean;
}

/**
 * Reads the consent text, agrees and joins. Waits for a room that is not there or not open yet; any other refusal is
 * counted and answered with undefined.
 */
export async function joinRoom(
  api: Pick<RoomApi, 'call'>,
  target: JoinTarget,
  seat: Seat,
  { waits, tally, deviceId, resumeToken, freeSeat, isInTime = () => true }: Entrance,
): Promise<CommandOutput<'join'> | undefined> {
  let releases = 0;
  while (!waits.isOver && isInTime()) {
    try {
      const { consent } = await api.call('join_info', target);
      return await api.call('join', {
        ...target,
        ...seat,
        consent: true,
        consentVersion: consent.version,
        device: { deviceId, deviceType: 'simulated', app: 'Invigil simulate' },
        ...(resumeToken === undefined ? {} : { resumeToken }),
      });
    } catch (error) {
      if (codeOf(error) === 'attempt_in_use' && releases++ < MOST_RELEASES && (await freeSeat?.())) continue;
      tally.error(codeOf(error));
      if (!mayHeal(error)) return undefined;
      await waits.sleep(ASK_AGAIN_MS);
    }
  }
  return undefined;
}
