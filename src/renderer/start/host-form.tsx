import { Alert, Button, Checkbox, Collapse, Group, Radio, Stack, TextInput } from '@mantine/core';
import { IconChevronDown, IconFolder, IconLock, IconLockOpen } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostRefusal, StartShell } from '../../shared/ipc.ts';
import classes from './form.module.css';
import { Heading } from './frame.tsx';
import { Refusal } from './refusal.tsx';
import { useLongerThan } from './use-longer-than.ts';

interface HostFormProps {
  readonly shell: StartShell;
  readonly initial: { readonly port: number; readonly lan: boolean; readonly plaintext: boolean; readonly dataDir: string };
  /** Why it did not open when the program was started. */
  readonly refused: HostRefusal | undefined;
}

const LONG_MS = 3_000;
const isPort = (text: string): boolean => /^\d{1,5}$/.test(text) && Number(text) <= 65_535;

/** Who may reach the room, where it keeps things, and the button that opens it. */
export function HostForm({ shell, initial, refused }: HostFormProps) {
  const { t } = useTranslation(['start', 'common']);
  const [lan, setLan] = useState(initial.lan);
  const [plaintext, setPlaintext] = useState(initial.plaintext);
  const [port, setPort] = useState(String(initial.port));
  const [dataDir, setDataDir] = useState(initial.dataDir);
  const [isDetailed, setDetailed] = useState(false);
  const [isOpening, setOpening] = useState(false);
  const [refusal, setRefusal] = useState<HostRefusal | undefined>(refused);
  const [hasFailed, setFailed] = useState(false);
  const isLong = useLongerThan(LONG_MS, isOpening);

  const open = async (wanted: { port: string; dataDir: string }): Promise<void> => {
    if (isOpening) return;
    if (!isPort(wanted.port)) return setDetailed(true);
    setOpening(true);
    setRefusal(undefined);
    setFailed(false);
    const reply = await shell.host({ port: Number(wanted.port), lan, plaintext, dataDir: wanted.dataDir });
    setOpening(false);
    setFailed(!reply.ok);
    if (reply.ok) setRefusal(reply.value.refusal);
  };
  const chooseFolder = async (): Promise<void> => {
    const reply = await shell.chooseFolder();
    if (reply.ok && reply.value.folder !== undefined) {
      setDataDir(reply.value.folder);
      setRefusal(undefined);
      setDetailed(true);
    }
  };
  const anyPort = (): void => {
    setPort('0');
    void open({ port: '0', dataDir });
  };

  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void open({ port, dataDir });
      }}
    >
      <Heading title={t('host.title')} lead={t('host.lead')} />
      <Stack gap="lg">
        {refusal ? (
          <Refusal
            refusal={refusal}
            port={port}
            folder={dataDir}
            onRetry={() => void open({ port, dataDir })}
            onAnyPort={anyPort}
            onOtherFolder={() => void chooseFolder()}
          />
        ) : null}
        {hasFailed ? (
          <Alert color="red" role="alert">
            {t('failed')}
          </Alert>
        ) : null}
        <Radio.Group label={t('host.reach')} value={lan ? 'lan' : 'local'} onChange={(value) => setLan(value === 'lan')}>
          <div className={classes.cards}>
            {(['local', 'lan'] as const).map((reach, position) => (
              <Radio
                key={reach}
                className={classes.card}
                wrapperProps={{ 'data-chosen': (reach === 'lan') === lan || undefined }}
                value={reach}
                label={t(`host.${reach}`)}
                description={t(`host.${reach}Text`)}
                autoFocus={position === 0}
              />
            ))}
          </div>
        </Radio.Group>
        {lan ? (
          <Stack gap="sm">
            <Alert
              color={plaintext ? 'amber' : 'petrol'}
              icon={plaintext ? <IconLockOpen /> : <IconLock />}
              title={t(plaintext ? 'host.plainTitle' : 'host.encryptedTitle')}
              role="status"
            >
              {t(plaintext ? 'host.plainText' : 'host.encryptedText')}
            </Alert>
            <Checkbox
              label={t('host.plain')}
              checked={plaintext}
              onChange={(event) => setPlaintext(event.currentTarget.checked)}
            />
          </Stack>
        ) : null}
        <div>
          <button
            type="button"
            className={classes.more}
            aria-expanded={isDetailed}
            aria-controls="host-details"
            onClick={() => setDetailed((before) => !before)}
          >
            <IconChevronDown size={16} stroke={1.8} aria-hidden="true" />
            {t('host.more')}
          </button>
          <Collapse expanded={isDetailed} id="host-details">
            <Stack gap="md" pt="sm">
              <TextInput
                label={t('host.port')}
                description={t('host.portHint')}
                error={isPort(port) ? undefined : t('host.portWrong')}
                value={port}
                onChange={(event) => setPort(event.currentTarget.value.trim())}
                inputMode="numeric"
                maw="12rem"
              />
              <TextInput
                label={t('host.folder')}
                description={t('host.folderHint')}
                value={dataDir}
                readOnly
                rightSectionWidth="auto"
              />
              <Group>
                <Button variant="default" leftSection={<IconFolder size={16} aria-hidden />} onClick={() => void chooseFolder()}>
                  {t('host.chooseFolder')}
                </Button>
              </Group>
            </Stack>
          </Collapse>
        </div>
        <Group gap="md">
          <Button type="submit" size="md" loading={isOpening}>
            {t('host.open')}
          </Button>
          <span className={classes.progress} role="status">
            {isOpening ? t(isLong ? 'host.openingLong' : 'host.opening') : ''}
          </span>
        </Group>
      </Stack>
    </form>
  );
}
