import { PasswordInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './new-password.module.css';
import { LEAST_LENGTH, strengthOf } from './password-strength.ts';

interface NewPasswordProps {
  readonly value: string;
  readonly onChange: (password: string) => void;
  readonly label?: string;
}

/** A new password with advice while it is typed. */
export function NewPassword({ value, onChange, label }: NewPasswordProps) {
  const { t } = useTranslation(['console', 'common']);
  const adviceId = useId();
  const strength = strengthOf(value);
  return (
    <div>
      <PasswordInput
        label={label ?? t('password.label')}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoComplete="new-password"
        maxLength={256}
        required
        aria-describedby={adviceId}
        visibilityToggleButtonProps={{ 'aria-label': t('common:action.showPassword'), tabIndex: 0 }}
      />
      <div className={classes.meter} aria-hidden="true" data-strength={value === '' ? undefined : strength}>
        <span />
        <span />
        <span />
      </div>
      <p id={adviceId} className={classes.advice} aria-live="polite">
        {value === ''
          ? t('password.advice', { count: LEAST_LENGTH })
          : strength === 0
            ? t('password.tooShort', { count: LEAST_LENGTH - [...value].length })
            : t(`password.strength.${strength}`)}
      </p>
    </div>
  );
}
