import { EXAM_DAY } from './exam-day.ts';
import { FLAKY } from './flaky.ts';
import { misbehaviour } from './misbehaviour.ts';
import type { Scenario } from './scenario.ts';

const CALM: Scenario = { name: 'calm', description: 'Nobody does anything wrong and nothing breaks.' };

/** A fifth of the class, every way of misbehaving about equally often. */
const CHEATS: Scenario = {
  name: 'cheats',
  description: 'A fifth of the class misbehaves, each in their own way.',
  behaviours: misbehaviour(0.2 / 6),
};

/** Scenarios that come with the program: data like those in files, no more powerful. */
export const BUILT_IN = { calm: CALM, cheats: CHEATS, flaky: FLAKY, 'exam-day': EXAM_DAY } as const satisfies Record<
  string,
  Scenario
>;

export const isBuiltIn = (name: string): name is keyof typeof BUILT_IN => Object.hasOwn(BUILT_IN, name);
