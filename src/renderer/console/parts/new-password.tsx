import { PasswordInput } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './new-password.module.css';

const LEAST_LENGTH = 10;

/** 0 (too short) to 3 (strong): length above all, then variety. The room has the last word. */
function strengthOf(password: string): 0 | 1 | 2 | 3 {
  const length = [...password].length;
  if (length < LEAST_LENGTH) return 0;
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u, /\p{Lo}/u].filter((kind) => kind.test(password)).length;
  const variety = new Set(password).size;
  if (variety < 5) return 1;
  return length >= 16 || (length >= 12 && kinds >= 3) ? 3 : length >= 12 || kinds >= 3 ? 2 : 1;
}

export const isStrongEnough = (password: string): boolean => strengthOf(password) > 0;

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
