import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../i18n/index.ts';
import classes from './entrance.module.css';

export function SignInForm({ onSubmit }: { onSubmit: (username: string, password: string) => Promise<void> }) {
  const { t } = useTranslation(['console', 'common']);
  const errorText = useErrorText();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  const submit = async () => {
    setIsBusy(true);
    setError(undefined);
    try {
      await onSubmit(username.trim(), password);
    } catch (caught) {
      setError(caught);
      setPassword('');
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
        {error === undefined ? null : (
          <Alert color="red" variant="light" role="alert">
            {errorText(error)}
          </Alert>
        )}
        <Button type="submit" size="md" loading={isBusy}>
          {t('signIn.button')}
        </Button>
      </Stack>
    </form>
  );
}
