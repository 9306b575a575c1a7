import { Button, Group, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const USUAL = [5, 10, 15, 30];

interface MinutesFieldProps {
  /** As typed: a number, or what is not one yet. */
  readonly value: number | string;
  readonly onChange: (minutes: number | string) => void;
}

/** How many minutes somebody is given, or below zero loses; the usual ones at one press. */
export function MinutesField({ value, onChange }: MinutesFieldProps) {
  const { t } = useTranslation('console');
  return (
    <>
      <NumberInput
        label={t('candidate.minutes')}
        value={value}
        onChange={onChange}
        min={-600}
        max={600}
        allowDecimal={false}
        required
        data-autofocus
      />
      <Group gap="xs">
        {USUAL.map((minutes) => (
          <Button key={minutes} size="compact-sm" variant="default" onClick={() => onChange(minutes)}>
            {t('candidate.plusMinutes', { count: minutes })}
          </Button>
        ))}
      </Group>
    </>
  );
}
