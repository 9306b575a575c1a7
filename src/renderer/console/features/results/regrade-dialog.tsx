import { Alert, Button, Group, Modal, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyCorrection, Treatment } from '../../../../shared/model/grading.ts';
import type { ExamId, QuestionId } from '../../../../shared/model/ids.ts';
import type { Question } from '../../../../shared/model/question.ts';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { pointsText } from '../../parts/number-text.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { KeyFields } from './key-fields.tsx';
import classes from './results.module.css';

type Trial = CommandOutput<'regrade_try'>;

/** Who would change, and by how much: seen before anything counts. */
function Changes({ trial }: { trial: Trial }) {
  const { t } = useTranslation('console');
  const { changed, up, down, certificates } = trial.summary;
  return (
    <Alert variant="light" role="status" title={t('grading.trialTitle', { count: changed })}>
      <Text>{t('grading.trialText', { up, down, certificates })}</Text>
      <ul className={classes.changes}>
        {trial.changes.map(({ attemptId, name, candidateNumber, before, after }) => (
          <li key={attemptId}>
            <span>{name || candidateNumber}</span>
            <span className="iv-numbers">
              {pointsText(before.score)} / {pointsText(before.maxScore)} → {pointsText(after.score)} /{' '}
              {pointsText(after.maxScore)}
            </span>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function Correction({ examId, start, onClose }: { examId: ExamId; start: Question; onClose: () => void }) {
  const { t } = useTranslation('console');
  const errorText = useErrorText();
  const [treatment, setTreatment] = useState<Treatment>('keyed');
  const [question, setQuestion] = useState(start);
  const [reason, setReason] = useState('');
  const [trial, setTrial] = useState<Trial>();
  const attempt = useCommand('regrade_try');
  const apply = useCommand('regrade_apply', [keys.results(examId), keys.grading(examId)]);
  const correction: KeyCorrection = treatment === 'keyed' ? { treatment, question } : { treatment };
  const of = { examId, questionId: start.id, correction };
  const change = (next: () => void) => {
    setTrial(undefined);
    next();
  };
  const error = apply.error ?? attempt.error;
  return (
    <Stack>
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
          <KeyFields question={question} onChange={(next) => change(() => setQuestion(next))} />
          <NumberInput
            label={t('grading.worth')}
            min={0}
            decimalScale={2}
            value={question.points}
            onChange={(points) => change(() => setQuestion({ ...question, points: Number(points) }))}
          />
        </>
      ) : null}
      {error ? (
        <Alert color="red" role="alert">
          {errorText(error)}
        </Alert>
      ) : null}
      {trial ? (
        <>
          <Changes trial={trial} />
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
      <Group justify="end">
        <Button variant="default" loading={attempt.isPending} onClick={() => attempt.mutate(of, { onSuccess: setTrial })}>
          {t('grading.try')}
        </Button>
        <Button
          disabled={!trial || reason.trim() === ''}
          loading={apply.isPending}
          onClick={() => trial && apply.mutate({ ...of, basis: trial.basis, reason }, { onSuccess: onClose })}
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
      size="lg"
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
