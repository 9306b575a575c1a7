import { Alert, Button, Code, Group, SimpleGrid, Stack } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from '../../parts/copy-button.tsx';

/** Shown this once. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation('console');
  return (
    <Stack gap="md" maw={560}>
      <Alert color="amber" variant="light" icon={<IconKey size={18} stroke={1.7} aria-hidden />} title={t('accounts.keepCodes')}>
        {t('accounts.keepCodesText')}
      </Alert>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" component="ul" style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {codes.map((code) => (
          <li key={code}>
            <Code fz="sm">{code}</Code>
          </li>
        ))}
      </SimpleGrid>
      <Group justify="space-between">
        <CopyButton text={codes.join('\n')} label={t('accounts.copyCodes')} />
        <Button onClick={onKept}>{t('accounts.kept')}</Button>
      </Group>
    </Stack>
  );
}
