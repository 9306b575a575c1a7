import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MarkingAnswer, MarkingPaperId, MarkingQuestion } from '../../../../shared/model/grading.ts';
import type { ExamId } from '../../../../shared/model/ids.ts';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { AnswerToMark, type Goal } from './answer-to-mark.tsx';
import { nextToMark } from './next-to-mark.ts';
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

/** What was just saved, by its place in the list it stands in. */
interface Saved {
  readonly answers: readonly MarkingAnswer[];
  readonly place: number;
  readonly counts: CommandOutput<'mark_save'>;
}

interface AnswersProps {
  readonly examId: ExamId;
  readonly list: CommandOutput<'marking_questions'>;
  readonly questionId: MarkingQuestion['questionId'] | undefined;
  readonly paperId: MarkingPaperId | undefined;
  readonly at: number;
  readonly goal: Goal | undefined;
  /** The first answer nobody marked is looked for here. */
  readonly isSearched: boolean;
  readonly onFound: (answers: readonly MarkingAnswer[], place: number | undefined) => void;
  readonly onSaved: (saved: Saved) => void;
}

function Answers({ examId, list, questionId, paperId, at, goal, isSearched, onFound, onSaved }: AnswersProps) {
  const of = questionId === undefined ? { paperId } : { questionId };
  const query = useCommandQuery('marking_answers', { examId, ...of }, keys.marking(examId, questionId ?? paperId ?? ''));
  // What was kept from earlier does not know who marked what since.
  const fresh = query.isFetching ? undefined : query.data?.answers;
  useEffect(() => {
    if (isSearched && fresh) onFound(fresh, nextToMark(fresh, -1));
  }, [isSearched, fresh, onFound]);
  return (
    <QueryView query={query}>
      {({ answers }) =>
        answers.map((answer, place) => {
          const question = list.questions.find((one) => one.questionId === answer.questionId);
          if (!question || (questionId !== undefined && place !== at)) return null;
          const isGoal = goal?.paperId === answer.paperId && goal.questionId === answer.questionId;
          return (
            <AnswerToMark
              key={`${answer.paperId} ${answer.questionId}`}
              {...{ answer, question, examId }}
              number={list.papers.indexOf(answer.paperId) + 1}
              markStep={list.markStep}
              goal={isGoal ? goal : undefined}
              onSaved={(counts) => onSaved({ answers, place, counts })}
            />
          );
        })
      }
    </QueryView>
  );
}

function Marking({ examId, list }: { examId: ExamId; list: CommandOutput<'marking_questions'> }) {
  const { t } = useTranslation('console');
  const [{ way, at }, setPlace] = useState<Place>({ way: 'question', at: 0 });
  const [questionAt, setQuestionAt] = useState(0);
  const [goal, setGoal] = useState<Goal>();
  /** How many more lists are looked into for an answer nobody marked. */
  const [search, setSearch] = useState(0);
  const [announced, setAnnounced] = useState('');
  const question = list.questions[questionAt];
  const count = way === 'question' ? (question?.answers ?? 0) : list.papers.length;
  const step = useCallback(
    (by: 1 | -1) => {
      setSearch(0);
      setPlace((place) => ({ ...place, at: Math.max(0, Math.min(count - 1, place.at + by)) }));
    },
    [count],
  );
  useSteps(step);
  const goTo = useCallback(
    (answers: readonly MarkingAnswer[], place: number) => {
      const next = answers[place];
      if (!next) return;
      setSearch(0);
      if (way === 'question') setPlace({ way, at: place });
      setGoal({ paperId: next.paperId, questionId: next.questionId });
    },
    [way],
  );
  /** The next question, or the next paper; after the last one the first. */
  const nextList = useCallback(() => {
    if (way === 'paper') setPlace({ way, at: (at + 1) % list.papers.length });
    else {
      setQuestionAt((questionAt + 1) % list.questions.length);
      setPlace({ way, at: 0 });
    }
  }, [way, at, questionAt, list.papers.length, list.questions.length]);
  const found = useCallback(
    (answers: readonly MarkingAnswer[], place: number | undefined) => {
      if (place !== undefined) goTo(answers, place);
      else {
        setSearch((left) => left - 1);
        if (search > 1) nextList();
      }
    },
    [goTo, nextList, search],
  );
  const saved = ({ answers, place, counts: { marked, toMark } }: Saved) => {
    const isDone = marked >= toMark;
    setAnnounced(t(isDone ? 'grading.savedAll' : 'grading.savedNext', { marked, toMark }));
    // Nothing is left: the keyboard stays where it was, whatever becomes of the button.
    const next = isDone ? place : nextToMark(answers, place);
    if (next !== undefined) return goTo(answers, next);
    setSearch(way === 'paper' ? list.papers.length : list.questions.length);
    nextList();
  };
  return (
    <>
      <Group mb="md" justify="space-between">
        <SegmentedControl
          className={classes.way}
          aria-label={t('grading.way')}
          value={way}
          onChange={(next) => {
            setSearch(0);
            setPlace({ way: next, at: 0 });
          }}
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
                setSearch(0);
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
        <Text size="sm" role="status">
          {announced}
        </Text>
      </Group>
      <Answers
        {...{ examId, list, at, goal }}
        questionId={way === 'question' ? question?.questionId : undefined}
        paperId={way === 'paper' ? list.papers[at] : undefined}
        isSearched={search > 0}
        onFound={found}
        onSaved={saved}
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
