import { Button } from '@mantine/core';
import { IconEraser, IconFlag, IconFlagFilled } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isAnswered } from '../../../../shared/model/answer.ts';
import type { CandidateQuestion } from '../../../../shared/model/question.ts';
import { RichHtml } from '../../../ui/rich-html.tsx';
import { MultipleChoiceAnswer, SingleChoiceAnswer, TrueFalseAnswer } from './choice-answers.tsx';
import { ClozeStem, LeftOverGaps } from './cloze-stem.tsx';
import { MatchingAnswer } from './matching-answer.tsx';
import { OrderingAnswer } from './ordering-answer.tsx';
import classes from './question-card.module.css';
import { EssayAnswer, NumericalAnswer, ShortAnswer } from './text-answers.tsx';
import { useAnswer } from './use-answer.ts';
import type { PaperItem } from './use-player.ts';

/** The control that fits the type. A type of a newer room is said to be unknown instead of being left out. */
function Answer({ question, names }: { question: CandidateQuestion; names: string }): ReactNode {
  const { t } = useTranslation('exam');
  switch (question.type) {
    case 'single_choice':
      return <SingleChoiceAnswer question={question} labelledBy={names} />;
    case 'multiple_choice':
      return <MultipleChoiceAnswer question={question} labelledBy={names} />;
    case 'true_false':
      return <TrueFalseAnswer question={question} labelledBy={names} />;
    case 'short_answer':
      return <ShortAnswer question={question} describedBy={names} />;
    case 'numerical':
      return <NumericalAnswer question={question} describedBy={names} />;
    case 'matching':
      return <MatchingAnswer question={question} labelledBy={names} />;
    case 'ordering':
      return <OrderingAnswer question={question} labelledBy={names} />;
    case 'cloze':
      return <LeftOverGaps question={question} />;
    case 'essay':
      return <EssayAnswer question={question} describedBy={names} />;
    case 'description':
      return null;
    default:
      return <p role="alert">{t('answer.unsupported')}</p>;
  }
}

interface QuestionCardProps {
  readonly item: PaperItem;
  readonly total: number;
  readonly isFlagged: boolean;
  readonly onToggleFlag: () => void;
}

/** The id of a question's heading: where the focus goes when it is chosen. */
export const headingId = (questionId: string): string => `question-${questionId}`;

/** One question: its text, its answer, the flag and the eraser. */
export function QuestionCard({ item: { question, number }, total, isFlagged, onToggleFlag }: QuestionCardProps) {
  const { t, i18n } = useTranslation('exam');
  const { value, choose } = useAnswer(question.id);
  const heading = headingId(question.id);
  const stem = `${heading}-text`;
  return (
    <article className={classes.card} aria-labelledby={heading}>
      <header className={classes.header}>
        <h2 id={heading} tabIndex={-1} className={classes.heading}>
          {number === undefined ? t('player.information') : t('player.question', { number, total })}
        </h2>
        {question.points > 0 ? <span className={classes.points}>{t('player.points', { count: question.points })}</span> : null}
        {question.type === 'single_choice' && question.wrongCosts !== undefined ? (
          <span className={classes.points}>
            {t('player.wrongCosts', { points: new Intl.NumberFormat(i18n.language).format(question.wrongCosts) })}
          </span>
        ) : null}
      </header>
      <div id={stem} className={classes.stem}>
        {question.type === 'cloze' ? <ClozeStem question={question} /> : <RichHtml html={question.stemHtml} />}
      </div>
      {number === undefined ? null : (
        <>
          <Answer question={question} names={`${heading} ${stem}`} />
          <footer className={classes.footer}>
            <Button
              variant={isFlagged ? 'light' : 'subtle'}
              color={isFlagged ? 'violet' : 'slate'}
              aria-pressed={isFlagged}
              onClick={onToggleFlag}
              leftSection={isFlagged ? <IconFlagFilled size={18} aria-hidden /> : <IconFlag size={18} stroke={1.7} aria-hidden />}
            >
              {t('player.flag')}
            </Button>
            {isAnswered(value) ? (
              <Button
                variant="subtle"
                color="slate"
                leftSection={<IconEraser size={18} stroke={1.7} aria-hidden />}
                onClick={() => choose(null)}
              >
                {t('player.clear')}
              </Button>
            ) : null}
          </footer>
        </>
      )}
    </article>
  );
}
