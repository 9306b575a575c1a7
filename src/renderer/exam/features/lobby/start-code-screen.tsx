import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../i18n/index.ts';
import { newRandomId } from '../../../link/random-id.ts';
import { HelpButton } from '../../parts/help/help-button.tsx';
import { PageFrame } from '../../parts/page-frame.tsx';
import { useSeated } from '../../seat/seat-context.tsx';
import { useSystemCheck } from './use-system-check.ts';
import { useTellReady } from './use-tell-ready.ts';

/** The exam runs and the paper is closed until the code that the proctor says aloud is entered (EX11). */
export function StartCodeScreen() {
  const { t } = useTranslation('exam');
  const errorText = useErrorText();
  const { link, session } = useSeated();
  // Who comes late was never in the waiting room: the check comes first here as well.
  useTellReady(useSystemCheck());
  const [code, setCode] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const enter = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await link.connection.request('start_code_enter', { id: newRandomId(), code: code.trim() });
      session.reload();
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
    }
  };
  return (
    <PageFrame title={t('startCode.title')} lead={t('startCode.lead')} width="32rem">
      <form onSubmit={(event) => void enter(event)}>
        <TextInput
          label={t('startCode.label')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          maxLength={64}
          size="lg"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          required
        />
        <Button type="submit" mt="md" loading={isBusy} disabled={code.trim() === ''}>
          {t('startCode.open')}
        </Button>
        {error === undefined ? null : <p role="alert">{errorText(error)}</p>}
      </form>
      <HelpButton isLarge />
    </PageFrame>
  );
}
