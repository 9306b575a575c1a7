import { describe, expect, it } from 'vitest';
import { practiceQuestions } from '../../../src/renderer/exam/features/player/practice-questions.ts';
import { practiceSeat } from '../../../src/renderer/exam/features/player/practice-seat.ts';
import type { Seated } from '../../../src/renderer/exam/seat/seat-context.tsx';
import type { QuestionId } from '../../../src/shared/model/ids.ts';
import { CandidateQuestion, QuestionType } from '../../../src/shared/model/question.ts';

describe('EX11 the practice exam', () => {
  it('EX11 has a question of every type, worth nothing', () => {
    const questions = practiceQuestions((key) => `<${key}>`).map((question) => CandidateQuestion.parse(question));
    expect(questions.map(({ type }) => type).toSorted()).toEqual([...QuestionType.options].sort());
    expect(questions.map(({ points }) => points)).toEqual(questions.map(() => 0));
    expect(questions.map(({ stemHtml }) => stemHtml).join('')).toContain('&#60;single&#62;');
  });

  it('EX11 keeps answers to itself: nothing of it reaches the real work', () => {
    const reached: string[] = [];
    const touch = (name: string) => () => reached.push(name);
    const real = {
      link: { client: { saveAnswer: touch('save'), snapshot: touch('snapshot'), subscribe: touch('subscribe') } },
      drafts: { type: touch('type'), choose: touch('choose'), flush: touch('flush'), pending: touch('pending') },
    } as unknown as Seated;
    const seat = practiceSeat(real);
    let changes = 0;
    const stop = seat.drafts.subscribe(() => {
      changes += 1;
    });
    seat.drafts.type('practice-short', 'word');
    seat.drafts.choose('practice-single', 'practice-sun');
    seat.drafts.flush();
    seat.link.client.saveAnswer('practice-short' as QuestionId, 'word');
    stop();
    seat.drafts.choose('practice-single', null);
    expect(changes).toBe(2);
    expect(seat.drafts.pending()).toEqual(
      new Map([
        ['practice-short', 'word'],
        ['practice-single', null],
      ]),
    );
    expect(seat.link.client.snapshot()).toMatchObject({ pending: 0, answers: new Map() });
    expect(reached).toEqual([]);
  });
});
