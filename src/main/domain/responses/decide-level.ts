import type { Policy } from '../../../shared/model/policy.ts';
import { RESPONSE_LEVELS, type ResponseLevel } from '../risk/risk-state.ts';

/** A level is left only when the score has fallen well below it, so that a score on the edge does not flicker. */
const LEAVE_AT = 0.8;

const thresholdOf = (level: ResponseLevel, policy: Policy): number => {
  switch (level) {
    case 'none':
      return 0;
    case 'warned':
      return policy.thresholds.warn;
    case 'high_risk':
      return policy.thresholds.highRisk;
    case 'critical':
      return policy.thresholds.critical;
    case 'suspended':
      return policy.thresholds.suspend;
  }
};

export interface LevelChange {
  readonly level: ResponseLevel;
  /** Levels entered on the way, lowest first; each has its responses (protocol 2, default policy). */
  readonly entered: readonly ResponseLevel[];
}

/** Where in the ladder a score that has not risen leaves an attempt. */
function keptOf(before: ResponseLevel, score: number, policy: Policy): number {
  let kept = RESPONSE_LEVELS.indexOf(before);
  while (kept > 0 && score < thresholdOf(RESPONSE_LEVELS[kept] ?? 'none', policy) * LEAVE_AT) kept--;
  return kept;
}

/**
 * Which level is left once something was taken back: never a higher one, because a level counts as entered only with its responses.
 * A score may stand above the level: a suspension waits, or the thresholds were lowered.
 */
export const levelLeft = (before: ResponseLevel, score: number, policy: Policy): ResponseLevel =>
  RESPONSE_LEVELS[keptOf(before, score, policy)] ?? 'none';

/** Which level a score stands for, coming from another one. Pure, so that a recorded day replays alike (EV3). */
export function decideLevel(before: ResponseLevel, score: number, policy: Policy): LevelChange {
  const kept = keptOf(before, score, policy);
  const entered = RESPONSE_LEVELS.slice(kept + 1).filter((level) => score >= thresholdOf(level, policy));
  return { level: entered.at(-1) ?? RESPONSE_LEVELS[kept] ?? 'none', entered };
}
