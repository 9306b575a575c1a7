import type { AnswerTimesRepo } from '../../domain/attempts/watch-answers.ts';
import { type AlikeAnswers, createAnswerTimes, seeFirstAnswer } from '../../domain/walls/ether/answer-timing.ts';

/** Only committed answers come here, so that nothing of it ever goes back. */
export function createAnswerTimesRepo(): AnswerTimesRepo {
  const times = createAnswerTimes();
  let found: AlikeAnswers[] = [];
  return {
    see: (answer) => void found.push(...seeFirstAnswer(times, answer)),
    take: () => {
      const taken = found;
      if (taken.length > 0) found = [];
      return taken;
    },
  };
}
