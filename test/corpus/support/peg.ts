import { toPlainLine, toRichText } from '../../../src/main/exchange/rich-text.ts';
import { type Choice, type Question, type RichText, TextFormat } from '../../../src/shared/model/question.ts';

/** A question as the independent parser GIFT-PEG has it, or ours put into the same shape: a tree to compare leaf by leaf. */
export type Tree = { readonly [key: string]: Tree } | readonly Tree[] | string | number | boolean | null;

const isBranch = (tree: Tree | undefined): tree is Record<string, Tree> => typeof tree === 'object' && tree !== null;

/** Weight and mark of an answer are two ways to say one thing: the share of the points, in percent. */
function sharesOfPeg(tree: Tree): Tree {
  if (Array.isArray(tree)) return tree.map(sharesOfPeg);
  if (!isBranch(tree)) return tree;
  const { isCorrect, weight, ...rest } = tree;
  const entries = Object.entries(rest).map(([key, value]): [string, Tree] => [key, sharesOfPeg(value)]);
  if (isCorrect === undefined) return Object.fromEntries(entries);
  return { ...Object.fromEntries(entries), percent: weight ?? (isCorrect ? 100 : 0) };
}

/** Answers keep their rendering instead of their format: what the expected format makes of the expected text. */
function renderedOfPeg(tree: Tree): Tree {
  if (!isBranch(tree) || !isBranch(tree.text) || typeof tree.text.text !== 'string') return tree;
  const { text, format } = tree.text;
  return { ...tree, text: { text, html: toRichText(text, TextFormat.parse(format)).html } };
}

/** Short answers are compared with what is typed, so they have no format. */
function answersOfPeg(question: Record<string, Tree>): Record<string, Tree> {
  const { type, choices, matchPairs } = question;
  if (type === 'MC' && Array.isArray(choices)) return { ...question, choices: choices.map(renderedOfPeg) };
  if (type === 'Short' && Array.isArray(choices)) {
    return { ...question, choices: choices.map((choice) => ({ ...choice, text: { text: choice.text.text } })) };
  }
  if (type === 'Matching' && Array.isArray(matchPairs)) {
    const pairs = matchPairs.map(({ subquestion, ...rest }) => ({
      ...rest,
      ...asSubquestion(renderedOfPeg({ text: subquestion })),
    }));
    return { ...question, matchPairs: pairs };
  }
  return question;
}
const asSubquestion = (tree: Tree): Record<string, Tree> =>
  isBranch(tree) && tree.text !== undefined ? { subquestion: tree.text } : {};

/** Its numbers stand alone where there is only one, ours always in a list. */
function numbersOfPeg(question: Record<string, Tree>): Record<string, Tree> {
  const { choices } = question;
  if (question.type !== 'Numerical' || Array.isArray(choices) || choices === undefined) return question;
  return { ...question, choices: [{ isCorrect: true, weight: null, text: choices, feedback: null }] };
}

/** The expectation, whole: only weights, a single number and the formats of answers are put into our form. */
export const ofPeg = (questions: readonly Record<string, Tree>[]): Tree =>
  questions.map((question) => sharesOfPeg(answersOfPeg(numbersOfPeg(question))));

const percent = (weight: number): number => Math.round(weight * 1e7) / 1e5;
const rich = (text: RichText | undefined): Tree => (text === undefined ? null : { format: text.format, text: text.text });
const ofChoice = ({ text, html, weight, feedback }: Choice): Tree => ({
  text: { text, html },
  percent: percent(weight),
  feedback: rich(feedback),
});

function ofMatch(match: Extract<Question, { type: 'numerical' }>['accepted'][number]['match']): Tree {
  switch (match.kind) {
    case 'within':
      return { type: 'range', number: match.value, range: match.tolerance };
    case 'range':
      return { type: 'high-low', numberHigh: match.max, numberLow: match.min };
    case 'any':
      return { text: '*' };
  }
}

function answersOf(question: Question): Record<string, Tree> {
  switch (question.type) {
    case 'single_choice':
    case 'multiple_choice':
      return { type: 'MC', choices: question.choices.map(ofChoice) };
    case 'short_answer':
      return {
        type: 'Short',
        choices: question.accepted.map(({ text, weight, feedback }) => ({
          text: { text },
          percent: percent(weight),
          feedback: rich(feedback),
        })),
      };
    case 'numerical':
      return {
        type: 'Numerical',
        choices: question.accepted.map(({ match, weight, feedback }) => ({
          text: ofMatch(match),
          percent: percent(weight),
          feedback: rich(feedback),
        })),
      };
    case 'matching': {
      const textOf = new Map(question.choices.map(({ id, text }) => [id, text]));
      return {
        type: 'Matching',
        matchPairs: question.stems.map(({ id, text, html }) => ({
          subquestion: { text, html },
          subanswer: textOf.get(question.pairs[id] ?? '') ?? null,
        })),
      };
    }
    case 'true_false':
      return {
        type: 'TF',
        isTrue: question.answer,
        trueFeedback: rich(question.answer ? question.feedbackWhenRight : question.feedbackWhenWrong),
        falseFeedback: rich(question.answer ? question.feedbackWhenWrong : question.feedbackWhenRight),
      };
    case 'essay':
      return { type: 'Essay' };
    case 'description':
      return { type: 'Description' };
    case 'ordering':
    case 'cloze':
      throw new Error(`the other parser knows no ${question.type}`);
  }
}

/** A name we made ourselves of the question's first words is no name in the file. */
function titleOf({ name, stem, stemFormat }: Question): Tree {
  return name === toPlainLine(toRichText(stem, stemFormat), 80) ? null : name;
}

/** What we read, in the shape of the expectation. */
export function ofOurs(questions: readonly Question[]): Tree {
  return questions.map((question) => {
    return {
      id: question.idNumber ?? null,
      tags: question.tags ?? null,
      title: titleOf(question),
      stem: { format: question.stemFormat, text: question.stem },
      ...(question.type === 'description' ? {} : { globalFeedback: rich(question.generalFeedback) }),
      ...answersOf(question),
    };
  });
}

export interface Difference {
  /** Where, as `0.choices.1.text.text`. */
  readonly at: string;
  /** What we read; absent where we have nothing of the kind. */
  readonly ours?: Tree;
  /** What the suite expects; absent where it has nothing of the kind. */
  readonly peg?: Tree;
}

/** Every leaf in which two trees differ. */
export function differences(ours: Tree | undefined, peg: Tree | undefined, at = ''): Difference[] {
  if (isBranch(ours) && isBranch(peg)) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(peg)])];
    return keys.flatMap((key) => differences(ours[key], peg[key], at === '' ? key : `${at}.${key}`));
  }
  if (ours === peg) return [];
  return [{ at, ...(ours === undefined ? {} : { ours }), ...(peg === undefined ? {} : { peg }) }];
}
