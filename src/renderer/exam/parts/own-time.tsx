import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandOutput } from '../../../shared/protocol/index.ts';
import { TimeAt } from '../../ui/time.tsx';
import { useSeated } from '../seat/seat-context.tsx';
import classes from './recorded-panel.module.css';

const MINUTE = 60_000;

/** Every change of the candidate's own time, so that the clock can be checked (EX9). Says nothing where there was none. */
export function OwnTime({ isOpen }: { isOpen: boolean }) {
  const { t } = useTranslation('exam');
  const { api } = useSeated().link;
  const [credits, setCredits] = useState<CommandOutput<'attempt_time'>['credits']>([]);
  useEffect(() => {
    if (!isOpen) return;
    api
      .call('attempt_time', {})
      .then((told) => setCredits(told.credits))
      .catch(() => {
        // offline: what was known stays
      });
  }, [api, isOpen]);
  if (credits.length === 0) return null;
  return (
    <>
      <h3 className={classes.heading}>{t('time.changes')}</h3>
      <ul className={classes.watched}>
        {credits.map((credit) => (
          <li key={`${credit.at} ${credit.kind}`}>
            <TimeAt at={credit.at} show="clock" /> · {t(`time.kind.${credit.kind}`)}:{' '}
            {t(credit.creditMs < 0 ? 'time.taken' : 'time.added', { count: Math.round(Math.abs(credit.creditMs) / MINUTE) })}
          </li>
        ))}
      </ul>
    </>
  );
}
