import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** What an entry of the audit log says was done, in plain words; an action of another version stays as it is sealed. */
export function useActionName(): (action: string) => string {
  const { t, i18n } = useTranslation('audit');
  return useCallback(
    (action: string) => {
      const [subject = '', what = ''] = action.split('.', 2);
      return i18n.exists(`audit:action.${action}`) ? t(`action.${subject}.${what}` as 'action.session.opened') : action;
    },
    [t, i18n],
  );
}

/** The kind of thing or person an entry names, `attempt` or `student`; a kind of another version stays as it is sealed. */
export function useAuditedName(): (kind: string) => string {
  const { t, i18n } = useTranslation('audit');
  return useCallback(
    (kind: string) => (i18n.exists(`audit:named.${kind}`) ? t(`named.${kind}` as 'named.room') : kind),
    [t, i18n],
  );
}
