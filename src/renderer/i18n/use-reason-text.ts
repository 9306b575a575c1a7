import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { readSentence } from '../../shared/model/event-words.ts';
import { readStaffSentence } from '../../shared/model/staff-sentences.ts';
import { useEventName } from './use-event-name.ts';

/**
 * A reason in the language of the page: the room's own sentences are said anew, what a person typed stays as it is.
 * Several are joined by semicolons.
 */
export function useReasonText(): (reason: string) => string {
  const { t, i18n } = useTranslation('events');
  const eventName = useEventName();
  const sayOne = useCallback(
    (sentence: string): string => {
      const read = readSentence(sentence);
      if (!read) return sentence;
      if (read.kind === 'room') return t(`reason.${read.reason}`);
      if (read.kind === 'said') return t(`said.${read.sentence}`);
      const times = read.count === undefined ? '' : ` ${t('reason.times', { times: read.count })}`;
      const points = read.points === undefined ? '' : `: ${t('reason.points', { points: read.points })}`;
      return `${eventName(read.type)}${times}${points}`;
    },
    [t, eventName],
  );
  const sayToStaff = useCallback(
    (sentence: string): string => {
      const read = readStaffSentence(sentence);
      if (!read) return sayOne(sentence);
      const parts = Object.entries(read.parts).map(([name, part]) => [name, sayToStaff(part)]);
      return t(`staff.${read.name}` as 'staff.new_device', Object.fromEntries(parts));
    },
    [t, sayOne],
  );
  return useCallback(
    (reason: string) => {
      if (i18n.language === 'en') return reason;
      // A sentence of the room may hold a semicolon itself.
      const whole = sayToStaff(reason);
      return whole === reason ? reason.split('; ').map(sayToStaff).join('; ') : whole;
    },
    [i18n.language, sayToStaff],
  );
}
