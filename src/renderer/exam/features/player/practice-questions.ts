import type { QuestionId } from '../../../../shared/model/ids.ts';
import type { CandidateQuestion } from '../../../../shared/model/question.ts';

/** Words of the practice exam, by their key under `practice.text`. */
export type PracticeText = (key: string) => string;

const escaped = (text: string): string => text.replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * One question of each type about nothing that could be asked in an exam. Their ids are of a shape no room gives out, and nothing
 * answers them: there is no key.
 */
export function practiceQuestions(say: PracticeText): readonly CandidateQuestion[] {
  const id = (name: string): QuestionId => `practice-${name}` as QuestionId;
  const html = (key: string): string => `<p>${escaped(say(key))}</p>`;
  const item = (key: string) => ({ id: `practice-${key}`, html: escaped(say(key)) });
  const base = (name: string) => ({ id: id(name), stemHtml: html(name), points: 0 });
  const [sun, rain, wind] = [item('sun'), item('rain'), item('wind')];
  return [
    { ...base('description'), type: 'description' },
    { ...base('single'), type: 'single_choice', choices: [sun, rain, wind] },
    { ...base('multiple'), type: 'multiple_choice', choices: [sun, rain, wind] },
    { ...base('trueFalse'), type: 'true_false' },
    { ...base('short'), type: 'short_answer' },
    { ...base('number'), type: 'numerical' },
    { ...base('matching'), type: 'matching', stems: [item('one'), item('two')], choices: [item('first'), item('second')] },
    { ...base('ordering'), type: 'ordering', items: [item('two'), item('three'), item('one')] },
    {
      id: id('cloze'),
      stemHtml: `<p>${escaped(say('cloze'))} <span data-gap="practice-gap"></span></p>`,
      points: 0,
      type: 'cloze',
      gaps: [{ id: 'practice-gap', kind: 'text' }],
    },
    { ...base('essay'), type: 'essay' },
  ];
}
