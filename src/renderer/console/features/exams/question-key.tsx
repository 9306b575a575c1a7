import { IconCheck, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../shared/assert.ts';
import { gapsInText } from '../../../../shared/model/gaps.ts';
import type { AcceptedNumber, Question, RichText } from '../../../../shared/model/question.ts';
import { RichHtml } from '../../../ui/rich-html.tsx';
import classes from './questions.module.css';

const percent = (weight: number): string => `${Math.round(weight * 1000) / 10} %`;

function numberText({ match }: AcceptedNumber, anyText: string): string {
  switch (match.kind) {
    case 'within':
      return match.tolerance === 0 ? String(match.value) : `${match.value} ± ${match.tolerance}`;
    case 'range':
      return `${match.min} … ${match.max}`;
    case 'any':
      return anyText;
  }
}

/** What a candidate would be told; nothing where the file says nothing. */
export function Feedback({ text, label }: { text: RichText | undefined; label: string }) {
  if (text === undefined) return null;
  return (
    <div className={classes.feedback}>
      <span className={classes.feedbackLabel}>{label}</span> <RichHtml html={text.html} inline />
    </div>
  );
}

interface LineProps {
  readonly withKey: boolean;
  readonly weight: number;
  readonly feedback: RichText | undefined;
  readonly children: ReactNode;
}

function Line({ withKey, weight, feedback, children }: LineProps) {
  const { t } = useTranslation('console');
  const isRight = weight > 0;
  return (
    <li className={classes.choice} data-right={(withKey && isRight) || undefined}>
      <span className={classes.mark}>
        {withKey ? isRight ? <IconCheck size={15} stroke={2.4} aria-hidden /> : <IconX size={14} stroke={2} aria-hidden /> : null}
        {withKey ? <span className="iv-hidden">{isRight ? t('questions.right') : t('questions.wrong')}</span> : null}
      </span>
      <span className={classes.text}>
        {children}
        {withKey ? <Feedback text={feedback} label={t('questions.feedback')} /> : null}
      </span>
      {withKey && weight !== 0 && weight !== 1 ? <span className={classes.weight}>{percent(weight)}</span> : null}
    </li>
  );
}

type Cloze = Extract<Question, { type: 'cloze' }>;

/** A gap is a small question of its own. */
function ofGap({ gaps: _, type: __, ...base }: Cloze, gap: Cloze['gaps'][number]): Question {
  switch (gap.kind) {
    case 'text':
      return { ...base, type: 'short_answer', accepted: gap.accepted, caseSensitive: gap.caseSensitive };
    case 'number':
      return { ...base, type: 'numerical', accepted: gap.accepted };
    case 'choice':
      return { ...base, type: 'single_choice', choices: gap.choices };
    case 'several':
      return { ...base, scoring: 'sum', type: 'multiple_choice', choices: gap.choices };
    default:
      return assertNever(gap, 'kind of gap');
  }
}

/** What can be answered, and, when asked for, what is right and how much it counts. */
export function QuestionKey({ question, withKey }: { question: Question; withKey: boolean }) {
  const { t } = useTranslation('console');
  const hidden = <p className={classes.hint}>{t('questions.keyHidden')}</p>;
  switch (question.type) {
    case 'single_choice':
    case 'multiple_choice':
      return (
        <ul className={classes.choices} data-several={question.type === 'multiple_choice' || undefined}>
          {question.choices.map((choice) => (
            <Line key={choice.id} withKey={withKey} weight={choice.weight} feedback={choice.feedback}>
              <RichHtml html={choice.html} inline />
            </Line>
          ))}
        </ul>
      );
    case 'true_false':
      return (
        <ul className={classes.choices}>
          <Line
            withKey={withKey}
            weight={question.answer ? 1 : 0}
            feedback={question.answer ? question.feedbackWhenRight : question.feedbackWhenWrong}
          >
            {t('questions.true')}
          </Line>
          <Line
            withKey={withKey}
            weight={question.answer ? 0 : 1}
            feedback={question.answer ? question.feedbackWhenWrong : question.feedbackWhenRight}
          >
            {t('questions.false')}
          </Line>
        </ul>
      );
    case 'short_answer':
      if (!withKey) return hidden;
      return (
        <ul className={classes.choices}>
          {question.accepted.map((accepted, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the key of a paper does not change while it is shown
            <Line key={place} withKey weight={accepted.weight} feedback={accepted.feedback}>
              {accepted.text}
            </Line>
          ))}
          {question.caseSensitive ? <li className={classes.hint}>{t('questions.caseSensitive')}</li> : null}
        </ul>
      );
    case 'numerical':
      if (!withKey) return hidden;
      return (
        <ul className={classes.choices}>
          {question.accepted.map((accepted, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the key of a paper does not change while it is shown
            <Line key={place} withKey weight={accepted.weight} feedback={accepted.feedback}>
              {numberText(accepted, t('questions.anyNumber'))}
            </Line>
          ))}
        </ul>
      );
    case 'matching': {
      const textOf = new Map(question.choices.map((choice) => [choice.id, choice.html]));
      return (
        <ul className={classes.choices}>
          {question.stems.map((stem) => (
            <li key={stem.id} className={classes.pair}>
              <RichHtml html={stem.html} inline />
              <span aria-hidden="true">→</span>
              {withKey ? (
                <strong>
                  <RichHtml html={textOf.get(question.pairs[stem.id] ?? '') ?? ''} inline />
                </strong>
              ) : (
                <span className={classes.hint}>{t('questions.choices', { count: question.choices.length })}</span>
              )}
            </li>
          ))}
        </ul>
      );
    }
    case 'ordering':
      return withKey ? (
        <>
          <ol className={classes.numbered}>
            {question.items.map((item) => (
              <li key={item.id}>
                <RichHtml html={item.html} inline />
              </li>
            ))}
          </ol>
          <p className={classes.hint}>{t(`paper.scoring.${question.scoring}`)}</p>
        </>
      ) : (
        <p className={classes.hint}>{t('paper.items', { count: question.items.length })}</p>
      );
    case 'cloze':
      return withKey ? (
        <ol className={classes.numbered}>
          {gapsInText(question.stemHtml, question.gaps).map((gap) => (
            <li key={gap.id}>
              <QuestionKey question={ofGap(question, gap)} withKey />
            </li>
          ))}
        </ol>
      ) : (
        <p className={classes.hint}>{t('paper.gaps', { count: question.gaps.length })}</p>
      );
    case 'essay':
      return <p className={classes.hint}>{t('questions.essay')}</p>;
    case 'description':
      return null;
    default:
      return assertNever(question, 'question type');
  }
}
