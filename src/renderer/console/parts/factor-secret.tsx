import { Code, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './copy-button.tsx';
import { QrCode } from './qr-code.tsx';

/** A new second factor for somebody's authenticator app: to scan, or to type. */
export function FactorSecret({ secret, uri }: { secret: string; uri: string }) {
  const { t } = useTranslation('console');
  const inGroups = secret.replace(/(.{4})(?=.)/g, '$1 ');
  return (
    <Stack gap="sm" align="center">
      <QrCode text={uri} size={200} label={t('accounts.qrLabel')} />
      <Text size="sm" c="dimmed" ta="center">
        {t('accounts.orType')}
      </Text>
      <Group gap="xs" justify="center" wrap="nowrap">
        <Code fz="sm">{inGroups}</Code>
        <CopyButton text={secret} label={t('accounts.copySecret')} />
      </Group>
    </Stack>
  );
}
