import type { AnswerTimesRepo } from '../../domain/attempts/watch-answers.ts';
import type { FirstAnswer } from '../../domain/walls/ether/answer-timing.ts';

/** Only committed answers come here, so that nothing of it ever goes back. They are taken every half second. */
export function createAnswerTimesRepo(): AnswerTimesRepo {
  let waiting: FirstAnswer[] = [];
  return {
    note: (answer) => void waiting.push(answer),
    take: () => {
      const taken = waiting;
      if (taken.length > 0) waiting = [];
      return taken;
    },
  };
}
