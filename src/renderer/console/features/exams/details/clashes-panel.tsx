import { Alert, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './details.module.css';
import type { DetailName, Details } from './merge-details.ts';
import type { Clash } from './use-merged-details.ts';

/** A field's value as somebody would say it. */
function useValueText(): (name: DetailName, details: Details) => string {
  const { t } = useTranslation('console');
  return (name, details) => {
    switch (name) {
      case 'title':
      case 'instructions':
        return details[name] || t('examWork.clash.empty');
      case 'durationMinutes':
        return t('exam.facts.minutes', { count: Number(details.durationMinutes) || 0 });
      case 'shuffleQuestions':
      case 'shuffleChoices':
        return t(details[name] ? 'examWork.clash.on' : 'examWork.clash.off');
      case 'pools':
        return details.pools.map(({ category, take }) => `${category}: ${take}`).join(', ') || t('paper.all');
    }
  };
}

interface ClashesProps {
  readonly clashes: readonly Clash[];
  readonly onChoose: (clash: Clash, choice: 'ours' | 'theirs') => void;
}

/** What two people wrote at once, side by side: one of the two is chosen, field by field (EX2). */
export function ClashesPanel({ clashes, onChoose }: ClashesProps) {
  const { t } = useTranslation('console');
  const valueText = useValueText();
  return (
    <Alert color="orange" variant="light" role="alert" title={t('examWork.clash.title')}>
      <p className={classes.text}>{t('examWork.clash.text')}</p>
      {clashes.map((clash) => {
        const { name, choice } = clash;
        return (
          <Radio.Group
            key={name}
            className={classes.clash}
            label={t(`examWork.clash.field.${name}`)}
            value={choice ?? null}
            onChange={(next) => onChoose(clash, next === 'theirs' ? 'theirs' : 'ours')}
          >
            <div className={classes.sides}>
              {(['theirs', 'ours'] as const).map((side) => (
                <Radio
                  key={side}
                  value={side}
                  label={t(`examWork.clash.${side}`)}
                  description={<span className={classes.value}>{valueText(name, clash[side])}</span>}
                />
              ))}
            </div>
          </Radio.Group>
        );
      })}
    </Alert>
  );
}
