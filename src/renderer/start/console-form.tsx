import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconShieldQuestion } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConsoleRefusal, StartShell } from '../../shared/ipc.ts';
import classes from './form.module.css';
import { Heading } from './frame.tsx';

interface ConsoleFormProps {
  readonly shell: StartShell;
  readonly initialUrl: string | undefined;
  readonly refused: ConsoleRefusal | undefined;
}

/** The address of another room, and what this version cannot promise about it. */
export function ConsoleForm({ shell, initialUrl = '', refused }: ConsoleFormProps) {
  const { t } = useTranslation('start');
  const [url, setUrl] = useState(initialUrl);
  const [isOpening, setOpening] = useState(false);
  const [problem, setProblem] = useState<ConsoleRefusal | 'missing' | 'failed' | undefined>(refused);

  const open = async (): Promise<void> => {
    if (isOpening) return;
    if (url.trim() === '') return setProblem('missing');
    setOpening(true);
    setProblem(undefined);
    const reply = await shell.openConsole({ url });
    setOpening(false);
    setProblem(reply.ok ? reply.value.refusal : 'failed');
  };

  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void open();
      }}
    >
      <Heading title={t('console.title')} lead={t('console.lead')} />
      <Stack gap="lg">
        <TextInput
          label={t('console.address')}
          placeholder="192.168.1.20:3000"
          size="md"
          value={url}
          onChange={(event) => {
            setUrl(event.currentTarget.value);
            setProblem(undefined);
          }}
          error={problem === undefined ? undefined : problem === 'failed' ? t('failed') : t(`console.${problem}`)}
          autoFocus
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
          inputMode="url"
        />
        <p className={classes.note}>
          <IconShieldQuestion size={18} stroke={1.7} aria-hidden="true" />
          {t('console.noPin')}
        </p>
        <Group gap="md">
          <Button type="submit" size="md" loading={isOpening}>
            {t('console.open')}
          </Button>
          <Text component="span" size="sm" c="dimmed" role="status">
            {isOpening ? t('console.opening') : ''}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
