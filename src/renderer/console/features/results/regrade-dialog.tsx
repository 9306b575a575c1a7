import { Alert, Button, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyCorrection, Treatment } from '../../../../shared/model/grading.ts';
import type { ExamId, QuestionId } from '../../../../shared/model/ids.ts';
import type { Question } from '../../../../shared/model/question.ts';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { RichHtml } from '../../../ui/rich-html.tsx';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { Refused } from '../../parts/refused.tsx';
import { useKeyFlaws } from './key/fields.tsx';
import classes from './key/key.module.css';
import { keyFlaws } from './key/key-flaws.ts';
import { KeyFields } from './key-fields.tsx';
import { RegradeChanges } from './regrade-changes.tsx';

type Trial = CommandOutput<'regrade_try'>;

function Correction({ examId, start, onClose }: { examId: ExamId; start: Question; onClose: () => void }) {
  const { t } = useTranslation('console');
  const [treatment, setTreatment] = useState<Treatment>('keyed');
  const [question, setQuestion] = useState(start);
  const [reason, setReason] = useState('');
  const [trial, setTrial] = useState<Trial>();
  const attempt = useCommand('regrade_try');
  const apply = useCommand('regrade_apply', [keys.results(examId), keys.grading(examId)]);
  const [isTold, setTold] = useState(false);
  const flaws = useMemo(() => (treatment === 'keyed' ? keyFlaws(question, start) : []), [treatment, question, start]);
  const flawAt = useKeyFlaws(isTold ? flaws : []);
  const correction: KeyCorrection = treatment === 'keyed' ? { treatment, question } : { treatment };
  const of = { examId, questionId: start.id, correction };
  const change = (next: () => void) => {
    setTrial(undefined);
    next();
  };
  const look = (): void => {
    setTold(true);
    apply.reset();
    if (flaws.length === 0) attempt.mutate(of, { onSuccess: setTrial });
  };
  const error = apply.error ?? attempt.error;
  return (
    <Stack>
      <section className={classes.asked} aria-label={t('grading.question')} tabIndex={0}>
        <RichHtml html={start.stemHtml} />
      </section>
      <Select
        label={t('grading.treatment')}
        allowDeselect={false}
        value={treatment}
        onChange={(value) => change(() => setTreatment(value as Treatment))}
        data={[
          { value: 'keyed', label: t('grading.treatments.keyed') },
          { value: 'full_points', label: t('grading.treatments.full_points') },
          { value: 'dropped', label: t('grading.treatments.dropped') },
        ]}
      />
      {treatment === 'keyed' ? (
        <>
          <KeyFields question={question} flawAt={flawAt} onChange={(next) => change(() => setQuestion(next))} />
          <NumberInput
            label={t('grading.worth')}
            maw={160}
            min={0}
            decimalScale={2}
            value={question.points}
            onChange={(points) => change(() => setQuestion({ ...question, points: Number(points) }))}
          />
        </>
      ) : null}
      {isTold && flaws.length > 0 ? (
        <Alert color="red" variant="light" role="alert">
          {t('writing.flaws', { count: flaws.length })}
        </Alert>
      ) : null}
      <Refused error={error} />
      {trial ? (
        <>
          <RegradeChanges trial={trial} />
          <TextInput
            label={t('grading.reason')}
            description={t('grading.reasonText')}
            required
            maxLength={500}
            value={reason}
            onChange={({ currentTarget: { value } }) => setReason(value)}
          />
        </>
      ) : null}
      <Group justify="end" gap="xs">
        <Button variant="default" loading={attempt.isPending} onClick={look}>
          {t('grading.try')}
        </Button>
        <Button
          disabled={!trial || reason.trim() === ''}
          loading={apply.isPending}
          // What the trial rested on may be gone with a refusal: it is looked at anew before anything counts.
          onClick={() =>
            trial &&
            apply.mutate({ ...of, basis: trial.basis, reason }, { onSuccess: onClose, onError: () => setTrial(undefined) })
          }
        >
          {t('grading.apply')}
        </Button>
      </Group>
    </Stack>
  );
}

/** Puts a key right after the exam: tried first, then applied with a reason (EX7). */
export function RegradeDialog({ examId, questionId, onClose }: { examId: ExamId; questionId: QuestionId; onClose: () => void }) {
  const { t } = useTranslation(['console', 'common']);
  const exam = useCommandQuery('exam_get', { examId, paper: 'sitting' }, keys.satExam(examId));
  const regrades = useCommandQuery('regrades_list', { examId }, keys.regrades(examId));
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t('grading.correctTitle')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <QueryView query={exam}>
        {({ questions }) => (
          <QueryView query={regrades}>
            {({ regrades: earlier }) => {
              // The last correction is what counts now; the paper itself stays as it was sat.
              const last = earlier.findLast((one) => one.questionId === questionId);
              const start = last?.after.question ?? questions.find(({ id }) => id === questionId);
              return start ? <Correction examId={examId} start={start} onClose={onClose} /> : null;
            }}
          </QueryView>
        )}
      </QueryView>
    </Modal>
  );
}
