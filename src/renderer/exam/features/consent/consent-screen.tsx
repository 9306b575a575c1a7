import { Alert, Button } from '@mantine/core';
import { IconAppWindow, IconArrowLeft, IconDeviceDesktop, IconDeviceFloppy, IconEyeOff, IconKeyboard } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../../i18n/index.ts';
import { PageFrame } from '../../parts/page-frame.tsx';
import classes from './consent.module.css';

const WATCHED = [
  { name: 'page', Icon: IconAppWindow },
  { name: 'keys', Icon: IconKeyboard },
  { name: 'machine', Icon: IconDeviceDesktop },
  { name: 'answers', Icon: IconDeviceFloppy },
] as const;

interface ConsentScreenProps {
  readonly examTitle: string;
  readonly candidateNumber: string;
  readonly consent: { readonly version: string; readonly text: string };
  readonly isOutdated: boolean;
  /** What the candidate chose and the room has not answered yet. */
  readonly busy: 'agree' | 'refuse' | undefined;
  readonly error: unknown;
  readonly onAgree: () => void;
  readonly onRefuse: () => void;
  readonly onBack: () => void;
}

/** What is watched, before anything is (ID5). Agreeing and refusing stand side by side, both a plain button. */
export function ConsentScreen({
  examTitle,
  candidateNumber,
  consent,
  isOutdated,
  busy,
  error,
  onAgree,
  onRefuse,
  onBack,
}: ConsentScreenProps) {
  const { t } = useTranslation('exam');
  const errorText = useErrorText();
  return (
    <PageFrame title={t('consent.title')} lead={t('consent.lead')} step="consent" width="40rem">
      <dl className={classes.facts}>
        <div>
          <dt>{t('consent.exam')}</dt>
          <dd>{examTitle}</dd>
        </div>
        <div>
          <dt>{t('consent.candidate')}</dt>
          <dd>{candidateNumber}</dd>
        </div>
      </dl>
      {isOutdated ? (
        <Alert color="amber" role="alert" mt="md">
          {t('consent.outdated')}
        </Alert>
      ) : null}
      {/* scrolls, so it takes the focus: the keyboard must reach its end */}
      <div className={classes.text} role="region" aria-label={t('consent.textLabel')} tabIndex={0}>
        {consent.text}
      </div>
      <p className={classes.version}>{t('consent.version', { version: consent.version })}</p>

      <h2 className={classes.heading}>{t('consent.watchedTitle')}</h2>
      <ul className={classes.list}>
        {WATCHED.map(({ name, Icon }) => (
          <li key={name}>
            <Icon size={22} stroke={1.7} aria-hidden />
            <span>{t(`consent.watched.${name}`)}</span>
          </li>
        ))}
      </ul>
      <h2 className={classes.heading}>{t('consent.notTitle')}</h2>
      <ul className={classes.list} data-not>
        <li>
          <IconEyeOff size={22} stroke={1.7} aria-hidden />
          <span>{t('consent.not')}</span>
        </li>
      </ul>
      <p className={classes.people}>{t('consent.people')}</p>

      <div className={classes.actions}>
        {error === undefined ? null : (
          <Alert color="red" role="alert">
            {errorText(error)}
          </Alert>
        )}
        <Button size="lg" loading={busy === 'agree'} disabled={busy === 'refuse'} onClick={onAgree}>
          {t('consent.agree')}
        </Button>
        <Button size="lg" variant="default" loading={busy === 'refuse'} disabled={busy === 'agree'} onClick={onRefuse}>
          {t('consent.refuse')}
        </Button>
        <Button
          variant="subtle"
          color="slate"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          disabled={busy !== undefined}
          onClick={onBack}
        >
          {t('consent.back')}
        </Button>
      </div>
    </PageFrame>
  );
}
