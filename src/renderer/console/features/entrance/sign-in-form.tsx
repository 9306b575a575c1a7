import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeField } from '../../parts/code-field.tsx';
import { FactorSecret } from '../../parts/factor-secret.tsx';
import { Refused } from '../../parts/refused.tsx';
import classes from './entrance.module.css';

interface SignInFormProps {
  readonly onSubmit: (username: string, password: string, totp?: string) => Promise<void>;
}

interface Begun {
  readonly secret: string;
  readonly uri: string;
}

/** What the room says of a missing code: that one is due, with a new second factor where staff need one and this person has none. */
function askedFor(error: unknown): { begun?: Begun } | undefined {
  const { code, data } = (error ?? {}) as { code?: unknown; data?: { enrol?: Begun } };
  if (code !== 'totp_required') return undefined;
  return data?.enrol ? { begun: data.enrol } : {};
}

export function SignInForm({ onSubmit }: SignInFormProps) {
  const { t } = useTranslation(['console', 'common']);
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [totp, setTotp] = useState('');
  const [asked, setAsked] = useState<{ begun?: Begun }>();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const submit = async () => {
    setIsBusy(true);
    setError(undefined);
    try {
      await onSubmit(username.trim(), password, asked ? totp.trim() : undefined);
    } catch (caught) {
      const due = askedFor(caught);
      if (due) setAsked(due);
      else setError(caught);
      setTotp('');
      // A wrong code says nothing against the password.
      if (!due && (caught as { code?: unknown }).code !== 'totp_invalid') {
        setPassword('');
        setAsked(undefined);
      }
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <h1 className={classes.title}>{t('signIn.title')}</h1>
      <p className={classes.subtitle}>{t('signIn.subtitle')}</p>
      <Stack gap="md">
        <TextInput
          label={t('signIn.username')}
          size="md"
          value={username}
          onChange={(event) => setUsername(event.currentTarget.value)}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus
        />
        <PasswordInput
          label={t('signIn.password')}
          size="md"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': t('common:action.showPassword'), tabIndex: 0 }}
        />
        {asked?.begun ? (
          <>
            <Text size="sm">{t('accounts.begunText')}</Text>
            <FactorSecret {...asked.begun} />
          </>
        ) : null}
        {asked ? (
          <CodeField
            size="md"
            value={totp}
            onChange={setTotp}
            {...(asked.begun ? {} : { description: t('accounts.codeOrRecovery') })}
          />
        ) : null}
        <Refused error={error} />
        <Button type="submit" size="md" loading={isBusy}>
          {t('signIn.button')}
        </Button>
      </Stack>
    </form>
  );
}
