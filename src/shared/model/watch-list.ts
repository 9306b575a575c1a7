import type { Policy } from './policy.ts';
import type { KnownEventType } from './security-event.ts';

/**
 * What a client is asked to watch for by the standard policy, in the order it is told to the candidate. A policy that gives one of
 * these no weight switches it off (LD8).
 */
export const WATCHED_TYPES = [
  'focus_lost',
  'visibility_hidden',
  'fullscreen_exit',
  'copy',
  'cut',
  'paste',
  'print_attempt',
  'context_menu',
  'forbidden_shortcut',
  'devtools_open',
  'multiple_displays',
  'clock_changed',
  'reconnect',
] as const satisfies readonly KnownEventType[];
export type WatchedType = (typeof WATCHED_TYPES)[number];

/** Of these the exam page still sees something while the paper is on another page of the same browser (EX8). */
const SEEN_FROM_ELSEWHERE: readonly WatchedType[] = ['clock_changed', 'reconnect'];

/**
 * What is watched whatever the policy says, each told in one sentence: by the client's own program, or by the room. With the types of
 * event it leads to.
 */
export const ALWAYS_WATCHED = {
  program: ['client_started', 'client_exited', 'focus_gained'],
  crash: ['renderer_crashed'],
  addresses: ['url_blocked'],
  reports: ['sequence_gap', 'sequence_reuse', 'chain_broken', 'late_reports'],
  absence: ['offline_after_violation', 'offline_after_hint'],
  standstill: ['client_frozen', 'clock_skew'],
  timing: ['answers_alike'],
  sign_in: ['token_reuse', 'suspicious_login', 'login_outside_sitting', 'brute_force'],
  requests: ['traffic_flood', 'connection_churn', 'slow_client', 'unusual_traffic', 'data_access_violation', 'probing'],
} as const;
export type AlwaysWatched = keyof typeof ALWAYS_WATCHED;

/** A sentence about what is watched. */
export type WatchSentence = WatchedType | AlwaysWatched;

/** What the room asks clients of an exam to watch for. */
export interface Watch {
  readonly watched: readonly string[];
  /** Switched off by the policy; absent where nothing is. */
  readonly notWatched?: readonly string[];
}

const isOff = (policy: Pick<Policy, 'weights'>, type: string): boolean => policy.weights[type]?.weight === 0;

/** What clients watch for under this policy. */
export function watchOf(policy: Pick<Policy, 'weights'>): { watched: WatchedType[]; notWatched?: WatchedType[] } {
  const notWatched = WATCHED_TYPES.filter((type) => isOff(policy, type));
  return {
    watched: WATCHED_TYPES.filter((type) => !isOff(policy, type)),
    ...(notWatched.length > 0 ? { notWatched } : {}),
  };
}

/** Where the candidate works. */
export interface WatchedPlace {
  readonly world: 'browser' | 'desktop';
  /** The paper is on another server. */
  readonly isExternal: boolean;
}

/** What the exam page reports there of what the room asks for. */
export const reportedFrom = (watched: readonly string[], { world, isExternal }: WatchedPlace): readonly string[] =>
  isExternal && world === 'browser' ? watched.filter((type) => SEEN_FROM_ELSEWHERE.some((one) => one === type)) : watched;

/** What is watched and what is not, as sentences for the candidate; a type nobody wrote a sentence for stands as it is. */
export interface WatchList {
  readonly watched: readonly string[];
  readonly not: readonly WatchedType[];
}

/** The whole list for one candidate (LD8): what their client reports, and what is watched around it. */
export function watchListOf({ watched }: Watch, place: WatchedPlace): WatchList {
  const reported = reportedFrom(watched, place);
  const isHere: Partial<Record<AlwaysWatched, boolean>> = {
    crash: place.world === 'desktop',
    addresses: place.world === 'desktop' && place.isExternal,
    timing: !place.isExternal,
  };
  const always = (Object.keys(ALWAYS_WATCHED) as AlwaysWatched[]).filter((name) => isHere[name] ?? true);
  return { watched: [...reported, ...always], not: WATCHED_TYPES.filter((type) => !reported.includes(type)) };
}

/** What a change of policy adds and takes away; undefined where the candidate is watched as before. */
export function watchChange(before: Watch, after: Watch): { added: string[]; removed: string[] } | undefined {
  const added = after.watched.filter((type) => !before.watched.includes(type));
  const removed = before.watched.filter((type) => !after.watched.includes(type));
  return added.length + removed.length > 0 ? { added, removed } : undefined;
}
