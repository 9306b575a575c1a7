import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportOutcome } from '../../../src/main/exchange/import-task.ts';
import { createGathering, createSlicedAnswer, type FromThread } from '../../../src/main/exchange/sliced-answer.ts';
import type { Question } from '../../../src/shared/model/question.ts';
import { sliceQuestions } from '../../../src/shared/model/question-slices.ts';
import { made } from '../../support/hand-made-papers.ts';

const essay = (place: number, length: number): Question =>
  made({ id: `q${place}`, type: 'essay', stem: 'x'.repeat(length), stemHtml: 'x'.repeat(length) });
const paper = fc
  .array(fc.oneof({ weight: 9, arbitrary: fc.nat(50) }, { weight: 1, arbitrary: fc.nat(150_000) }), { maxLength: 180 })
  .map((lengths) => lengths.map((length, place) => essay(place, length)));

/** Both sides over a pair of pipes: what came whole, and how large the messages were. */
function pass(outcome: ImportOutcome): { whole: ImportOutcome | undefined; messages: FromThread[] } {
  const messages: FromThread[] = [];
  let whole: ImportOutcome | undefined;
  const thread = createSlicedAnswer((message) => void messages.push(message));
  let isAsked = false;
  const gather = createGathering(
    () => {
      isAsked = true;
    },
    (answer) => {
      whole = answer;
    },
  );
  thread.begin(outcome);
  for (let at = 0; at < messages.length; at++) {
    isAsked = false;
    gather(messages[at] as FromThread);
    if (isAsked) thread.next();
  }
  return { whole, messages };
}

const read = (questions: Question[]): ImportOutcome => ({
  ok: true,
  value: {
    title: 'Paper',
    questions,
    report: { format: 'gift', imported: questions.length, byType: {}, skipped: [], warnings: ['as it was'] },
  },
});

describe('EX1 a paper from the thread that read it', () => {
  it('EX1 comes whole, in order, and in no message more than the room unpacks in a moment', () => {
    fc.assert(
      fc.property(paper, (questions) => {
        const { whole, messages } = pass(read(questions));
        expect(whole).toEqual(read(questions));
        for (const message of messages) {
          const some =
            'outcome' in message
              ? message.outcome.ok && 'questions' in message.outcome.value
                ? message.outcome.value.questions
                : []
              : message.questions;
          expect(some.length).toBeLessThanOrEqual(50);
          if (some.length > 1)
            expect(some.reduce((sum, { stem, stemHtml }) => sum + stem.length + stemHtml.length, 0)).toBeLessThanOrEqual(200_000);
        }
        expect(sliceQuestions(questions).flat()).toEqual(questions);
      }),
      { numRuns: 60 },
    );
  });

  it('EX1 and what is no paper comes as it is', () => {
    const refused: ImportOutcome = { ok: false, code: 'file_hostile', message: 'No.' };
    expect(pass(refused)).toEqual({ whole: refused, messages: [{ outcome: refused, isWhole: true }] });
    const roster: ImportOutcome = { ok: true, value: { rows: [], rejected: [] } };
    expect(pass(roster).whole).toEqual(roster);
  });
});
