import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RuleAction, RuleInput } from '../../../../shared/model/rule.ts';
import { ACTION_NAMES, concernsOne, isToCandidate, withAction } from './rule-draft.ts';
import classes from './rules.module.css';

interface ActionsProps {
  readonly rule: RuleInput;
  readonly onChange: (rule: RuleInput) => void;
}

/** What is done beside the alert. */
export function RuleActions({ rule, onChange }: ActionsProps) {
  const { t } = useTranslation('console');
  const put = (changed: RuleAction) =>
    onChange({ ...rule, actions: rule.actions.map((action) => (action.do === changed.do ? changed : action)) });
  return (
    <fieldset className={classes.group}>
      <legend>{t('rules.actions')}</legend>
      {ACTION_NAMES.map((name) => {
        const action = rule.actions.find((one) => one.do === name);
        const isImpossible = isToCandidate(name) && !concernsOne(rule.when.per);
        return (
          <div key={name} className={classes.action}>
            <Checkbox
              label={t(`rules.action.${name}`)}
              description={isImpossible ? t('rules.onlyOne') : undefined}
              checked={action !== undefined}
              disabled={isImpossible}
              onChange={(event) => onChange(withAction(rule, name, event.currentTarget.checked))}
            />
            {action?.do === 'notify' ? (
              <NativeSelect
                aria-label={t('rules.notifyWhom')}
                size="xs"
                value={action.to}
                data={(['staff', 'proctor', 'admin'] as const).map((value) => ({ value, label: t(`rules.people.${value}`) }))}
                onChange={(event) => put({ ...action, to: event.currentTarget.value as typeof action.to })}
              />
            ) : null}
            {action?.do === 'webhook' ? (
              <TextInput
                label={t('rules.address')}
                description={t('rules.addressText')}
                value={action.address}
                maxLength={500}
                onChange={(event) => put({ ...action, address: event.currentTarget.value })}
              />
            ) : null}
            {action?.do === 'warn' ? (
              <TextInput
                label={t('rules.warning')}
                placeholder={t('rules.warningUsual')}
                value={action.message ?? ''}
                maxLength={300}
                onChange={(event) => {
                  const message = event.currentTarget.value;
                  put({ do: 'warn', ...(message === '' ? {} : { message }) });
                }}
              />
            ) : null}
          </div>
        );
      })}
    </fieldset>
  );
}
