import { useTranslation } from 'react-i18next';
import type { Accommodations } from '../../../shared/model/accommodations.ts';
import { useEventName } from '../../i18n/index.ts';
import { Chip } from './chip.tsx';

interface Granted extends Accommodations {
  readonly extraMinutes?: number;
  readonly breaksTaken?: number;
}

/** What a candidate is granted, so that nobody wonders (EX10); for staff only. */
export function GrantedChips({ accommodations }: { accommodations: Granted | undefined }) {
  const { t } = useTranslation('console');
  const eventName = useEventName();
  if (!accommodations) return null;
  const { extraMinutes = 0, extraPercent, breaks, breaksTaken, zoom, screenReader, detectorsOff } = accommodations;
  return (
    <>
      {extraMinutes > 0 ? <Chip hue="petrol">{t('granted.plusMinutes', { count: extraMinutes })}</Chip> : null}
      {extraPercent === undefined ? null : <Chip hue="petrol">{t('granted.plusPercent', { percent: extraPercent })}</Chip>}
      {breaks === undefined ? null : (
        <Chip hue="petrol">
          {breaksTaken === undefined
            ? t('granted.breaksOf', { count: breaks.count, minutes: breaks.minutes })
            : t('granted.breaksTaken', { taken: breaksTaken, count: breaks.count, minutes: breaks.minutes })}
        </Chip>
      )}
      {zoom === undefined ? null : <Chip hue="petrol">{t('granted.textSize', { percent: zoom })}</Chip>}
      {screenReader ? <Chip hue="petrol">{t('granted.screenReader')}</Chip> : null}
      {detectorsOff && detectorsOff.length > 0 ? (
        <Chip hue="amber" wraps>
          {t('granted.offOf', { types: detectorsOff.map(eventName).join(', ') })}
        </Chip>
      ) : null}
    </>
  );
}
