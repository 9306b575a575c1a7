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
  /** What rules would do to the candidate, until it is known whether the whole room was hit alike (EV6); oldest first. */
  readonly held?: readonly HeldAction[] | undefined;
  /** The score had the candidate watched more closely: eased again where it was the room's doing, unless a person has decided since. */
  readonly isWatchedByScore?: boolean | undefined;
  /** Numbers of the latest reports that were the room's doing: rules do nothing to anybody for them, also when others come later. */
  readonly ofRoom?: readonly number[] | undefined;
  /** Alerts of rules for which nothing was done because it was the room's doing: what comes next under them is no repeat. */
  readonly spared?: readonly { readonly alert: string }[] | undefined;
}

/** Why a rule would act on a candidate: one soft report, or several of which the last was soft. No text that somebody typed. */
export interface HeldAction {
  /** Epoch ms: nobody else was hit alike until then. */
  readonly dueAt: number;
  readonly rule: string;
  readonly alert: string;
  /** Of the event that made the rule fire. */
  readonly eventType: string;
  /** The events it counted, by number: one of them was the room's doing, and nothing is done. */
  readonly events: readonly number[];
  /** One more of an alert whose warnings were given: a suspension alone is done again. */
  readonly isRepeat: boolean;
}

export const NO_RISK: RiskState = { evidence: {}, level: 'none' };
