import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { readSentence } from '../../shared/model/event-words.ts';
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
  return useCallback(
    (reason: string) => (i18n.language === 'en' ? reason : reason.split('; ').map(sayOne).join('; ')),
    [i18n.language, sayOne],
  );
}
