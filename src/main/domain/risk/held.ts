import type { HeldAction, RiskState } from './risk-state.ts';

/** More than that waits for nobody: the next event of the kind makes the rule fire again. */
const MOST_HELD = 16;

/** With one more thing that waits (EV6). */
export function hold(risk: RiskState, held: HeldAction): RiskState {
  return { ...risk, held: [...(risk.held ?? []), held].slice(-MOST_HELD) };
}

/** With just that still waiting. */
export function withHeld({ held: _, ...risk }: RiskState, held: readonly HeldAction[]): RiskState {
  return held.length > 0 ? { ...risk, held } : risk;
}

/** Nothing waits any more: somebody decided about the attempt. */
export const withoutHeld = (risk: RiskState): RiskState => withHeld(risk, []);

/** Somebody closed this alert before what it would bring about was done: a person has decided. The same state where nothing waits for it. */
export function withoutHeldFor(risk: RiskState, alert: string): RiskState {
  const { held } = risk;
  if (!held?.some((one) => one.alert === alert)) return risk;
  return withHeld(
    risk,
    held.filter((one) => one.alert !== alert),
  );
}

/** Twice what the longest rule counts (RULE_LIMITS.count): older reports are counted by none. */
const MOST_OF_ROOM = 100;
const MOST_SPARED = 16;

/** Nothing was done under this alert, for it was the room's doing (EV6): what comes next under it is treated as its first. */
export function spare(risk: RiskState, alert: string): RiskState {
  if (isSpared(risk, alert)) return risk;
  return { ...risk, spared: [...(risk.spared ?? []), { alert }].slice(-MOST_SPARED) };
}

export const isSpared = ({ spared }: RiskState, alert: string): boolean => spared?.some((one) => one.alert === alert) === true;

/** Something is done under this alert now; the same state where that is nothing new. */
export function unspare(risk: RiskState, alert: string): RiskState {
  if (!isSpared(risk, alert)) return risk;
  const { spared = [], ...rest } = risk;
  const others = spared.filter((one) => one.alert !== alert);
  return others.length > 0 ? { ...rest, spared: others } : rest;
}

/** These events turned out to be the room's doing: what rules would have done for them is not done, now or later (EV6). */
export function excuse(risk: RiskState, events: readonly number[]): RiskState {
  const excused: RiskState = { ...risk, ofRoom: [...(risk.ofRoom ?? []), ...events].slice(-MOST_OF_ROOM) };
  const ofRoom = new Set(events);
  const dropped = (risk.held ?? []).filter((one) => one.events.some((number) => ofRoom.has(number)));
  if (!risk.held || dropped.length === 0) return excused;
  const kept = withHeld(
    excused,
    risk.held.filter((one) => !dropped.includes(one)),
  );
  return dropped.filter(({ isRepeat }) => !isRepeat).reduce((state, { alert }) => spare(state, alert), kept);
}

/** Has something waited long enough? */
export const isHeldOver = ({ held }: RiskState, now: number): boolean => held?.some(({ dueAt }) => dueAt <= now) === true;
