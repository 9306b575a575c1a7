import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../parts/dialog.tsx';
import { useFullscreen } from '../../parts/use-fullscreen.ts';

/** After full screen was left: says that it was noted and offers the way back, which needs the candidate's own click. */
export function FullscreenDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('exam');
  const fullscreen = useFullscreen();
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('fullscreen.lostTitle')} closeLabel={t('notice.close')}>
      <Text>{t('fullscreen.lostText')}</Text>
      <Group justify="flex-end" mt="xl">
        <Button variant="default" size="md" onClick={onClose}>
          {t('fullscreen.stay')}
        </Button>
        <Button
          size="md"
          data-autofocus
          onClick={() => {
            fullscreen.enter();
            onClose();
          }}
        >
          {t('fullscreen.back')}
        </Button>
      </Group>
    </Dialog>
  );
}
