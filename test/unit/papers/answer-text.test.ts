import { expect, it } from 'vitest';
import { answerText } from '../../../src/main/domain/papers/answer-text.ts';
import { answersToCsv } from '../../../src/main/exchange/answers-csv.ts';
import { gapsInText } from '../../../src/shared/model/gaps.ts';
import { question } from '../grading/questions.ts';

it('EX7 answers are told in words, whatever their type', () => {
  const picture = { id: 'c9', text: '', html: '<img src="media:x" alt="A &amp; B">', weight: 0 };
  expect(answerText(question('single_choice', { choices: [picture] }), 'c9')).toBe('[A & B]');
  expect(answerText(question('multiple_choice'), ['c1', 'gone'])).toBe('c1; gone');
  expect(answerText(question('true_false'), false)).toBe('false');
  expect(answerText(question('short_answer'), 'Paris')).toBe('Paris');
  expect(answerText(question('matching'), { s3: 'c1', s1: 'c2' })).toBe('s1 → Oslo; s3 → Rome');
  expect(answerText(question('ordering'), ['i2', 'i1', 'i4', 'i3'])).toBe('1. i2; 2. i1; 3. i4; 4. i3');
  const stemHtml = '<span data-gap="g3"></span> and <span data-gap="g1"></span>';
  const cloze = question('cloze', { stemHtml });
  expect(answerText(cloze, { g1: 'Rome', g3: 'c2', g2: '7', g4: 'c1 c3' })).toBe('[1] c2; [2] Rome; [3] 7; [4] c1, c3');
  expect(gapsInText(stemHtml, cloze.gaps).map(({ id }) => id)).toEqual(['g3', 'g1', 'g2', 'g4']);
  expect(answerText(question('essay'), null)).toBe('');
  expect(answerText(question('ordering'), 'no order')).toBe('');
});

it('EX7 no answer is a formula in a spreadsheet', () => {
  const line = {
    attemptId: 'a',
    candidateNumber: '1',
    name: 'N',
    number: 1,
    questionId: 'q',
    question: '=cmd',
    type: 'essay',
    answer: '=1+1\n"x"',
    points: 0,
    maxPoints: 2,
    state: 'manual',
  };
  const csv = [...answersToCsv([line as never])].join('');
  expect(csv).toBe(
    '\uFEFFattemptId,candidateNumber,name,number,questionId,question,type,answer,points,maxPoints,state\r\n' +
      'a,1,N,1,q,\'=cmd,essay,"\'=1+1\n""x""",0,2,manual\r\n',
  );
});
