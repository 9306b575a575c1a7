import { Button, CloseButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFullscreen } from '../../parts/use-fullscreen.ts';
import classes from './player-screen.module.css';

/** Full screen for whoever did not switch it on in the lobby; it can be closed and then leaves the page alone. */
export function FullscreenOffer() {
  const { t } = useTranslation('exam');
  const fullscreen = useFullscreen();
  const [isClosed, setClosed] = useState(false);
  if (isClosed || fullscreen.isOn || !fullscreen.isPossible) return null;
  return (
    <div className={classes.offer}>
      <span>{t('fullscreen.offer')}</span>
      <span style={{ display: 'inline-flex', alignItems: 'center', gap: '0.25rem' }}>
        <Button size="compact-sm" variant="light" onClick={fullscreen.enter}>
          {t('fullscreen.enter')}
        </Button>
        <CloseButton aria-label={t('notice.close')} onClick={() => setClosed(true)} />
      </span>
    </div>
  );
}
