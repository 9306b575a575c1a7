import { Button, Group, NativeSelect, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamDetail } from '../../../../shared/model/exam.ts';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { Refused } from '../../parts/refused.tsx';
import { PolicyDifference } from './policy-difference.tsx';
import { type Draft, differences, toDraft } from './policy-draft.ts';
import { PolicyFields } from './policy-fields.tsx';
import { PolicyWeights } from './policy-weights.tsx';
import { SittingChoice } from './sitting-choice.tsx';
import { WhatIfTable } from './what-if-table.tsx';

const CUSTOM = 'custom';

/** Everything an exam asks of its watch: from a preset, number by number, tried on what was recorded before it is saved. */
export function PolicyEditor({ exam }: { exam: ExamDetail }) {
  const offered = useCommandQuery('policies_get', {}, keys.policies);
  return <QueryView query={offered}>{(data) => <Editor exam={exam} {...data} />}</QueryView>;
}

function Editor({ exam, presets, weights }: { exam: ExamDetail } & CommandOutput<'policies_get'>) {
  const { t } = useTranslation(['console', 'common']);
  const save = useCommand('exam_policy_set', [keys.exams, keys.allAttempts, keys.allAttemptDetails]);
  const attempt = useCommand('policy_try');
  const sittings = useCommandQuery('policy_sittings', { examId: exam.id }, keys.policySittings(exam.id));
  const [chosen, setChosen] = useState<string>();
  const sitting = sittings.data?.sittings.find(({ id }) => id === chosen) ?? sittings.data?.sittings[0];
  const stored = toDraft(exam.policy);
  const [draft, setDraft] = useState<Draft>(stored);
  const [against, setAgainst] = useState(() => presets.find(({ name }) => name === exam.policy.name)?.name ?? 'standard');
  const presetName = (name: string) => t(`policyEditor.preset.${name as 'standard'}`);
  const preset = presets.find(({ name }) => name === against);
  const differs = preset ? differences(toDraft(preset), draft, weights) : [];
  const unsaved = differences(stored, draft, weights).length > 0;
  const named: Draft = { ...draft, name: differs.length === 0 ? against : CUSTOM };
  const { warn, highRisk, critical, suspend } = draft.thresholds;
  const isLadder = warn <= highRisk && highRisk <= critical && critical <= suspend;
  const error = save.error ?? attempt.error;
  return (
    <Stack gap="lg">
      <Panel title={t('policy.title')} subtitle={t('policyEditor.text')}>
        <Stack gap="md">
          <Group gap="sm" align="flex-end">
            <NativeSelect
              label={t('policyEditor.from')}
              value={against}
              data={presets.map(({ name }) => ({ value: name, label: presetName(name) }))}
              onChange={(event) => setAgainst(event.currentTarget.value)}
            />
            <Button
              variant="default"
              disabled={!preset || differs.length === 0}
              onClick={() => preset && setDraft(toDraft(preset))}
            >
              {t('policyEditor.take')}
            </Button>
            <Button variant="subtle" disabled={!unsaved} onClick={() => setDraft(stored)}>
              {t('policyEditor.reset')}
            </Button>
          </Group>
          <PolicyDifference preset={presetName(against)} differences={differs} />
          <PolicyFields draft={draft} onChange={setDraft} />
          <PolicyWeights draft={draft} usual={weights} onChange={setDraft} />
          <Refused error={error} />
          <Group gap="sm" align="flex-end">
            <Button
              loading={save.isPending}
              disabled={!unsaved || !isLadder}
              onClick={() => save.mutate({ examId: exam.id, policy: named })}
            >
              {t('common:action.save')}
            </Button>
            <SittingChoice sittings={sittings.data?.sittings ?? []} chosen={sitting} onChoose={setChosen} />
            <Button
              variant="default"
              loading={attempt.isPending}
              disabled={!isLadder}
              onClick={() => attempt.mutate({ examId: exam.id, policy: named, ...(sitting ? { sittingId: sitting.id } : {}) })}
            >
              {t('policyEditor.try')}
            </Button>
            <span role="status">{save.isSuccess && !unsaved ? t('policyEditor.saved') : ''}</span>
          </Group>
        </Stack>
      </Panel>
      {attempt.data ? (
        <WhatIfTable events={attempt.data.events} lacks={attempt.data.lacks} lines={attempt.data.attempts} />
      ) : null}
    </Stack>
  );
}
