import {
  IconBan,
  IconClockPlus,
  IconCloudPause,
  IconDoorExit,
  IconEye,
  IconEyeOff,
  IconIdBadge2,
  IconMessage2,
  IconPlayerPause,
  IconPlayerPlay,
  IconSpeakerphone,
} from '@tabler/icons-react';
import { type AttemptDetail, isFinished } from '../../../../shared/model/attempt.ts';
import type { ProctorActionName } from '../../../../shared/protocol/index.ts';

export type ActionName = ProctorActionName | 'release_seat' | 'accept_held';

export interface ActionLook {
  readonly name: ActionName;
  readonly Icon: typeof IconBan;
  /** What has to be said with it. */
  readonly asks: 'message' | 'minutes' | 'reason' | 'required_reason' | 'nothing';
  readonly isDanger?: boolean;
  /** Is it possible now? What is not is not shown. */
  readonly isPossible: (attempt: AttemptDetail) => boolean;
}

const isAtWork = ({ state }: AttemptDetail): boolean => !isFinished(state);

/** Stands with what it is about, not among the everyday actions. */
export const ACCEPT_HELD: ActionLook = {
  name: 'accept_held',
  Icon: IconCloudPause,
  asks: 'reason',
  isPossible: ({ heldAnswers }) => heldAnswers > 0,
};

/** What a proctor can do with one candidate, the mildest first. */
export const ACTION_LIST: readonly ActionLook[] = [
  { name: 'message', Icon: IconMessage2, asks: 'message', isPossible: () => true },
  { name: 'warn', Icon: IconSpeakerphone, asks: 'message', isPossible: isAtWork },
  {
    name: 'increase_monitoring',
    Icon: IconEye,
    asks: 'reason',
    isPossible: (attempt) => isAtWork(attempt) && attempt.monitoring !== 'maximum',
  },
  {
    name: 'restore_monitoring',
    Icon: IconEyeOff,
    asks: 'reason',
    isPossible: (attempt) => isAtWork(attempt) && attempt.monitoring !== 'normal',
  },
  { name: 'confirm_identity', Icon: IconIdBadge2, asks: 'nothing', isPossible: ({ identity }) => identity !== 'confirmed' },
  { name: 'extend_time', Icon: IconClockPlus, asks: 'minutes', isPossible: isAtWork },
  { name: 'resume', Icon: IconPlayerPlay, asks: 'reason', isPossible: ({ state }) => state === 'suspended' },
  {
    name: 'suspend',
    Icon: IconPlayerPause,
    asks: 'required_reason',
    isDanger: true,
    isPossible: (attempt) => isAtWork(attempt) && attempt.state !== 'suspended',
  },
  {
    name: 'release_seat',
    Icon: IconDoorExit,
    asks: 'reason',
    isDanger: true,
    isPossible: ({ sessionId }) => sessionId !== undefined,
  },
  { name: 'terminate', Icon: IconBan, asks: 'required_reason', isDanger: true, isPossible: isAtWork },
];
