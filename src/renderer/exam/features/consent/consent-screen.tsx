import { Alert, Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { CONSENT } from '../../../../shared/model/consent-text.ts';
import { WATCHED_TYPES, type WatchedPlace } from '../../../../shared/model/watch-list.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { PageFrame } from '../../parts/page-frame.tsx';
import { WatchList } from '../../parts/watch-list.tsx';
import classes from './consent.module.css';

interface ConsentScreenProps {
  readonly examTitle: string;
  readonly candidateNumber: string;
  readonly consent: { readonly version: string; readonly text: string };
  /** What this exam does not watch for of what others do. */
  readonly notWatched: readonly string[] | undefined;
  readonly place: WatchedPlace;
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
  notWatched = [],
  place,
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
        {consent.version === CONSENT.version ? t('consent.text') : consent.text}
      </div>
      <p className={classes.version}>{t('consent.version', { version: consent.version })}</p>

      <WatchList watch={{ watched: WATCHED_TYPES.filter((type) => !notWatched.includes(type)) }} place={place} Heading="h2" />
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
