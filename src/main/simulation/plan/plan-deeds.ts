import type { Report } from '../../../shared/client/index.ts';
import type { Action, Behaviour } from '../scenarios/scenario.ts';
import type { Spans } from '../scenarios/span.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { Deed } from './class-plan.ts';
import { drawMs, planFault, spread } from './plan-faults.ts';

/** From one action to the next of the same step, as a person's hand takes. */
const HAND_MS = 700;
/** A machine that died, or another one being fetched, when the scenario does not say how long. */
const AWAY: Spans = ['5s', '20s'];
const WHOLE_DAY: Spans = ['0%', '100%'];

export interface DeedTimes {
  readonly workingMs: number;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly speed: number;
}

function planReport(action: Extract<Action, { do: 'report' }>, random: SeededRandom): Report {
  const details = Object.entries(action.details ?? {}).map(
    ([name, value]) => [name, Array.isArray(value) ? random.whole(Math.min(...value), Math.max(...value)) : value] as const,
  );
  return { type: action.type, ...(details.length > 0 ? { details: Object.fromEntries(details) } : {}) };
}

/** One action at its time; undefined where chance decided against it or it only takes time. */
function planAction(action: Action, atMs: number, { workingMs }: DeedTimes, random: SeededRandom): Deed | undefined {
  switch (action.do) {
    case 'report':
      return random.chance(action.chance ?? 1) ? { atMs, do: 'report', report: planReport(action, random) } : undefined;
    case 'wait':
      return undefined;
    case 'reload':
      return { atMs, do: 'reload' };
    case 'crash':
    case 'move':
      return { atMs, do: action.do, awayMs: drawMs(action.for ?? AWAY, workingMs, random) };
    case 'cut':
    case 'stall':
    case 'gone':
    case 'slow':
      return { atMs, do: 'fault', fault: planFault(action, workingMs, random) };
  }
}

/** Everything a behaviour lets a candidate do between their coming and their going, in order of time. */
export function planDeeds(behaviour: Behaviour | undefined, times: DeedTimes, random: SeededRandom): Deed[] {
  const deeds: Deed[] = [];
  for (const { at = WHOLE_DAY, times: howOften, actions } of behaviour?.steps ?? []) {
    for (const beginsAt of spread(at, howOften, times, random)) {
      let atMs = beginsAt;
      for (const action of actions) {
        if (action.do === 'wait') atMs += drawMs(action.for, times.workingMs, random);
        const deed = planAction(action, Math.min(atMs, times.untilMs), times, random);
        if (!deed) continue;
        deeds.push(deed);
        atMs += HAND_MS / times.speed;
      }
    }
  }
  return deeds.sort((a, b) => a.atMs - b.atMs);
}
