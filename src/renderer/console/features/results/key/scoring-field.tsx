import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type Scoring = 'sum' | 'all' | 'places' | 'neighbours';

interface ScoringProps<Way extends Scoring> {
  readonly value: Way;
  readonly ways: readonly Way[];
  readonly onChange: (scoring: Way) => void;
}

/** How the parts of an answer make its points; that too can have been set wrongly. */
export function ScoringField<Way extends Scoring>({ value, ways, onChange }: ScoringProps<Way>) {
  const { t } = useTranslation('console');
  const named: readonly Scoring[] = ways;
  return (
    <NativeSelect
      label={t('writing.scoring')}
      value={value}
      data={named.map((way) => ({ value: way, label: t(`writing.scoringOf.${way}`) }))}
      onChange={({ currentTarget }) => {
        const way = ways.find((each) => each === currentTarget.value);
        if (way) onChange(way);
      }}
    />
  );
}
