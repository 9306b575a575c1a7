import { describe, expect, it } from 'vitest';
import { withRight, withRights } from '../../../src/renderer/console/features/results/key/choice-weights.ts';
import { keyFlaws } from '../../../src/renderer/console/features/results/key/key-flaws.ts';
import { Question } from '../../../src/shared/model/question.ts';

const of = (type: 'single_choice' | 'multiple_choice', weights: readonly number[]) =>
  Question.parse({
    id: 'q1',
    name: 'Moons',
    stem: 'x',
    stemFormat: 'plain',
    stemHtml: '<p>x</p>',
    points: 2,
    type,
    choices: weights.map((weight, place) => ({ id: `c${place}`, text: `choice ${place}`, html: `choice ${place}`, weight })),
  }) as Extract<Question, { type: 'single_choice' | 'multiple_choice' }>;
const weights = (choices: readonly { readonly weight: number }[]) => choices.map(({ weight }) => weight);
const said = (question: Question, start: Question) =>
  keyFlaws(question, start).map(({ path, flaw }) => `${path.join('.')} ${flaw}`);

describe('the weights of choices', () => {
  it('EX7 another right choice changes places with the old one, and what the rest is worth stays', () => {
    expect(weights(withRight(of('single_choice', [1, -0.5, 0.25]).choices, 'c1'))).toEqual([-0.5, 1, 0.25]);
    expect(weights(withRight(of('single_choice', [1, -0.5, 0.25]).choices, 'c0'))).toEqual([1, -0.5, 0.25]);
  });

  it('EX7 right choices share the points; wrong ones cost only where they did', () => {
    expect(weights(withRights(of('multiple_choice', [1, 0, 0]).choices, ['c0', 'c2']))).toEqual([0.5, 0, 0.5]);
    expect(weights(withRights(of('multiple_choice', [1, -1, -1]).choices, ['c0', 'c2']))).toEqual([0.5, -0.5, 0.5]);
    expect(weights(withRights(of('multiple_choice', [1, 0]).choices, [])), 'none right is no key').toEqual([1, 0]);
  });

  it('EX7 weights typed by hand are looked at before they are tried', () => {
    const single = of('single_choice', [1, 0, 0]);
    expect(said(of('single_choice', [1, 0.5, -0.25]), single)).toEqual([]);
    expect(said(of('single_choice', [0.9, 0.5, 0]), single)).toEqual(['choices full_mark_missing']);
    const multiple = of('multiple_choice', [0.5, 0.5, 0]);
    expect(said(of('multiple_choice', [0.25, 0.75, -0.1]), multiple)).toEqual([]);
    expect(said(of('multiple_choice', [0.25, 0.5, 0]), multiple)).toEqual(['choices weights_do_not_add_up']);
  });
});
