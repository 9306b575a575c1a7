import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ALIKE_QUESTIONS,
  type AlikeAnswers,
  createAnswerTimes,
  type FirstAnswer,
  seeFirstAnswer,
} from '../../../../src/main/domain/walls/ether/answer-timing.ts';

function watch(answers: readonly FirstAnswer[]): AlikeAnswers[] {
  const times = createAnswerTimes();
  return answers.toSorted((a, b) => a.at - b.at).flatMap((answer) => seeFirstAnswer(times, answer));
}
const answer = (who: number, question: number, at: number): FirstAnswer => ({
  sitting: 'one',
  attempt: `a${who}`,
  question: `q${question}`,
  at,
});

describe('W5 two candidates who answer at the same moments', () => {
  it('W5 are told once, after ten questions', () => {
    const alike = Array.from({ length: 20 }, (_, q) => [answer(1, q, q * 60_000), answer(2, q, q * 60_000 + 800)]).flat();
    expect(watch(alike)).toEqual([{ sitting: 'one', attempts: ['a1', 'a2'], questions: ALIKE_QUESTIONS }]);
    expect(watch(alike.filter(({ question }) => Number(question.slice(1)) < ALIKE_QUESTIONS - 1))).toEqual([]);
  });

  it('W5 a class that is led through the paper, and a pair that is seldom alike, tell nothing', () => {
    const led = Array.from({ length: 30 }, (_, q) =>
      Array.from({ length: 25 }, (_who, who) => answer(who, q, q * 60_000 + ((who * 7 + q * 11) % 25) * 30)),
    ).flat();
    expect(watch(led)).toEqual([]);
    const seldom = Array.from({ length: 40 }, (_, q) => [
      answer(1, q, q * 60_000),
      answer(2, q, q * 60_000 + (q % 3 ? 20_000 : 100)),
    ]).flat();
    expect(watch(seldom)).toEqual([]);
  });

  it('W5 two who come back from an outage at the same moment with all they wrote tell nothing', () => {
    const flushed = Array.from({ length: 30 }, (_, q) => [answer(1, q, q * 20), answer(2, q, q * 20 + 5)]).flat();
    expect(watch(flushed)).toEqual([]);
  });

  it('W5 a class of sixty who each go through forty questions at their own pace tells nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 5_000, max: 180_000 }), { minLength: 2_400, maxLength: 2_400 }), (paces) => {
        const clock = Array<number>(60).fill(0);
        const all = paces.map((pace, index) => {
          const who = index % 60;
          clock[who] = (clock[who] ?? 0) + pace;
          return answer(who, Math.floor(index / 60), clock[who] ?? 0);
        });
        expect(watch(all)).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
});
