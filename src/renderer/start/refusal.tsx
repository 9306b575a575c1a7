import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HostRefusal } from '../../shared/ipc.ts';
import classes from './form.module.css';

interface RefusalProps {
  readonly refusal: HostRefusal;
  readonly port: string;
  readonly folder: string;
  readonly onRetry: () => void;
  readonly onAnyPort: () => void;
  readonly onOtherFolder: () => void;
}

/** What helps against each: the first is the likeliest. */
const REMEDIES: Readonly<Record<HostRefusal['code'], readonly ('anyPort' | 'retry' | 'otherFolder')[]>> = {
  port_in_use: ['anyPort', 'retry'],
  data_dir_locked: ['retry', 'otherFolder'],
  data_dir_unwritable: ['otherFolder', 'retry'],
  store_newer: ['otherFolder'],
  store_damaged: ['otherFolder', 'retry'],
  key_damaged: ['retry', 'otherFolder'],
  config_invalid: ['retry'],
  node_too_old: [],
  internal: ['retry', 'otherFolder'],
};

/** Why the room did not open, in words, with what can be done about it. */
export function Refusal({ refusal, port, folder, onRetry, onAnyPort, onOtherFolder }: RefusalProps) {
  const { t } = useTranslation(['start', 'common']);
  const remedies = {
    anyPort: { label: t('refusal.anyPort'), onClick: onAnyPort },
    retry: { label: t('common:action.retry'), onClick: onRetry },
    otherFolder: { label: t('refusal.otherFolder'), onClick: onOtherFolder },
  };
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title={t(`refusal.${refusal.code}`, { port })} role="alert">
      <p className={classes.refusal}>{t(`refusal.${refusal.code}Text`, { folder })}</p>
      <Group gap="xs">
        {REMEDIES[refusal.code].map((remedy, position) => (
          <Button key={remedy} size="xs" variant={position === 0 ? 'filled' : 'default'} onClick={remedies[remedy].onClick}>
            {remedies[remedy].label}
          </Button>
        ))}
      </Group>
      <details className={classes.detail}>
        <summary>{t('refusal.detail')}</summary>
        <p lang="en">{refusal.detail}</p>
      </details>
    </Alert>
  );
}
