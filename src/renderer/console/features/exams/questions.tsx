import { Button, Switch } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Question } from '../../../../shared/model/question.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { RichHtml, RichWords } from '../../../ui/rich-html.tsx';
import { Chip } from '../../parts/chip.tsx';
import { Feedback, QuestionKey } from './question-key.tsx';
import classes from './questions.module.css';

const PAGE = 50;

/** The paper as it was read. Keys are hidden until asked for: a projector may be on. */
export function Questions({ questions }: { questions: readonly Question[] }) {
  const { t } = useTranslation(['console', 'common']);
  const [withKeys, setWithKeys] = useState(false);
  const [count, setCount] = useState(PAGE);
  if (questions.length === 0) return <EmptyState title={t('questions.none')} />;
  return (
    <>
      <div className={classes.tools}>
        <Switch
          label={t('questions.showKeys')}
          checked={withKeys}
          onChange={(event) => setWithKeys(event.currentTarget.checked)}
        />
      </div>
      <ol className={classes.list}>
        {questions.slice(0, count).map((question, place) => (
          <li key={question.id} className={classes.question}>
            <article aria-label={t('questions.number', { number: place + 1 })}>
              <header className={classes.head}>
                <span className={classes.number}>{place + 1}</span>
                <Chip hue="petrol">{t(`common:questionType.${question.type}`)}</Chip>
                {question.points > 0 ? (
                  <span className={classes.points}>{t('policy.points', { count: question.points })}</span>
                ) : null}
                <span className={classes.name}>
                  <RichWords text={question.name} />
                  {question.line ? <> · {t('questions.line', { line: question.line })}</> : null}
                </span>
              </header>
              <div className={classes.stem}>
                <RichHtml html={question.stemHtml} />
              </div>
              <QuestionKey question={question} withKey={withKeys} />
              {withKeys ? <Feedback text={question.generalFeedback} label={t('questions.generalFeedback')} /> : null}
            </article>
          </li>
        ))}
      </ol>
      {questions.length > count ? (
        <Button fullWidth variant="default" mt="md" onClick={() => setCount((before) => before + PAGE)}>
          {t('table.more', { count: questions.length - count })}
        </Button>
      ) : null}
    </>
  );
}
