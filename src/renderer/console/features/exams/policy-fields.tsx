import { NumberInput, SimpleGrid, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './policy.module.css';
import type { Draft } from './policy-draft.ts';

interface FieldsProps {
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
}

const STEPS = ['warn', 'highRisk', 'critical', 'suspend'] as const;
const NUMBERS = [
  { field: 'softCap', label: 'policy.softCap', min: 0, max: 100, step: 5 },
  { field: 'halfLifeMinutes', label: 'policyEditor.halfLifeMinutes', min: 0.5, max: 240, step: 1 },
  { field: 'groupingSeconds', label: 'policyEditor.groupingSeconds', min: 0, max: 3600, step: 10 },
] as const;
const SWITCHES = ['dryRun', 'requireIdentity', 'allowBrowser', 'creditSuspension'] as const;

/** An emptied field keeps its last number until another one stands in it. */
const numberOr = (value: string | number, before: number): number =>
  value === '' || !Number.isFinite(Number(value)) ? before : Number(value);

/** When what is done: the four steps, how evidence counts and fades, and what is asked of a start. */
export function PolicyFields({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation('console');
  return (
    <>
      <fieldset className={classes.group}>
        <legend>{t('policyEditor.steps')}</legend>
        <p className={classes.hint}>{t('policyEditor.stepsText')}</p>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {STEPS.map((step, index) => {
            const lower = STEPS[index - 1];
            const isTooLow = lower !== undefined && draft.thresholds[step] < draft.thresholds[lower];
            return (
              <NumberInput
                key={step}
                label={t(`policy.${step}`)}
                min={0}
                max={101}
                step={5}
                value={draft.thresholds[step]}
                error={isTooLow ? t('policyEditor.tooLow', { step: t(`policy.${lower}`) }) : undefined}
                onChange={(value) =>
                  onChange({ ...draft, thresholds: { ...draft.thresholds, [step]: numberOr(value, draft.thresholds[step]) } })
                }
              />
            );
          })}
        </SimpleGrid>
      </fieldset>
      <fieldset className={classes.group}>
        <legend>{t('policyEditor.counting')}</legend>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          {NUMBERS.map(({ field, label, ...limits }) => (
            <NumberInput
              key={field}
              label={t(label)}
              {...limits}
              value={draft[field]}
              onChange={(value) => onChange({ ...draft, [field]: numberOr(value, draft[field]) })}
            />
          ))}
        </SimpleGrid>
      </fieldset>
      <fieldset className={classes.group}>
        <legend>{t('policyEditor.conduct')}</legend>
        <div className={classes.switches}>
          {SWITCHES.map((field) => (
            <Switch
              key={field}
              label={t(`policy.${field}`)}
              checked={draft[field]}
              onChange={(event) => onChange({ ...draft, [field]: event.currentTarget.checked })}
            />
          ))}
        </div>
      </fieldset>
    </>
  );
}
