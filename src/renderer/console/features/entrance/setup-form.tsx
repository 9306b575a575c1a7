import { Button, Stack, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RoomError } from '../../../../shared/protocol/index.ts';
import { anonymousApi } from '../../link/room-link.ts';
import { NewPassword } from '../../parts/new-password.tsx';
import { isStrongEnough } from '../../parts/password-strength.ts';
import { Refused } from '../../parts/refused.tsx';
import classes from './entrance.module.css';
import { shellSetupCode } from './shell-setup-code.ts';

interface SetupFormProps {
  /** The room has its administrator; the password signs in at once. */
  readonly onDone: (password: string) => Promise<void>;
  /** Somebody else was faster. */
  readonly onAlreadyDone: () => void;
}

/** First run: whoever can see where the room was started chooses the administrator's password. */
export function SetupForm({ onDone, onAlreadyDone }: SetupFormProps) {
  const { t } = useTranslation('console');
  const [setupCode, setSetupCode] = useState('');
  const [isCodeKnown, setIsCodeKnown] = useState(false);
  const [password, setPassword] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  useEffect(() => {
    let isGone = false;
    void shellSetupCode().then((code) => {
      if (isGone || code === undefined) return;
      setSetupCode(code);
      setIsCodeKnown(true);
    });
    return () => {
      isGone = true;
    };
  }, []);

  const submit = async () => {
    setIsBusy(true);
    setError(undefined);
    try {
      await anonymousApi.call('setup', { setupCode: setupCode.trim(), password });
      await onDone(password);
    } catch (caught) {
      if (caught instanceof RoomError && caught.code === 'setup_done') onAlreadyDone();
      setError(caught);
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
      <h1 className={classes.title}>{t('setup.title')}</h1>
      <p className={classes.subtitle}>{t('setup.subtitle')}</p>
      <Stack gap="md">
        <TextInput
          label={t('setup.code')}
          description={isCodeKnown ? t('setup.codeKnown') : t('setup.codeHint')}
          size="md"
          value={setupCode}
          onChange={(event) => setSetupCode(event.currentTarget.value)}
          readOnly={isCodeKnown}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
          required
        />
        <NewPassword value={password} onChange={setPassword} label={t('setup.password')} />
        <Refused error={error} />
        <Button type="submit" size="md" loading={isBusy} disabled={setupCode.trim() === '' || !isStrongEnough(password)}>
          {t('setup.button')}
        </Button>
        <p className={classes.note}>{t('setup.note')}</p>
      </Stack>
    </form>
  );
}
