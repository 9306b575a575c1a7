import { assertNever } from '../assert.ts';
import type { Question, RichText } from './question.ts';
import type { QuestionDraft, SourceText } from './question-draft.ts';

const source = ({ text, format }: RichText): SourceText => ({ text, format });
const optional = <Name extends string>(name: Name, text: RichText | undefined) =>
  text === undefined ? {} : ({ [name]: source(text) } as Record<Name, SourceText>);

const GAP_PLACE = /<span data-gap="([^"]{1,64})"><\/span>/g;

/**
 * What stands in the editor for the question's own text. A picture of an import and the gaps of a cloze stand in the rendered text only:
 * such a question is gone on with as the HTML it was rendered to, in which nothing is lost.
 */
function stemSource(question: Question): SourceText {
  const isRendered = question.type === 'cloze' || question.stemHtml.includes('media:');
  return isRendered
    ? { text: question.stemHtml.replace(GAP_PLACE, '[[$1]]'), format: 'html' }
    : { text: question.stem, format: question.stemFormat };
}

/** The texts of choices stand in the format of the stem; where the stem goes on as HTML, so do they. */
const itemSource = (format: SourceText['format'], question: Question) => (item: { id: string; text: string; html: string }) => ({
  id: item.id,
  text: format !== question.stemFormat || item.html.includes('media:') ? item.html : item.text,
});

type Gap = Extract<Question, { type: 'cloze' }>['gaps'][number];
type Choices = Extract<Question, { type: 'single_choice' }>['choices'];

const acceptedOf = <Accepted extends { feedback?: RichText | undefined }>({ feedback, ...accepted }: Accepted) => ({
  ...accepted,
  ...optional('feedback', feedback),
});

/** Whether all of it counts or nothing, where the question says so. */
const scoringOf = ({ scoring }: { readonly scoring?: 'sum' | 'all' | undefined }) => (scoring ? { scoring } : {});

/** A stored question as the editor holds it. Saved unchanged it is the same question. */
export function toQuestionDraft(question: Question): QuestionDraft {
  const stem = stemSource(question);
  const toItem = itemSource(stem.format, question);
  const toChoices = (choices: Choices) =>
    choices.map((choice) => ({ ...toItem(choice), weight: choice.weight, ...optional('feedback', choice.feedback) }));
  const toGap = (gap: Gap) => {
    const { id, share } = gap;
    switch (gap.kind) {
      case 'text':
        return { id, share, kind: gap.kind, caseSensitive: gap.caseSensitive, accepted: gap.accepted.map(acceptedOf) };
      case 'number':
        return { id, share, kind: gap.kind, accepted: gap.accepted.map(acceptedOf) };
      case 'choice':
      case 'several':
        return { id, share, kind: gap.kind, choices: toChoices(gap.choices) };
      default:
        return assertNever(gap, 'kind of gap');
    }
  };
  const base = {
    name: question.name,
    stem,
    points: question.points,
    ...optional('generalFeedback', question.generalFeedback),
    ...(question.keepOrder === undefined ? {} : { keepOrder: question.keepOrder }),
  };
  switch (question.type) {
    case 'single_choice':
      return { ...base, type: question.type, choices: toChoices(question.choices) };
    case 'multiple_choice':
      return {
        ...base,
        type: question.type,
        choices: toChoices(question.choices),
        ...scoringOf(question),
      };
    case 'true_false':
      return {
        ...base,
        type: question.type,
        answer: question.answer,
        ...optional('feedbackWhenRight', question.feedbackWhenRight),
        ...optional('feedbackWhenWrong', question.feedbackWhenWrong),
      };
    case 'short_answer':
      return {
        ...base,
        type: question.type,
        caseSensitive: question.caseSensitive,
        accepted: question.accepted.map(acceptedOf),
      };
    case 'numerical':
      return { ...base, type: question.type, accepted: question.accepted.map(acceptedOf) };
    case 'matching':
      return {
        ...base,
        type: question.type,
        stems: question.stems.map(toItem),
        choices: question.choices.map(toItem),
        pairs: question.pairs,
        ...scoringOf(question),
      };
    case 'ordering':
      return { ...base, type: question.type, items: question.items.map(toItem), scoring: question.scoring };
    case 'cloze':
      return { ...base, type: question.type, gaps: question.gaps.map(toGap), ...scoringOf(question) };
    case 'essay':
      return {
        ...base,
        type: question.type,
        ...optional('graderInfo', question.graderInfo),
        ...(question.template === undefined ? {} : { template: question.template }),
        ...(question.words === undefined ? {} : { words: question.words }),
      };
    case 'description':
      return { ...base, type: question.type };
    default:
      return assertNever(question, 'question type');
  }
}
