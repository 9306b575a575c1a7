import type { Report } from '../../../shared/client/index.ts';
import type { ProctorActionName } from '../../../shared/protocol/index.ts';
import type { LinkProfile } from '../scenarios/faults.ts';

/** Something that happens to a network, `forMs` long; a cut is over as soon as it happened. */
export type Fault =
  | { readonly do: 'cut' }
  | { readonly do: 'stall' | 'gone'; readonly forMs: number }
  | { readonly do: 'slow'; readonly forMs: number; readonly link: LinkProfile };

/** Times are ms since the sitting began. */
export type TimedFaultPlan = Fault & { readonly atMs: number };

/** Something a candidate does besides answering. */
export type Deed = { readonly atMs: number } & (
  | { readonly do: 'report'; readonly report: Report }
  | { readonly do: 'fault'; readonly fault: Fault }
  | { readonly do: 'reload' }
  | { readonly do: 'crash' | 'move'; readonly awayMs: number }
  | { readonly do: 'submit' }
);

/** The day of one candidate, but for the answers, which need the questions (`planAnswers`). */
export interface CandidatePlan {
  readonly candidateNumber: string;
  /** Name of the behaviour, and whether a watch should find it. */
  readonly behaviour?: string;
  readonly misbehaves: boolean;
  readonly network?: { readonly name: string; readonly link?: LinkProfile };
  /** Ms after the lobby opened; of a late candidate, after the sitting began. */
  readonly arrivesAtMs: number;
  readonly isLate: boolean;
  /** Until when the candidate works, breaks not counted. */
  readonly worksUntilMs: number;
  /** In order; the last is handing in, where the candidate does. */
  readonly deeds: readonly Deed[];
  /** What the network does to this candidate, whatever the candidate does; in order. */
  readonly weather: readonly TimedFaultPlan[];
}

export type ProctorDeed = { readonly atMs: number } & (
  | {
      readonly do: Extract<ProctorActionName, 'warn' | 'increase_monitoring' | 'suspend' | 'resume' | 'extend_time' | 'message'>;
      readonly candidates: readonly string[];
      readonly minutes?: number;
      readonly message?: string;
    }
  | { readonly do: 'resume_suspended' | 'exam_pause' | 'exam_resume' | 'exam_end' }
);

/** Who does what and when: a pure function of scenario, class, seed, working time and speed. */
export interface ClassPlan {
  readonly lobbyMs: number;
  readonly workingMs: number;
  /** When the sitting is over by the script, pauses of everybody included. */
  readonly endsAtMs: number;
  readonly candidates: readonly CandidatePlan[];
  readonly everybody: readonly TimedFaultPlan[];
  readonly proctor: readonly ProctorDeed[];
}

/** Does anything happen to this candidate's network, so that it must go through a relay? */
export const needsRelay = (plan: CandidatePlan, everybody: readonly TimedFaultPlan[]): boolean =>
  everybody.length > 0 ||
  plan.weather.length > 0 ||
  plan.network?.link !== undefined ||
  plan.deeds.some((deed) => deed.do === 'fault');
