import { useTranslation } from 'react-i18next';
import { useTicking } from './room-clock.tsx';
import { clockText, dateText, dateTimeText, durationText, fullTimeText, relativeText } from './time-text.ts';

/** A moment as the wire has it (ISO 8601) or in epoch milliseconds. */
export type Moment = string | number;
const epoch = (at: Moment): number => (typeof at === 'number' ? at : Date.parse(at));

/** How long ago, kept current; the full time with its zone on hover and for machines. */
export function TimeAgo({ at }: { at: Moment }) {
  const { t, i18n } = useTranslation('common');
  const moment = epoch(at);
  const text = useTicking((now) => relativeText(moment, now, i18n.language, t('time.now')));
  return (
    <time className="iv-numbers" dateTime={new Date(moment).toISOString()} title={fullTimeText(moment, i18n.language)}>
      {text}
    </time>
  );
}

/** A fixed moment; `show` picks how much of it. The full time with its zone on hover. */
export function TimeAt({ at, show = 'dateTime' }: { at: Moment; show?: 'clock' | 'date' | 'dateTime' | 'full' }) {
  const { i18n } = useTranslation('common');
  const moment = epoch(at);
  const texts = { clock: clockText, date: dateText, dateTime: dateTimeText, full: fullTimeText };
  return (
    <time className="iv-numbers" dateTime={new Date(moment).toISOString()} title={fullTimeText(moment, i18n.language)}>
      {texts[show](moment, i18n.language)}
    </time>
  );
}

/** The room's clock, to the second. */
export function RoomTime() {
  const { i18n } = useTranslation('common');
  const text = useTicking((now) => clockText(now, i18n.language));
  return <time className="iv-numbers">{text}</time>;
}

/** Time left until `until`, to the second; "Time is up" after it. `role="timer"` is silent for screen readers. */
export function Countdown({ until }: { until: Moment }) {
  const { t } = useTranslation('common');
  const moment = epoch(until);
  const text = useTicking((now) => (now >= moment ? t('time.over') : durationText(moment - now)));
  return (
    <span role="timer" className="iv-numbers">
      {text}
    </span>
  );
}
