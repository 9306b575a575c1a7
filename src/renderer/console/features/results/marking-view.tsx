import { Alert, Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MarkingAnswer, MarkingPaperId, MarkingQuestion } from '../../../../shared/model/grading.ts';
import type { ExamId } from '../../../../shared/model/ids.ts';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { RichHtml } from '../../../ui/rich-html.tsx';
import { useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { MarkForm } from './mark-form.tsx';
import classes from './results.module.css';

type Way = 'question' | 'paper';
interface Place {
  readonly way: Way;
  readonly at: number;
}

/** Alt with an arrow goes on: plain arrows belong to the text that is read. */
function useSteps(step: (by: 1 | -1) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!event.altKey || (event.key !== 'ArrowRight' && event.key !== 'ArrowLeft')) return;
      event.preventDefault();
      step(event.key === 'ArrowRight' ? 1 : -1);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [step]);
}

function Answer({
  answer,
  question,
  ...rest
}: {
  answer: MarkingAnswer;
  question: MarkingQuestion;
  examId: ExamId;
  markStep: number;
  number: number;
}) {
  const { t } = useTranslation('console');
  const { candidate } = answer;
  const title = candidate ? `${candidate.name} · ${candidate.candidateNumber}` : t('grading.anonymous', { number: rest.number });
  return (
    <Panel title={title} subtitle={question.name}>
      <RichHtml html={question.stemHtml} />
      {question.graderInfoHtml ? (
        <Alert variant="light" title={t('grading.graderInfo')} my="sm">
          <RichHtml html={question.graderInfoHtml} />
        </Alert>
      ) : null}
      <p className={classes.essay}>{answer.text}</p>
      <MarkForm
        key={`${answer.paperId} ${answer.questionId} ${answer.mark?.revision ?? 0}`}
        answer={answer}
        most={question.points}
        {...rest}
      />
    </Panel>
  );
}

function Answers({
  examId,
  list,
  questionId,
  paperId,
  at,
}: {
  examId: ExamId;
  list: CommandOutput<'marking_questions'>;
  questionId: MarkingQuestion['questionId'] | undefined;
  paperId: MarkingPaperId | undefined;
  at: number;
}) {
  const of = questionId === undefined ? { paperId } : { questionId };
  const query = useCommandQuery('marking_answers', { examId, ...of }, keys.marking(examId, questionId ?? paperId ?? ''));
  return (
    <QueryView query={query}>
      {({ answers }) => {
        const shown = questionId === undefined ? answers : answers.slice(at, at + 1);
        return shown.map((answer) => {
          const question = list.questions.find((one) => one.questionId === answer.questionId);
          if (!question) return null;
          const number = list.papers.indexOf(answer.paperId) + 1;
          return (
            <Answer
              key={`${answer.paperId} ${answer.questionId}`}
              {...{ answer, question, examId, number }}
              markStep={list.markStep}
            />
          );
        });
      }}
    </QueryView>
  );
}

function Marking({ examId, list }: { examId: ExamId; list: CommandOutput<'marking_questions'> }) {
  const { t } = useTranslation('console');
  const [{ way, at }, setPlace] = useState<Place>({ way: 'question', at: 0 });
  const [questionAt, setQuestionAt] = useState(0);
  const question = list.questions[questionAt];
  const count = way === 'question' ? (question?.answers ?? 0) : list.papers.length;
  const step = useCallback(
    (by: 1 | -1) => setPlace((place) => ({ ...place, at: Math.max(0, Math.min(count - 1, place.at + by)) })),
    [count],
  );
  useSteps(step);
  return (
    <>
      <Group mb="md" justify="space-between">
        <SegmentedControl
          className={classes.way}
          aria-label={t('grading.way')}
          value={way}
          onChange={(next) => setPlace({ way: next as Way, at: 0 })}
          data={[
            { value: 'question', label: t('grading.byQuestion') },
            { value: 'paper', label: t('grading.byPaper') },
          ]}
        />
        {list.isBlind ? <Text c="dimmed">{t('grading.isBlind')}</Text> : null}
      </Group>
      {way === 'question' ? (
        <Group mb="md" gap="xs">
          {list.questions.map(({ questionId, name, marked, answers }, place) => (
            <Button
              key={questionId}
              variant={place === questionAt ? 'light' : 'default'}
              aria-pressed={place === questionAt}
              onClick={() => {
                setQuestionAt(place);
                setPlace({ way, at: 0 });
              }}
            >
              {name || place + 1} · {marked} / {answers}
              {answers > 0 && marked === answers ? (
                <IconCheck size={15} stroke={2.2} className={classes.done} aria-hidden />
              ) : null}
            </Button>
          ))}
        </Group>
      ) : null}
      <Group mb="md">
        <Button variant="default" disabled={at === 0} onClick={() => step(-1)}>
          {t('grading.previous')}
        </Button>
        <Text className="iv-numbers" aria-live="polite">
          {count === 0 ? 0 : at + 1} / {count}
        </Text>
        <Button variant="default" disabled={at >= count - 1} onClick={() => step(1)}>
          {t('grading.next')}
        </Button>
        <Text c="dimmed" size="sm" className={classes.keys}>
          {t('grading.keys')}
        </Text>
      </Group>
      <Answers
        {...{ examId, list, at }}
        questionId={way === 'question' ? question?.questionId : undefined}
        paperId={way === 'paper' ? list.papers[at] : undefined}
      />
    </>
  );
}

/** Marking by people: one question over all candidates, or one candidate over all questions (EX7). */
export function MarkingView({ examId }: { examId: ExamId }) {
  const { t } = useTranslation('console');
  const query = useCommandQuery('marking_questions', { examId }, keys.marking(examId, 'questions'));
  return (
    <QueryView query={query}>
      {(list) =>
        list.papers.length === 0 ? (
          <EmptyState title={t('grading.nothingTitle')}>{t('grading.nothingText')}</EmptyState>
        ) : (
          <Marking examId={examId} list={list} />
        )
      }
    </QueryView>
  );
}
