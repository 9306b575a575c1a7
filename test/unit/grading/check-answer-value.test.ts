import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkAnswerValue } from '../../../src/main/domain/grading/check-answer-value.ts';
import { AnswerValue } from '../../../src/shared/model/answer.ts';
import type { Question } from '../../../src/shared/model/question.ts';
import { question, TYPES } from './questions.ts';

const FITTING: Record<Question['type'], AnswerValue[]> = {
  single_choice: ['c1'],
  multiple_choice: [[], ['c2', 'c1']],
  true_false: [true, false],
  short_answer: ['', 'Paris'],
  numerical: ['3,14', 'not yet a number'],
  matching: [{}, { s1: 'c1', s2: 'c1' }],
  ordering: [['i2', 'i1', 'i4', 'i3']],
  cloze: [{}, { g1: 'Rome', g2: 'not yet a number', g3: 'c2' }, { g4: 'c1' }, { g4: 'c2 c1' }],
  essay: ['', 'Well'],
  description: [],
};
const UNFIT: Record<Question['type'], AnswerValue[]> = {
  single_choice: ['', 'c9', true, ['c1'], {}],
  multiple_choice: ['c1', ['c9'], ['c1', 'c1'], {}],
  true_false: ['true', [], {}],
  short_answer: [true, ['a'], 'x'.repeat(2_001)],
  numerical: [true, [], '1'.repeat(101)],
  matching: ['c1', ['c1'], { c1: 'c1' }, { s1: 's2' }, { s1: '' }],
  ordering: ['i1', [], ['i1', 'i2', 'i3'], ['i1', 'i1', 'i2', 'i3'], ['i1', 'i2', 'i3', 'i9'], {}],
  cloze: [
    'x',
    [],
    { g9: 'x' },
    { g3: 'c9' },
    { g4: 'c1 c9' },
    { g4: 'c1 c1' },
    { g4: ' ' },
    { g2: '1'.repeat(101) },
    { g1: 'x'.repeat(2_001) },
  ],
  essay: [true, [], { s1: 'x' }],
  description: ['', true, [], {}],
};

describe('EX6 which values fit a question (protocol 3)', () => {
  it.each(TYPES)('EX6 %s takes its own values and null, and refuses others with a reason', (type) => {
    const asked = question(type);
    for (const value of [null, ...FITTING[type]]) expect(checkAnswerValue(asked, value)).toBeUndefined();
    for (const value of UNFIT[type]) expect(checkAnswerValue(asked, value), JSON.stringify(value)).toMatch(/\w/);
  });

  it('EX6 decides on every value a frame can carry', () => {
    const id = fc.constantFrom('c1', 's1', '__proto__', 'constructor', 'x');
    const value = fc
      .oneof(fc.constant(null), fc.boolean(), fc.string(), fc.array(id), fc.dictionary(id, id))
      .filter((any) => AnswerValue.safeParse(any).success);
    fc.assert(
      fc.property(fc.constantFrom(...TYPES), value, (type, answer) => {
        const reason = checkAnswerValue(question(type), answer);
        expect(reason === undefined || reason.length > 0).toBe(true);
      }),
    );
  });
});
