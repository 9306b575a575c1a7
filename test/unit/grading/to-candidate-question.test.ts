import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCandidateQuestion } from '../../../src/main/domain/grading/to-candidate-question.ts';
import { importGift } from '../../../src/main/exchange/gift/import-gift.ts';
import { CandidateQuestion } from '../../../src/shared/model/question.ts';
import { CANARY, question, TYPES } from './questions.ts';

describe('EX5 what a candidate sees of a question (security 15)', () => {
  it.each(TYPES)('EX5 %s shows its text and choices, and nothing of the key', (type) => {
    const shown = toCandidateQuestion(question(type));
    expect(CandidateQuestion.parse(shown)).toEqual(shown);
    expect(JSON.stringify(shown)).not.toMatch(
      new RegExp(`${CANARY}|"(?:weight|pairs|answer|accepted|feedback|generalFeedback|tags|line|name)"`),
    );
  });

  it('EX5 EX7 says what a wrong choice can cost, and not which one is wrong', () => {
    const weights = (...list: number[]) => list.map((weight, place) => ({ id: `c${place}`, text: '', html: '', weight }));
    const shown = (...list: number[]) => toCandidateQuestion(question('single_choice', { choices: weights(...list) }));
    expect(shown(0, 1, -0.25, -0.5)).toMatchObject({ points: 4, wrongCosts: 2 });
    expect(shown(-0.5, -0.25, 0, 1)).toEqual(shown(0, 1, -0.25, -0.5));
    expect(shown(0, 1, 0.5)).not.toHaveProperty('wrongCosts');
  });

  it('EX5 keeps the order of choices, but not that of matching choices', () => {
    expect(toCandidateQuestion(question('single_choice'))).toMatchObject({
      choices: [{ id: 'c1' }, { id: 'c2' }, { id: 'c3' }, { id: 'c4' }],
    });
    expect(toCandidateQuestion(question('matching'))).toMatchObject({
      choices: [{ html: 'Bonn' }, { html: 'Oslo' }, { html: 'Rome' }],
    });
  });

  it('EX5 shows the same for every order of the pairs in the file: nothing tells which belongs to which', () => {
    const capitals = ['Berlin', 'Lima', 'Oslo', 'Paris', 'Rome'];
    fc.assert(
      fc.property(fc.shuffledSubarray(capitals, { minLength: 5, maxLength: 5 }), (order) => {
        const source = `Match {${order.map((capital, index) => `=land ${index} -> ${capital}`).join(' ')}}`;
        const [read] = importGift(new TextEncoder().encode(source)).questions;
        const shown = read && toCandidateQuestion(read);
        expect(shown).toMatchObject({ choices: capitals.map((html, index) => ({ id: `c${index + 1}`, html })) });
      }),
    );
  });
});
