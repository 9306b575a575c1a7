import { Alert, Button, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MarkingAnswer, MarkingQuestion, ReplacedAnswer } from '../../../../shared/model/grading.ts';
import type { ExamId } from '../../../../shared/model/ids.ts';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { RichHtml } from '../../../ui/rich-html.tsx';
import { Panel } from '../../parts/panel.tsx';
import { MarkForm } from './mark-form.tsx';
import classes from './results.module.css';

/** Where the keyboard is to go; another object asks anew. */
export interface Goal extends Pick<MarkingAnswer, 'paperId' | 'questionId'> {}

interface AnswerToMarkProps {
  readonly answer: MarkingAnswer;
  readonly question: MarkingQuestion;
  readonly examId: ExamId;
  readonly markStep: number;
  /** Of the paper, where no name is shown. */
  readonly number: number;
  /** Set where the keyboard is to come here. */
  readonly goal: Goal | undefined;
  readonly onSaved: (saved: CommandOutput<'mark_save'>) => void;
}

/**
 * One answer with its form. The text somebody began to read stays: where another one counts meanwhile both are shown, and nothing is
 * saved before the new one was taken up.
 */
export function AnswerToMark({ answer, question, number, goal, onSaved, ...rest }: AnswerToMarkProps) {
  const { t } = useTranslation('console');
  const place = useRef<HTMLDivElement>(null);
  const [read, setRead] = useState<ReplacedAnswer>({ text: answer.text, revision: answer.answerRevision });
  const [told, setTold] = useState<ReplacedAnswer>();
  const latest = told && told.revision > answer.answerRevision ? told : { text: answer.text, revision: answer.answerRevision };
  const isReplaced = latest.text !== read.text;
  useEffect(() => {
    if (goal) place.current?.focus();
  }, [goal]);
  const { candidate } = answer;
  const title = candidate ? `${candidate.name} · ${candidate.candidateNumber}` : t('grading.anonymous', { number });
  return (
    <Panel title={title} subtitle={question.name}>
      <RichHtml html={question.stemHtml} />
      {question.graderInfoHtml ? (
        <Alert variant="light" title={t('grading.graderInfo')} my="sm">
          <RichHtml html={question.graderInfoHtml} />
        </Alert>
      ) : null}
      <div ref={place} tabIndex={-1} role="group" aria-label={t('grading.answerOf', { title })}>
        <p className={classes.essay}>{read.text}</p>
      </div>
      {isReplaced ? (
        <Alert color="amber" role="alert" my="sm" title={t('grading.replacedTitle')}>
          <Text>{t('grading.replacedText')}</Text>
          <p className={classes.essay}>{latest.text}</p>
          <Button variant="default" onClick={() => setRead(latest)}>
            {t('grading.replacedTake')}
          </Button>
        </Alert>
      ) : null}
      <MarkForm
        key={answer.mark?.revision ?? 0}
        answer={answer}
        // The same words under another number are the same answer.
        answerRevision={isReplaced ? read.revision : latest.revision}
        isReplaced={isReplaced}
        most={question.points}
        onReplaced={setTold}
        onSaved={onSaved}
        {...rest}
      />
    </Panel>
  );
}
