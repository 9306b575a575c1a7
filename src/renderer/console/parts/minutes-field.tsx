import { Button, Group, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const USUAL = [5, 10, 15, 30];
const MOST = 600;

interface MinutesFieldProps {
  /** What is typed; text while it is no number yet. */
  readonly value: number | string;
  readonly onChange: (value: number | string) => void;
}

/** How many minutes to give, or with a minus to take; what is usual is one press away. The first field of its dialog. */
export function MinutesField({ value, onChange }: MinutesFieldProps) {
  const { t } = useTranslation('console');
  return (
    <>
      <NumberInput
        label={t('candidate.minutes')}
        value={value}
        onChange={onChange}
        min={-MOST}
        max={MOST}
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
