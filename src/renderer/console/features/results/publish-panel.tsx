import { Button, Checkbox, Group, NumberInput, Select, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { GradingRules, GradingState } from '../../../../shared/model/grading.ts';
import type { ExamId } from '../../../../shared/model/ids.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { TimeAt } from '../../../ui/time.tsx';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { useRoom } from '../../link/room-context.tsx';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { Panel } from '../../parts/panel.tsx';
import { showFailure } from '../../parts/toast.ts';
import { saveFile } from './save-file.ts';

/** How the exam is marked and passed: changed one by one, each on record. */
function Rules({ examId, rules }: { examId: ExamId; rules: GradingRules }) {
  const { t } = useTranslation('console');
  const errorText = useErrorText();
  const set = useCommand('grading_set', [keys.grading(examId)]);
  const change = (changes: Partial<GradingRules>) =>
    set.mutate({ examId, ...changes }, { onError: (error) => showFailure(errorText(error)) });
  const [percent, setPercent] = useState<string | number>(rules.passPercent ?? '');
  return (
    <Group align="end" gap="lg">
      <NumberInput
        label={t('grading.passPercent')}
        description={t('grading.passPercentText')}
        w={200}
        min={0}
        max={100}
        suffix=" %"
        value={percent}
        onChange={setPercent}
        onBlur={() => {
          const passPercent = typeof percent === 'number' ? percent : null;
          if (passPercent !== rules.passPercent) change({ passPercent });
        }}
      />
      <Select
        label={t('grading.step')}
        w={120}
        allowDeselect={false}
        data={['1', '0.5', '0.25', '0.1']}
        value={String(rules.markStep)}
        onChange={(step) => change({ markStep: Number(step) as GradingRules['markStep'] })}
      />
      <Stack gap="xs">
        <Switch
          label={t('grading.showPoints')}
          checked={rules.showPoints}
          onChange={({ currentTarget: { checked } }) => change({ showPoints: checked })}
        />
        <Switch
          label={t('grading.blind')}
          checked={rules.blindMarking}
          onChange={({ currentTarget: { checked } }) => change({ blindMarking: checked })}
        />
      </Stack>
    </Group>
  );
}

/** Whose answers are kept apart: each is decided about on the candidate's own page. */
function HeldBy({ heldBy }: Pick<GradingState, 'heldBy'>) {
  const { t } = useTranslation('console');
  return (
    <ul>
      {heldBy.map(({ attemptId, candidateNumber, answers }) => (
        <li key={attemptId}>
          <Link href={`/candidates/${attemptId}`}>{candidateNumber}</Link> · {t('results.held', { count: answers })}
        </li>
      ))}
    </ul>
  );
}

function Publish({ examId, unmarked, state }: { examId: ExamId; unmarked: number; state: GradingState }) {
  const { t } = useTranslation('console');
  const publish = useCommand('results_publish', [keys.grading(examId)]);
  const [isOpen, setIsOpen] = useState(false);
  const [isWaived, setIsWaived] = useState(false);
  const [isHeldWaived, setIsHeldWaived] = useState(false);
  const { heldAnswers, heldBy } = state;
  return (
    <>
      <Button onClick={() => setIsOpen(true)}>{t('grading.publish')}</Button>
      <ActionDialog
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        title={t('grading.publishTitle')}
        text={t('grading.publishText')}
        actionLabel={t('grading.publish')}
        isReady={(unmarked === 0 || isWaived) && (heldAnswers === 0 || isHeldWaived)}
        onAction={() => publish.mutateAsync({ examId, waiveUnmarked: isWaived, waiveHeld: isHeldWaived })}
      >
        {unmarked > 0 ? (
          <Checkbox
            label={t('grading.waive', { count: unmarked })}
            checked={isWaived}
            onChange={({ currentTarget: { checked } }) => setIsWaived(checked)}
          />
        ) : null}
        {state.isBlind ? <Text size="sm">{t('grading.publishUnblinds')}</Text> : null}
        {heldAnswers > 0 ? (
          <>
            <Text size="sm">{t('grading.heldText')}</Text>
            <HeldBy heldBy={heldBy} />
            <Checkbox
              label={t('grading.waiveHeld', { count: heldAnswers })}
              checked={isHeldWaived}
              onChange={({ currentTarget: { checked } }) => setIsHeldWaived(checked)}
            />
          </>
        ) : null}
      </ActionDialog>
    </>
  );
}

interface PublishPanelProps {
  readonly examId: ExamId;
  readonly state: GradingState;
  /** Is there a next sitting already, which has not ended? */
  readonly isOfLast: boolean;
}

/** Where the results stand: what is still to mark, whether candidates know them, and what makes one pass. */
export function PublishPanel({ examId, state, isOfLast }: PublishPanelProps) {
  const { t } = useTranslation('console');
  const { api } = useRoom();
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const unmarked = state.toMark - state.marked;
  const saveCertificates = () => {
    setIsBusy(true);
    api
      .document('certificates_get', { examId })
      .then((bytes) => saveFile('certificates.zip', bytes, 'application/zip'))
      .catch((error: unknown) => showFailure(errorText(error)))
      .finally(() => setIsBusy(false));
  };
  const actions = state.publishedAt ? (
    <Button variant="default" loading={isBusy} onClick={saveCertificates}>
      {t('grading.certificates')}
    </Button>
  ) : state.sittingState === 'ended' ? (
    <Publish examId={examId} unmarked={unmarked} state={state} />
  ) : null;
  return (
    <Panel title={t('grading.title')} actions={actions}>
      <Stack gap="md">
        {isOfLast ? <Text>{t('grading.ofLast')}</Text> : null}
        <Text role="status">
          {state.publishedAt ? (
            <>
              {t('grading.published')} <TimeAt at={state.publishedAt} />
              {state.publishedPassPercent === undefined
                ? ''
                : ` · ${
                    state.publishedPassPercent === null
                      ? t('grading.publishedUnmeasured')
                      : t('grading.publishedPass', { percent: state.publishedPassPercent })
                  }`}
              {state.toTell > 0 ? ` · ${t('grading.telling', { count: state.toTell })}` : ''}
            </>
          ) : (
            t('grading.unpublished')
          )}
          {unmarked > 0 ? ` · ${t('grading.unmarked', { count: unmarked })}` : ''}
          {state.heldAnswers > 0 ? ` · ${t('results.held', { count: state.heldAnswers })}` : ''}
        </Text>
        {state.publishedAt ? <Text c="dimmed">{t('grading.passNext')}</Text> : null}
        <Rules key={JSON.stringify(state.rules)} examId={examId} rules={state.rules} />
      </Stack>
    </Panel>
  );
}
