import { Button } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../i18n/use-error-text.ts';
import classes from './state.module.css';

interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
  /** What could not be done; a general sentence unless told. */
  readonly title?: string;
  readonly compact?: boolean;
}

/** Shown where something could not be loaded: what, why, and a way to try again. Announced to screen readers. */
export function ErrorState({ error, onRetry, title, compact = false }: ErrorStateProps) {
  const { t } = useTranslation('common');
  const errorText = useErrorText();
  return (
    <div className={classes.state} data-compact={compact || undefined} role="alert">
      <span className={classes.icon} data-hue="red" aria-hidden="true">
        <IconPlugConnectedX size={22} />
      </span>
      <p className={classes.title}>{title ?? t('state.errorTitle')}</p>
      <div className={classes.text}>{errorText(error)}</div>
      {onRetry ? (
        <Button className={classes.action} variant="default" onClick={onRetry}>
          {t('action.retry')}
        </Button>
      ) : null}
    </div>
  );
}
