import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isAnswered } from '../../../../shared/model/answer.ts';
import type { AttemptDetail } from '../../../../shared/model/attempt.ts';
import type { AnsweredQuestion } from '../../../../shared/model/attempt-paper.ts';
import { isAnswerable } from '../../../../shared/model/question.ts';
import { RichHtml } from '../../../ui/rich-html.tsx';
import { useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { Chip } from '../../parts/chip.tsx';
import { pointsText } from '../../parts/number-text.ts';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import classes from './candidate-paper.module.css';
import { GivenAnswer } from './given-answer.tsx';

interface PaperOf {
  readonly attemptId: AttemptDetail['id'];
}

function Answered({ answered, number }: { answered: AnsweredQuestion; number: number }) {
  const { t } = useTranslation(['console', 'common']);
  const { question, value, isHidden, state, points, maxPoints } = answered;
  return (
    <li>
      <div className={classes.head}>
        <span className={classes.number}>{number}</span>
        <Chip hue="petrol">{t(`common:questionType.${question.type}`)}</Chip>
        <span className={classes.points}>
          {state === 'manual'
            ? t('paper.toGrade', { points: pointsText(maxPoints) })
            : `${pointsText(points)} / ${pointsText(maxPoints)}`}
        </span>
      </div>
      <div className={classes.stem}>
        <RichHtml html={question.stemHtml} />
      </div>
      {isAnswered(value) ? (
        <GivenAnswer question={question} value={value} />
      ) : (
        <p className={classes.none}>{t(isHidden ? 'paper.hidden' : 'paper.noAnswer')}</p>
      )}
    </li>
  );
}

function Paper({ attemptId }: PaperOf) {
  const { t } = useTranslation('console');
  const paper = useCommandQuery('attempt_paper', { attemptId }, keys.paper(attemptId));
  return (
    <QueryView query={paper} rows={4}>
      {({ isDrawn, questions }) => (
        <>
          {isDrawn ? <p className={classes.note}>{t('paper.isDrawn')}</p> : null}
          <ol className={classes.list}>
            {questions
              .filter(({ question }) => isAnswerable(question))
              .map((answered, place) => (
                <Answered key={answered.questionId} answered={answered} number={place + 1} />
              ))}
          </ol>
        </>
      )}
    </QueryView>
  );
}

/** The paper one candidate got, with what they answered. Fetched when somebody asks for it: a projector may be on. */
export function CandidatePaper({ attemptId }: PaperOf) {
  const { t } = useTranslation('console');
  const [isOpen, setOpen] = useState(false);
  return (
    <Panel title={t('paper.title')} subtitle={t('paper.subtitle')}>
      {isOpen ? (
        <Paper attemptId={attemptId} />
      ) : (
        <Button variant="default" onClick={() => setOpen(true)}>
          {t('paper.show')}
        </Button>
      )}
    </Panel>
  );
}
