import { NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EventWeight } from '../../../../shared/model/policy.ts';
import { useEventName } from '../../../i18n/index.ts';
import { Chip } from '../../parts/chip.tsx';
import classes from './policy.module.css';
import { type Draft, withWeight } from './policy-draft.ts';

interface WeightsProps {
  readonly draft: Draft;
  /** What a type weighs that the policy does not name. */
  readonly usual: Readonly<Record<string, EventWeight>>;
  readonly onChange: (draft: Draft) => void;
}

const KINDS = EventWeight.shape.kind.options;
const within = (value: string | number, most: number): number => Math.min(most, Math.max(0, Number(value) || 0));

/** What each observation weighs: points, how sure it is, and of which kind it is. */
export function PolicyWeights({ draft, usual, onChange }: WeightsProps) {
  const { t } = useTranslation(['console', 'events']);
  const eventName = useEventName();
  const types = Object.keys({ ...usual, ...draft.weights }).sort((a, b) => eventName(a).localeCompare(eventName(b)));
  return (
    <details className={classes.weights}>
      <summary>{t('policyEditor.weights', { count: types.length })}</summary>
      <p className={classes.hint}>{t('policyEditor.weightsText')}</p>
      <ul>
        {types.map((type) => {
          const weight = draft.weights[type] ?? usual[type];
          if (!weight) return null;
          const name = eventName(type);
          const set = (changed: Partial<EventWeight>) =>
            onChange(withWeight(draft, type, { ...weight, ...changed }, usual[type]));
          return (
            <li key={type} className={classes.weight}>
              <span className={classes.type}>
                {name} {draft.weights[type] ? <Chip hue="petrol">{t('policyEditor.own')}</Chip> : null}
              </span>
              <NumberInput
                aria-label={t('policyEditor.weightOf', { name })}
                size="xs"
                min={0}
                max={100}
                value={weight.weight}
                onChange={(value) => set({ weight: within(value, 100) })}
              />
              <NumberInput
                aria-label={t('policyEditor.confidenceOf', { name })}
                size="xs"
                min={0}
                max={1}
                step={0.1}
                value={weight.confidence}
                onChange={(value) => set({ confidence: within(value, 1) })}
              />
              <NativeSelect
                aria-label={t('policyEditor.kindOf', { name })}
                size="xs"
                value={weight.kind}
                data={KINDS.map((kind) => ({ value: kind, label: t(`events:kind.${kind}`) }))}
                onChange={(event) => set({ kind: EventWeight.shape.kind.parse(event.currentTarget.value) })}
              />
            </li>
          );
        })}
      </ul>
    </details>
  );
}
