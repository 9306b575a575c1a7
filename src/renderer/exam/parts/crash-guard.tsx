import { Button, Center, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

function Stumbled() {
  const { t } = useTranslation('exam');
  return (
    <Center mih="100dvh" p="lg">
      <Stack maw="28rem" gap="sm" role="alert">
        <Title order={1}>{t('crash.title')}</Title>
        <Text c="dimmed">{t('crash.text')}</Text>
        <Button size="md" mt="md" style={{ alignSelf: 'flex-start' }} onClick={() => window.location.reload()}>
          {t('crash.reload')}
        </Button>
      </Stack>
    </Center>
  );
}

/** A mistake in our own page must not leave a candidate before a white screen: the work is safe, and a reload goes on. */
export class CrashGuard extends Component<{ children: ReactNode }, { hasStumbled: boolean }> {
  override state = { hasStumbled: false };

  static getDerivedStateFromError(): { hasStumbled: boolean } {
    return { hasStumbled: true };
  }

  override render(): ReactNode {
    return this.state.hasStumbled ? <Stumbled /> : this.props.children;
  }
}
