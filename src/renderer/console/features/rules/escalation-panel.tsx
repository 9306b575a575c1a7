import { Button, MultiSelect, NativeSelect, NumberInput, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EscalationChain, type EscalationStep } from '../../../../shared/model/escalation.ts';
import type { UserId } from '../../../../shared/model/ids.ts';
import { Severity } from '../../../../shared/model/severity.ts';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { ListFoot } from '../../parts/list-foot.tsx';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import classes from './rules.module.css';

const MOST_STEPS = 5;
const PEOPLE = ['proctor', 'admin', 'staff', 'people'] as const;

/** Who hears of an alert that nobody takes, one after the other. */
export function EscalationPanel() {
  const { t } = useTranslation('console');
  const chain = useCommandQuery('escalation_get', {}, keys.escalation);
  return (
    <Panel title={t('rules.chain')} subtitle={t('rules.chainText')}>
      <QueryView query={chain} rows={2}>
        {(stored) => <Chain key={JSON.stringify(stored)} stored={stored} />}
      </QueryView>
    </Panel>
  );
}

function Chain({ stored }: { stored: EscalationChain }) {
  const { t } = useTranslation(['console', 'common']);
  const users = useCommandQuery('users_list', {}, keys.users);
  const save = useCommand('escalation_set', [keys.escalation]);
  const [chain, setChain] = useState(stored);
  const setStep = (index: number, step: EscalationStep) =>
    setChain({ ...chain, steps: chain.steps.map((one, at) => (at === index ? step : one)) });
  const isReady = EscalationChain.safeParse(chain).success;
  return (
    <Stack gap="md">
      <MultiSelect
        label={t('rules.chainFor')}
        data={Severity.options.map((value) => ({ value, label: t(`common:severity.${value}`) }))}
        value={chain.severities}
        onChange={(values) => setChain({ ...chain, severities: values.map((value) => Severity.parse(value)) })}
      />
      {chain.steps.length === 0 ? <p className={classes.hint}>{t('rules.noSteps')}</p> : null}
      {chain.steps.map((step, index) => {
        const number = index + 1;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name but its place
          <div key={index} className={classes.field}>
            <NumberInput
              label={t('rules.stepAfter', { number })}
              min={5}
              max={3600}
              value={step.afterSeconds}
              onChange={(value) => setStep(index, { ...step, afterSeconds: Math.round(Number(value)) || step.afterSeconds })}
            />
            <NativeSelect
              label={t('rules.stepTo', { number })}
              value={step.to}
              data={PEOPLE.map((value) => ({ value, label: t(`rules.people.${value}`) }))}
              onChange={(event) =>
                setStep(index, { afterSeconds: step.afterSeconds, to: event.currentTarget.value as EscalationStep['to'] })
              }
            />
            {step.to === 'people' ? (
              <MultiSelect
                label={t('rules.stepPeople', { number })}
                data={(users.data?.users ?? []).map(({ id, displayName }) => ({ value: id as string, label: displayName }))}
                value={step.users ?? []}
                onChange={(chosen) => setStep(index, { ...step, users: chosen as UserId[] })}
              />
            ) : null}
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              aria-label={t('rules.removeStep', { number })}
              onClick={() => setChain({ ...chain, steps: chain.steps.filter((_, at) => at !== index) })}
            >
              {t('rules.remove')}
            </Button>
          </div>
        );
      })}
      <ListFoot
        addLabel={t('rules.addStep')}
        canAdd={chain.steps.length < MOST_STEPS}
        onAdd={() =>
          setChain({
            ...chain,
            steps: [...chain.steps, { afterSeconds: (chain.steps.at(-1)?.afterSeconds ?? 0) + 60, to: 'proctor' }],
          })
        }
        saveLabel={t('rules.saveChain')}
        canSave={isReady && JSON.stringify(chain) !== JSON.stringify(stored)}
        onSave={() => save.mutate(chain)}
        save={save}
        saved={save.isSuccess ? t('rules.chainSaved') : undefined}
      />
    </Stack>
  );
}
