import type { Report } from '../../shared/client/index.ts';
import type { SeededRandom } from './seeded-random.ts';

export const SCENARIOS = ['calm', 'cheats'] as const;
/** `calm`: nobody does anything wrong. `cheats`: a share of the class does, each in their own way. */
export type Scenario = (typeof SCENARIOS)[number];

/** One way to misbehave: what the client would observe, one group of reports after the other. */
type Habit = (random: SeededRandom) => Report[][];

const HABITS = {
  'copies text': (random) =>
    Array.from({ length: random.whole(2, 5) }, () => [
      { type: 'copy', details: { characters: random.whole(20, 300) } },
      ...(random.chance(0.6) ? [{ type: 'paste', details: { characters: random.whole(20, 600) } }] : []),
    ]),
  'leaves the page': (random) =>
    Array.from({ length: random.whole(3, 8) }, () => [
      { type: 'visibility_hidden' },
      { type: 'focus_lost' },
      { type: 'focus_gained', details: { awayMs: random.whole(1_500, 40_000) } },
    ]),
  'opens devtools': (random) => [
    [{ type: 'forbidden_shortcut', details: { keys: 'F12' } }],
    ...Array.from({ length: random.whole(1, 3) }, () => [{ type: 'devtools_open' }]),
  ],
  'second display': (random) => [
    [{ type: 'display_changed' }, { type: 'multiple_displays', details: { displays: random.whole(2, 3) } }],
    [{ type: 'fullscreen_exit' }],
  ],
  'shares the screen': (random) => [
    [{ type: 'screen_share_detected' }],
    ...Array.from({ length: random.whole(1, 3) }, () => [{ type: 'screen_capture_attempt' }]),
  ],
  /** Three different hard types, repeated: what the standard policy suspends for. */
  'everything at once': () =>
    [1, 2].flatMap(() => [
      [{ type: 'remote_session' }],
      [{ type: 'forbidden_process', details: { count: 1 } }],
      [{ type: 'devtools_open' }],
      [{ type: 'paste', details: { characters: 900 } }],
    ]),
} as const satisfies Record<string, Habit>;

export type HabitName = keyof typeof HABITS;

/** A fifth of the class; one person in a class of five, so that a small drill shows something. */
const SHARE = 0.2;
const NAMES = Object.keys(HABITS) as HabitName[];

/**
 * Who misbehaves and how: candidate number -> habit. Chosen over the whole class, so that the share is exact and
 * different habits are seen before any is seen twice.
 */
export function castMisbehaviour(
  scenario: Scenario,
  candidates: readonly string[],
  random: SeededRandom,
): Map<string, HabitName> {
  if (scenario === 'calm') return new Map();
  const cast = random.shuffle(candidates).slice(0, Math.ceil(candidates.length * SHARE));
  const habits = random.shuffle(NAMES);
  return new Map(cast.map((candidate, index) => [candidate, habits[index % habits.length] as HabitName]));
}

export const misbehave = (habit: HabitName, random: SeededRandom): Report[][] => HABITS[habit](random);
