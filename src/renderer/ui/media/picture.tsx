import { ActionIcon, Group, Modal } from '@mantine/core';
import { IconMinus, IconPhotoOff, IconPlus, IconZoomIn } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './media.module.css';
import { useMedium } from './media-context.tsx';

/** What the paper says of a picture. */
export interface PictureFacts {
  readonly alt: string;
  readonly width: number | undefined;
  readonly height: number | undefined;
}

const ZOOMS = [100, 150, 200, 300, 400] as const;

function Enlarged({ url, alt, onClose }: { url: string; alt: string; onClose: () => void }) {
  const { t } = useTranslation('common');
  const [step, setStep] = useState(0);
  const percent = ZOOMS[step] ?? 100;
  return (
    <Modal
      opened
      fullScreen
      onClose={onClose}
      title={alt || t('media.picture')}
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Group gap="xs" mb="sm" role="group" aria-label={t('media.size')}>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('media.smaller')}
          aria-disabled={step === 0}
          onClick={() => setStep(Math.max(0, step - 1))}
        >
          <IconMinus size={16} aria-hidden />
        </ActionIcon>
        <span className={classes.percent} aria-live="polite">
          {t('media.percent', { percent })}
        </span>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('media.larger')}
          aria-disabled={step === ZOOMS.length - 1}
          onClick={() => setStep(Math.min(ZOOMS.length - 1, step + 1))}
        >
          <IconPlus size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <section className={classes.enlarged} tabIndex={0} aria-label={t('media.scroll')}>
        <img src={url} alt={alt} style={{ width: `${percent}%` }} />
      </section>
    </Modal>
  );
}

/** A picture that is here, with the way to see it large. */
function Shown({ url, alt, width, height }: PictureFacts & { url: string }) {
  const { t } = useTranslation('common');
  const [isLarge, setLarge] = useState(false);
  return (
    <span className={classes.picture}>
      <img src={url} alt={alt} width={width} height={height} draggable={false} />
      <button
        type="button"
        className={classes.zoom}
        aria-label={alt === '' ? t('media.enlarge') : t('media.enlargeNamed', { alt })}
        onClick={(event) => {
          // Beside a choice this is not choosing it.
          event.preventDefault();
          setLarge(true);
        }}
      >
        <IconZoomIn size={16} stroke={1.8} aria-hidden />
      </button>
      {isLarge ? <Enlarged url={url} alt={alt} onClose={() => setLarge(false)} /> : null}
    </span>
  );
}

/** What stands there while it is not: which one, and why. */
export function Missing({ state, name, retry }: { state: 'loading' | 'failed'; name: string; retry: () => void }): ReactNode {
  const { t } = useTranslation('common');
  if (state === 'loading') return <span className={classes.missing}>{t('media.loading', { name })}</span>;
  return (
    <span className={classes.missing} role="alert">
      <IconPhotoOff size={16} stroke={1.8} aria-hidden /> {t('media.failed', { name })}{' '}
      <button
        type="button"
        onClick={(event) => {
          event.preventDefault();
          retry();
        }}
      >
        {t('action.retry')}
      </button>
    </span>
  );
}

/** A picture the file carries in its text. */
export const OwnPicture = Shown;

/** A picture of the paper, fetched from the room. */
export function Picture({ sha256, ...facts }: PictureFacts & { sha256: string }) {
  const { t } = useTranslation('common');
  const medium = useMedium(sha256);
  if (medium.state === 'ready') return <Shown url={medium.url} {...facts} />;
  return <Missing state={medium.state} name={facts.alt || t('media.picture')} retry={medium.retry} />;
}

/** A sound of the paper, with the browser's own controls: they know the keyboard and screen readers. */
export function Sound({ sha256 }: { sha256: string }) {
  const { t } = useTranslation('common');
  const medium = useMedium(sha256);
  if (medium.state !== 'ready') return <Missing state={medium.state} name={t('media.sound')} retry={medium.retry} />;
  return (
    // biome-ignore lint/a11y/useMediaCaption: the paper brings no captions along
    <audio className={classes.sound} controls controlsList="nodownload" src={medium.url} aria-label={t('media.sound')} />
  );
}
