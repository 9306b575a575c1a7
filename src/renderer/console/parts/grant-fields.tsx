import { NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** What a grant allows, as it is typed. */
export interface GrantDraft {
  readonly points: string;
  readonly minutes: number | string;
}

/** The data points of a text with commas between them. */
export const pointsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((point) => point.trim())
      .filter((point) => point !== ''),
  ),
];

/** The same as the room takes it; no minutes: to the end of the exam. */
export const grantOf = ({ points, minutes }: GrantDraft): { dataPoints: string[]; minutes?: number } => ({
  dataPoints: pointsOf(points),
  ...(minutes === '' ? {} : { minutes: Number(minutes) }),
});

/** Which data a tool may read and for how long. */
export function GrantFields({ draft, onChange }: { draft: GrantDraft; onChange: (draft: GrantDraft) => void }) {
  const { t } = useTranslation('console');
  return (
    <>
      <TextInput
        label={t('tools.dataPoints')}
        description={t('tools.pointsText')}
        value={draft.points}
        onChange={(event) => onChange({ ...draft, points: event.currentTarget.value })}
        maxLength={1000}
      />
      <NumberInput
        label={t('tools.minutes')}
        description={t('tools.minutesText')}
        value={draft.minutes}
        onChange={(minutes) => onChange({ ...draft, minutes })}
        min={1}
        max={1440}
        allowDecimal={false}
        data-autofocus
      />
    </>
  );
}
