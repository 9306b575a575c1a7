import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleField, RuleInput } from '../../../../shared/model/rule.ts';
import { useEventName } from '../../../i18n/index.ts';

/** A rule in one sentence, as a person would say it. */
export function useRuleSentence(): (rule: RuleInput) => string {
  const { t, i18n } = useTranslation(['console', 'common']);
  const eventName = useEventName();
  return useCallback(
    ({ when, severity, actions }: RuleInput) => {
      const list = new Intl.ListFormat(i18n.language, { type: when.match === 'all' ? 'conjunction' : 'disjunction' });
      const either = new Intl.ListFormat(i18n.language, { type: 'disjunction' });
      const field = ({ field: name, is, value }: RuleField) =>
        `${name.startsWith('details.') ? name.slice('details.'.length) : t(`rules.field.${name as 'offline'}`)} ${t(`rules.is.${is}`)}${
          is === 'present' ? '' : ` ${String(value)}`
        }`;
      const what = when.types.length > 0 ? either.format(when.types.map(eventName)) : t('rules.anyEvent');
      const fields =
        when.fields.length > 0 ? ` ${t('rules.sentenceFields', { fields: list.format(when.fields.map(field)) })}` : '';
      const from = when.from
        ? ` ${t('rules.sentenceFrom', { from: either.format(when.from.map((one) => t(`rules.source.${one}`))) })}`
        : '';
      const people = when.candidates ? ` ${t('rules.sentencePeople', { count: when.candidates })}` : '';
      const does = [
        t('rules.sentenceAlert', { severity: t(`common:severity.${severity}`) }),
        ...actions.map((action) => t(`rules.does.${action.do}`)),
      ];
      return t('rules.sentence', {
        count: when.count,
        seconds: when.windowSeconds,
        what,
        fields: `${from}${fields}`,
        people,
        per: t(`rules.per.${when.per}`),
        does: new Intl.ListFormat(i18n.language).format(does),
      });
    },
    [t, i18n.language, eventName],
  );
}
