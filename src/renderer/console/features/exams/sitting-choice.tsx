import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordedSitting } from '../../../../shared/model/what-if.ts';

interface ChoiceProps {
  /** Newest first. */
  readonly sittings: readonly RecordedSitting[];
  readonly chosen: RecordedSitting | undefined;
  readonly onChoose: (id: string) => void;
}

/** Which recorded sitting a policy is tried on, with a word where its records cannot give the exact outcome. */
export function SittingChoice({ sittings, chosen, onChoose }: ChoiceProps) {
  const { t, i18n } = useTranslation('console');
  if (!chosen) return null;
  const date = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <NativeSelect
      label={t('policyEditor.sitting')}
      value={chosen.id}
      data={sittings.map(({ id, number, startedAt, attempts, isExact }) => {
        const at = startedAt === undefined ? '' : date.format(new Date(startedAt));
        const named = t('policyEditor.sittingOf', { number, at, attempts });
        return { value: id, label: isExact ? named : `${named} · ${t('policyEditor.inexact')}` };
      })}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  );
}
