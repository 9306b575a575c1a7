import { Button, Modal } from '@mantine/core';
import { IconQrcode } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { JoinCard } from './join-card.tsx';

/** Shows how candidates join, large, over the page. */
export function JoinButton() {
  const { t } = useTranslation(['console', 'common']);
  const [isShown, setIsShown] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconQrcode size={17} stroke={1.8} aria-hidden />} onClick={() => setIsShown(true)}>
        {t('join.button')}
      </Button>
      <Modal
        opened={isShown}
        onClose={() => setIsShown(false)}
        size="xl"
        title={t('join.title')}
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        <JoinCard />
      </Modal>
    </>
  );
}
