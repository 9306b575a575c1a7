import type { AnswerValue } from '../../../shared/model/answer.ts';
import type { CandidateQuestion } from '../../../shared/model/question.ts';
import type { SeededRandom } from '../seeded-random.ts';

/** One state of an answer on its way to being finished, and how long the hand took to get there, in ms. */
export interface Draft {
  readonly afterMs: number;
  readonly value: AnswerValue;
}

const WORDS = (
  'the exam room question because therefore water energy growth market light cell number result method example however pressure ' +
  'temperature increases during process system between energy measured value group observed change'
).split(' ');

const MS_PER_CHARACTER = 170;
/** A person rests while writing; the page saves what stands there. */
const CHARACTERS_PER_BURST = 18;

function sentence(random: SeededRandom, words: number): string {
  return Array.from({ length: words }, () => random.pick(WORDS)).join(' ');
}

/** Typing: what the page saves at each rest of the hand, longer and longer until it is all there. */
function typed(random: SeededRandom, text: string): Draft[] {
  const drafts: Draft[] = [];
  for (let end = 0; end < text.length; ) {
    const start = end;
    end = Math.min(text.length, end + random.whole(Math.ceil(CHARACTERS_PER_BURST / 2), CHARACTERS_PER_BURST * 2));
    drafts.push({ afterMs: (end - start) * MS_PER_CHARACTER * random.between(0.7, 1.5), value: text.slice(0, end) });
  }
  return drafts;
}

const clicked = (random: SeededRandom, value: AnswerValue): Draft => ({ afterMs: random.between(600, 2_500), value });

/** How a candidate works out an answer to this question: every state the page saves on the way. Nothing for a description. */
export function draftAnswer(question: CandidateQuestion, random: SeededRandom): Draft[] {
  switch (question.type) {
    case 'single_choice':
      return [clicked(random, random.pick(question.choices).id)];
    case 'true_false':
      return [clicked(random, random.chance(0.5))];
    case 'multiple_choice': {
      const chosen = random.shuffle(question.choices).slice(0, random.whole(1, question.choices.length));
      return chosen.map((_, index) =>
        clicked(
          random,
          chosen.slice(0, index + 1).map(({ id }) => id),
        ),
      );
    }
    case 'matching': {
      const pairs = question.stems.map(({ id }) => [id, random.pick(question.choices).id] as const);
      return pairs.map((_, index) => clicked(random, Object.fromEntries(pairs.slice(0, index + 1))));
    }
    case 'ordering':
      return [
        clicked(
          random,
          random.shuffle(question.items).map(({ id }) => id),
        ),
      ];
    case 'cloze': {
      const filled = question.gaps.map((gap) => {
        if ('choices' in gap) return [gap.id, random.pick(gap.choices).id] as const;
        return [gap.id, gap.kind === 'number' ? String(random.whole(-50, 2_000)) : sentence(random, 1)] as const;
      });
      return filled.map((_, index) => clicked(random, Object.fromEntries(filled.slice(0, index + 1))));
    }
    case 'short_answer':
      return typed(random, sentence(random, random.whole(1, 3)));
    case 'numerical':
      return typed(random, String(random.whole(-50, 2_000) / random.pick([1, 1, 2, 4, 10])));
    case 'essay':
      return typed(random, `${sentence(random, random.whole(25, 80))}.`);
    case 'description':
      return [];
  }
}
