import { Alert, Button, Group, NumberInput, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark, type MarkingAnswer, ReplacedAnswer } from '../../../../shared/model/grading.ts';
import type { ExamId } from '../../../../shared/model/ids.ts';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { TimeAt } from '../../../ui/time.tsx';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { pointsText } from '../../parts/number-text.ts';
import classes from './results.module.css';

/** What another marker wrote meanwhile, as the room's refusal carries it. */
function otherMark(error: unknown): Mark | undefined {
  const { code, data } = error as { code?: unknown; data?: { mark?: unknown } };
  const read = code === 'state_conflict' ? Mark.safeParse(data?.mark) : undefined;
  return read?.success ? read.data : undefined;
}

/** The text that counts instead, where that is why the room refused. */
function otherText(error: unknown): ReplacedAnswer | undefined {
  const { code, data } = error as { code?: unknown; data?: { answer?: unknown } };
  const read = code === 'state_conflict' ? ReplacedAnswer.safeParse(data?.answer) : undefined;
  return read?.success ? read.data : undefined;
}

interface MarkFormProps {
  readonly answer: MarkingAnswer;
  /** The revision that was read. */
  readonly answerRevision: number;
  /** Another text counts, and nobody said yet that it was read: nothing can be saved. */
  readonly isReplaced: boolean;
  readonly examId: ExamId;
  readonly most: number;
  readonly markStep: number;
  readonly onReplaced: (answer: ReplacedAnswer) => void;
  readonly onSaved: (saved: CommandOutput<'mark_save'>) => void;
}

/** Points and comment for one answer. What somebody else saved meanwhile is shown before it can be replaced. */
export function MarkForm({ answer, answerRevision, isReplaced, examId, most, markStep, onReplaced, onSaved }: MarkFormProps) {
  const { t } = useTranslation('console');
  const errorText = useErrorText();
  const [points, setPoints] = useState<string | number>(answer.mark?.points ?? '');
  const [comment, setComment] = useState(answer.mark?.comment ?? '');
  const [theirs, setTheirs] = useState<Mark>();
  const save = useCommand('mark_save', [keys.grading(examId), keys.results(examId)]);
  const { paperId, questionId } = answer;
  const isOther = save.error !== null && otherText(save.error) !== undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typeof points !== 'number' || isReplaced) return;
    const revision = theirs?.revision ?? answer.mark?.revision ?? 0;
    save.mutate(
      { examId, paperId, questionId, answerRevision, points, comment, revision },
      {
        onSuccess: onSaved,
        onError: (error) => {
          const other = otherText(error);
          if (other) onReplaced(other);
          else setTheirs(otherMark(error));
        },
      },
    );
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Stack gap="sm">
        {theirs ? (
          <Alert color="amber" role="alert" title={t('grading.conflictTitle', { name: theirs.markedBy })}>
            <Text>{t('grading.conflictText', { points: pointsText(theirs.points) })}</Text>
            {theirs.comment ? <Text>{theirs.comment}</Text> : null}
          </Alert>
        ) : null}
        {save.error && !theirs && !isOther ? (
          <Alert color="red" role="alert">
            {errorText(save.error)}
          </Alert>
        ) : null}
        <NumberInput
          label={t('grading.points', { most: pointsText(most) })}
          w={160}
          min={0}
          max={most}
          step={markStep}
          decimalScale={2}
          required
          value={points}
          onChange={setPoints}
        />
        <Textarea
          label={t('grading.comment')}
          description={t('grading.commentText')}
          autosize
          minRows={2}
          maxLength={4000}
          value={comment}
          onChange={({ currentTarget: { value } }) => setComment(value)}
        />
        <Group gap="sm">
          <Button type="submit" loading={save.isPending} disabled={typeof points !== 'number' || isReplaced}>
            {theirs ? t('grading.replace') : t('grading.save')}
          </Button>
          {answer.mark ? (
            <Text c="dimmed" size="sm" role="status">
              {t('grading.markedBy', { name: answer.mark.markedBy })} <TimeAt at={answer.mark.markedAt} />
            </Text>
          ) : null}
        </Group>
      </Stack>
    </form>
  );
}
