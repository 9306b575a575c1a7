import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../shared/assert.ts';
import type { AnswerValue } from '../../../../shared/model/answer.ts';
import { gapsInText, pickedInGap } from '../../../../shared/model/gaps.ts';
import type { Question } from '../../../../shared/model/question.ts';
import { RichHtml } from '../../../ui/rich-html.tsx';
import classes from './candidate-paper.module.css';

const record = (value: AnswerValue): Readonly<Record<string, string>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
const list = (value: AnswerValue): readonly string[] => (Array.isArray(value) ? value : []);

function Texts({ items, ids }: { items: readonly { readonly id: string; readonly html: string }[]; ids: readonly string[] }) {
  return ids.map((id) => (
    <li key={id}>
      <RichHtml html={items.find((item) => item.id === id)?.html ?? ''} inline />
    </li>
  ));
}

/** What a candidate answered, as it reads best: words as words, an order as a list, gaps by their number. */
export function GivenAnswer({ question, value }: { question: Question; value: AnswerValue }) {
  const { t } = useTranslation('console');
  const text = typeof value === 'string' ? value : '';
  switch (question.type) {
    case 'single_choice':
      return (
        <ul className={classes.given}>
          <Texts items={question.choices} ids={[text]} />
        </ul>
      );
    case 'multiple_choice':
      return (
        <ul className={classes.given}>
          <Texts items={question.choices} ids={list(value)} />
        </ul>
      );
    case 'true_false':
      return <p className={classes.text}>{value === true ? t('questions.true') : t('questions.false')}</p>;
    case 'ordering':
      return (
        <ol className={classes.given}>
          <Texts items={question.items} ids={list(value)} />
        </ol>
      );
    case 'matching': {
      const pairs = record(value);
      return (
        <ul className={classes.given}>
          {question.stems
            .filter(({ id }) => pairs[id] !== undefined)
            .map(({ id, html }) => (
              <li key={id}>
                <RichHtml html={html} inline /> →{' '}
                <RichHtml html={question.choices.find((choice) => choice.id === pairs[id])?.html ?? ''} inline />
              </li>
            ))}
        </ul>
      );
    }
    case 'cloze': {
      const given = record(value);
      return (
        <ol className={classes.given}>
          {gapsInText(question.stemHtml, question.gaps).map((gap) => (
            <li key={gap.id}>
              {given[gap.id] === undefined ? (
                t('paper.emptyGap')
              ) : gap.kind === 'choice' ? (
                <RichHtml html={gap.choices.find(({ id }) => id === given[gap.id])?.html ?? ''} inline />
              ) : gap.kind === 'several' ? (
                <ul className={classes.given}>
                  <Texts items={gap.choices} ids={pickedInGap(given[gap.id] ?? '')} />
                </ul>
              ) : (
                given[gap.id]
              )}
            </li>
          ))}
        </ol>
      );
    }
    case 'short_answer':
    case 'numerical':
    case 'essay':
      return <p className={classes.text}>{text}</p>;
    case 'description':
      return null;
    default:
      return assertNever(question, 'question type');
  }
}
