import { Button, ThemeIcon } from '@mantine/core';
import { IconHandStop } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { PageFrame } from '../../parts/page-frame.tsx';

/** After a refusal: nothing is kept but that, and where to go now. */
export function RefusedScreen({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('exam');
  return (
    <PageFrame
      title={t('consent.refusedTitle')}
      lead={t('consent.refusedText')}
      icon={
        <ThemeIcon size={52} radius="xl" variant="light" color="slate" mb="lg">
          <IconHandStop size={28} aria-hidden />
        </ThemeIcon>
      }
    >
      <Button mt="xl" size="md" variant="default" onClick={onBack}>
        {t('consent.refusedBack')}
      </Button>
    </PageFrame>
  );
}
