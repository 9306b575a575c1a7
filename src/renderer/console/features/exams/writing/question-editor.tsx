import { Alert, Button, Group, Modal, NumberInput, TextInput } from '@mantine/core';
import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamDetail } from '../../../../../shared/model/exam.ts';
import type { Question } from '../../../../../shared/model/question.ts';
import type { QuestionDraft } from '../../../../../shared/model/question-draft.ts';
import { flawsSince } from '../../../../../shared/model/question-flaws.ts';
import { MOST } from '../../../../../shared/model/question-limits.ts';
import { useErrorText } from '../../../../i18n/index.ts';
import { useCommand } from '../../../link/queries.ts';
import { keys } from '../../../link/query-keys.ts';
import { FeedbackField, SourceField, useFlaws } from './fields.tsx';
import { KeyFields } from './key-fields.tsx';
import { LiveText } from './live-text.tsx';
import classes from './writing.module.css';

const CandidatePreview = lazy(async () => ({
  default: (await import('../../../../preview/candidate-preview.tsx')).CandidatePreview,
}));

export interface Editing {
  /** As the editor begins. */
  readonly draft: QuestionDraft;
  /** Absent for a new one. */
  readonly questionId?: Question['id'] | undefined;
  /** Where a new one goes; absent: to the end. */
  readonly after?: Question['id'] | undefined;
}

const isConflict = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'state_conflict';

interface EditorProps {
  readonly exam: ExamDetail;
  readonly editing: Editing;
  readonly onClose: () => void;
  /** The revision it was put into, and the one the paper has with it. */
  readonly onSaved: (from: number, to: number) => void;
}

/** One question, written: every field says what is wrong with it, nothing unsaved is lost by a slip, and somebody else's change neither. */
export function QuestionEditor({ exam, editing, onClose, onSaved }: EditorProps) {
  const { t } = useTranslation(['console', 'common']);
  const errorText = useErrorText();
  const save = useCommand('exam_question_save', [keys.exams]);
  const look = useCommand('exam_preview');
  const [draft, setDraft] = useState(editing.draft);
  const [isTold, setTold] = useState(false);
  const [isLeaving, setLeaving] = useState(false);
  const isChanged = draft !== editing.draft;
  const flaws = useMemo(() => flawsSince(draft, editing.questionId ? editing.draft : undefined), [draft, editing]);
  const flawAt = useFlaws(isTold ? flaws : []);

  useEffect(() => {
    if (!isChanged) return;
    const guard = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', guard);
    return () => window.removeEventListener('beforeunload', guard);
  }, [isChanged]);

  const leave = (): void => (isChanged ? setLeaving(true) : onClose());
  const change = (next: QuestionDraft): void => {
    setLeaving(false);
    setDraft(next);
  };
  const keep = async (): Promise<void> => {
    setTold(true);
    if (flaws.length > 0) return;
    const { questionId, after } = editing;
    const where = { ...(questionId ? { questionId } : {}), ...(after ? { after } : {}) };
    const { revision } = exam;
    const saved = await save.mutateAsync({ examId: exam.id, revision, question: draft, ...where });
    onSaved(revision, saved.revision);
  };
  const preview = (): void => {
    setTold(true);
    const { questionId } = editing;
    if (flaws.length === 0) look.mutate({ examId: exam.id, question: draft, ...(questionId ? { questionId } : {}) });
  };

  const title = t(editing.questionId ? 'writing.change' : 'writing.new', { type: t(`common:questionType.${draft.type}`) });
  return (
    <Modal
      opened
      onClose={leave}
      size="75rem"
      title={title}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          // what is refused is shown above the buttons
          void keep().catch(() => {});
        }}
      >
        <div className={classes.editor}>
          <div className={classes.form}>
            <TextInput
              label={t('writing.name')}
              maxLength={MOST.name}
              value={draft.name}
              onChange={(event) => change({ ...draft, name: event.currentTarget.value })}
            />
            <SourceField
              label={t('writing.text')}
              hint={t(draft.type === 'cloze' ? 'writing.clozeHint' : 'writing.textHint')}
              value={draft.stem}
              error={flawAt('stem', 'text')}
              rows={4}
              onChange={(stem) => change({ ...draft, stem })}
            />
            {draft.type === 'description' ? null : (
              <NumberInput
                label={t('writing.points')}
                min={0}
                max={Math.max(MOST.points, editing.draft.points)}
                maw={160}
                value={draft.points}
                error={flawAt('points')}
                onChange={(next) => change({ ...draft, points: Math.max(0, Number(next) || 0) })}
              />
            )}
            <KeyFields draft={draft} onChange={change} flawAt={flawAt} />
            <FeedbackField
              label={t('questions.generalFeedback')}
              value={draft.generalFeedback}
              onChange={(generalFeedback) => change({ ...draft, generalFeedback })}
            />
          </div>
          <div className={classes.form}>
            <LiveText draft={draft} />
            <Button variant="default" loading={look.isPending} onClick={preview}>
              {t('writing.asCandidate')}
            </Button>
            {look.data ? (
              <Suspense fallback={null}>
                <CandidatePreview key={JSON.stringify(look.data.questions)} questions={look.data.questions} />
              </Suspense>
            ) : null}
          </div>
        </div>
        {isTold && flaws.length > 0 ? (
          <Alert color="red" variant="light" role="alert" mt="md">
            {t('writing.flaws', { count: flaws.length })}
          </Alert>
        ) : null}
        {save.error && !save.isPending ? (
          <Alert color="red" variant="light" role="alert" mt="md">
            {isConflict(save.error) ? t('writing.conflict') : errorText(save.error)}
          </Alert>
        ) : null}
        {isLeaving ? (
          <Alert color="orange" variant="light" role="alert" mt="md">
            <Group gap="sm">
              {t('writing.unsaved')}
              <Button size="compact-sm" color="red" onClick={onClose}>
                {t('writing.discard')}
              </Button>
            </Group>
          </Alert>
        ) : null}
        <Group mt="md" justify="flex-end" gap="xs">
          <Button variant="default" onClick={leave}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('writing.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
