import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * The plain name of a security event's or alert's type. The catalogue is open: a type without a name is shown
 * as it came, with its underscores as spaces.
 */
export function useEventName(): (type: string) => string {
  const { t, i18n } = useTranslation('events');
  return useCallback(
    (type: string) => (i18n.exists(`events:type.${type}`) ? t(`type.${type}` as 'type.copy') : type.replaceAll('_', ' ')),
    [t, i18n],
  );
}

/** Who noticed it: a wall, the exam client, staff, `rule:<id>`, `service:<name>`. */
export function useSourceName(): (source: string) => string {
  const { t, i18n } = useTranslation('events');
  return useCallback(
    (source: string) => {
      const [kind = source, detail] = source.split(':', 2);
      const name = i18n.exists(`events:source.${kind}`) ? t(`source.${kind}` as 'source.air') : kind;
      return detail ? `${name} ${detail}` : name;
    },
    [t, i18n],
  );
}
