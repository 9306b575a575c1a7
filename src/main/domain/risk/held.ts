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

/** These events turned out to be the room's doing: what rules would have done for them is not done (EV6). */
export function excuse(risk: RiskState, events: readonly number[]): RiskState {
  const { held } = risk;
  if (!held) return risk;
  const ofRoom = new Set(events);
  const kept = held.filter((one) => !one.events.some((number) => ofRoom.has(number)));
  return kept.length === held.length ? risk : withHeld(risk, kept);
}

/** Has something waited long enough? */
export const isHeldOver = ({ held }: RiskState, now: number): boolean => held?.some(({ dueAt }) => dueAt <= now) === true;
