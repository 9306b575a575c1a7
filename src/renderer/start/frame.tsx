import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from '../ui/brand.tsx';
import { LanguageSwitch } from '../ui/language-switch.tsx';
import { ThemeToggle } from '../ui/theme-toggle.tsx';
import classes from './frame.module.css';

interface FrameProps {
  readonly version?: string | undefined;
  /** One step back, also by Escape; absent on the first page. */
  readonly onBack?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** Brand and settings above, one thing in the middle. */
export function Frame({ version, onBack, children }: FrameProps) {
  const { t } = useTranslation(['start', 'common']);
  useEffect(() => {
    if (!onBack) return;
    const onKey = (event: KeyboardEvent): void => {
      // An open menu closes by the same key first.
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('[role="menu"]')) onBack();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onBack]);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div className={classes.left}>
          {onBack ? (
            <ActionIcon
              variant="subtle"
              color="slate"
              size="lg"
              onClick={onBack}
              aria-label={t('common:action.back')}
              title={t('common:action.back')}
            >
              <IconArrowLeft size={20} stroke={1.7} />
            </ActionIcon>
          ) : null}
          <Brand size={32} />
        </div>
        <div className={classes.tools}>
          <LanguageSwitch />
          <ThemeToggle />
        </div>
      </header>
      <main className={classes.main}>{children}</main>
      <footer className={classes.foot}>{version ? t('version', { version }) : null}</footer>
    </div>
  );
}

/** The heading of a page, focused when the page changes, so that it is read out. */
export function Heading({ title, lead }: { title: string; lead: string }) {
  const { t } = useTranslation('common');
  useEffect(() => {
    document.title = `${title} – ${t('product')}`;
  }, [title, t]);
  return (
    <div className={classes.heading}>
      <h1 className={classes.title}>{title}</h1>
      <p className={classes.lead}>{lead}</p>
    </div>
  );
}
