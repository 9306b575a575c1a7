import { BoundedMemory } from '../bounded-memory.ts';

/*
 * Two candidates who answer the same questions at the same moments, again and again (W5). Chance does not do that, and much
 * that is harmless does: siblings at one desk, a class that is led through the paper. So it is a hint of low confidence.
 */

/** The first answer of a candidate to a question, when the room stored it, epoch ms. */
export interface FirstAnswer {
  readonly sitting: string;
  readonly attempt: string;
  readonly question: string;
  readonly at: number;
}

/** Two candidates and on how many questions they were that close. */
export interface AlikeAnswers {
  readonly sitting: string;
  readonly attempts: readonly [string, string];
  readonly questions: number;
}

/** "The same moment". */
export const SAME_MOMENT_MS = 1_000;
/** On so many questions, and on most of those that both have answered. */
export const ALIKE_QUESTIONS = 10;
const MOST_OF_THEM = 0.6;
/** Where more than so many answer at one moment, the class is led, and it tells nothing of any two. */
const MOST_AT_A_MOMENT = 3;

/** Nobody answers faster; what comes so close after the last one was made offline and comes all at once. */
const AT_ONCE_MS = 3_000;

const MOST_QUESTIONS = 5_000;
const MOST_ATTEMPTS = 20_000;
const MOST_PAIRS = 20_000;

/** What is remembered, bounded whatever the number of candidates and questions. */
export interface AnswerTimes {
  readonly lately: BoundedMemory<string, { answers: readonly FirstAnswer[] }>;
  readonly answered: BoundedMemory<string, { questions: number; lastAt: number }>;
  readonly pairs: BoundedMemory<string, { questions: number; isTold: boolean }>;
}

export const createAnswerTimes = (): AnswerTimes => ({
  lately: new BoundedMemory(MOST_QUESTIONS, () => ({ answers: [] })),
  answered: new BoundedMemory(MOST_ATTEMPTS, () => ({ questions: 0, lastAt: Number.NEGATIVE_INFINITY })),
  pairs: new BoundedMemory(MOST_PAIRS, () => ({ questions: 0, isTold: false })),
});

/** Looks at one more first answer; each pair is told once. */
export function seeFirstAnswer(times: AnswerTimes, answer: FirstAnswer): readonly AlikeAnswers[] {
  const { sitting, attempt, question, at } = answer;
  const own = times.answered.of(attempt);
  const isFlushed = at - own.lastAt < AT_ONCE_MS;
  own.questions += 1;
  own.lastAt = at;
  if (isFlushed) return [];
  const here = times.lately.of(`${sitting} ${question}`);
  const others = here.answers.filter((one) => at - one.at <= SAME_MOMENT_MS && one.attempt !== attempt);
  here.answers = [...others, answer].slice(-(MOST_AT_A_MOMENT + 1));
  if (others.length >= MOST_AT_A_MOMENT) return [];
  return others.flatMap((other): readonly AlikeAnswers[] => {
    const attempts: readonly [string, string] = attempt < other.attempt ? [attempt, other.attempt] : [other.attempt, attempt];
    const pair = times.pairs.of(attempts.join(' '));
    pair.questions += 1;
    const answered = Math.min(own.questions, times.answered.of(other.attempt).questions);
    if (pair.isTold || pair.questions < ALIKE_QUESTIONS || pair.questions < answered * MOST_OF_THEM) return [];
    pair.isTold = true;
    return [{ sitting, attempts, questions: pair.questions }];
  });
}
