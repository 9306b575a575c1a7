/** Evidence of one event type: how much is left of it, and when that was true. */
export interface Evidence {
  /** Decayed sum of confidences. */
  readonly mass: number;
  /** Epoch ms at which `mass` held. */
  readonly at: number;
  readonly count: number;
  /** What it came to when the policy was changed: judged then, and never anew; it fades like everything else. */
  readonly earlier?: EarlierPoints | undefined;
}

/** Points counted under an earlier policy, already cut to that policy's caps. */
export interface EarlierPoints {
  readonly points: number;
  /** Epoch ms at which it was so much. */
  readonly at: number;
  readonly isSoft: boolean;
}

/** How far the automatic responses have gone for an attempt. */
export type ResponseLevel = 'none' | 'warned' | 'high_risk' | 'critical' | 'suspended';
export const RESPONSE_LEVELS: readonly ResponseLevel[] = ['none', 'warned', 'high_risk', 'critical', 'suspended'];

/** All that the score of an attempt is made of; small, JSON, replayable from the stored events. */
export interface RiskState {
  readonly evidence: Readonly<Record<string, Evidence>>;
  readonly level: ResponseLevel;
  /** Epoch ms: a suspension whose last straw was soft waits until then, in case it was the room's doing (EV6). */
  readonly suspendAt?: number | undefined;
}

export const NO_RISK: RiskState = { evidence: {}, level: 'none' };
