import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../shared/model/alert.ts';
import { useEventName } from '../../i18n/index.ts';

/** The observed event behind an alert, where there is one; an incident of the room is more than that. */
export const eventTypeOf = (alert: Alert): string =>
  alert.type !== 'room_incident' && typeof alert.data.eventType === 'string' ? alert.data.eventType : alert.type;

/** What a rule found is called as the administrator called the rule, in every language. */
const isNamedByPeople = (alert: Alert): boolean => alert.type === 'rule_matched';

/** Headline of an alert: the room's own words in English, the type's name in other languages. */
export function useAlertTitle(): (alert: Alert) => string {
  const { i18n } = useTranslation();
  const eventName = useEventName();
  return useCallback(
    (alert: Alert) => (i18n.language === 'en' || isNamedByPeople(alert) ? alert.title : eventName(eventTypeOf(alert))),
    [i18n.language, eventName],
  );
}
