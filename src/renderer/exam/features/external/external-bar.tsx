import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { BrandSign } from '../../../ui/brand.tsx';
import { LanguageSwitch } from '../../../ui/language-switch.tsx';
import { ThemeToggle } from '../../../ui/theme-toggle.tsx';
import { DisplaySettings } from '../../parts/display-settings.tsx';
import { HelpButton } from '../../parts/help/help-button.tsx';
import { Notices } from '../../parts/notices.tsx';
import { NotificationCenter } from '../../parts/notification-center.tsx';
import { useSeated } from '../../seat/seat-context.tsx';
import classes from './external-bar.module.css';

interface ExternalBarProps {
  readonly ends: ReactNode;
  readonly done: ReactNode;
  /** What is below: the place of the other server's page. */
  readonly children: ReactNode;
}

/** What stays in sight above the page of another server: whose exam, until when, help and the end. The page has all the rest. */
export function ExternalBar({ ends, done, children }: ExternalBarProps) {
  const { t } = useTranslation('exam');
  const { t: common } = useTranslation();
  const { seat } = useSeated();
  const title = t('external.title');
  const product = common('product');
  useEffect(() => {
    document.title = `${title} – ${product}`;
  }, [title, product]);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div className={classes.row}>
          <div className={classes.who}>
            <BrandSign size={32} />
            <div>
              <h1 className={classes.exam}>{seat.examTitle}</h1>
              <p className={classes.candidate}>
                {seat.displayName} · {seat.candidateNumber}
              </p>
            </div>
          </div>
          {ends}
          <div className={classes.tools}>
            <HelpButton />
            {done}
            <NotificationCenter />
            <DisplaySettings />
            <LanguageSwitch />
            <ThemeToggle />
          </div>
        </div>
        <p className={classes.hint}>
          {title}. {t('external.lead')} {t('external.keys')}
        </p>
        <Notices isOneByOne />
      </header>
      {children}
    </div>
  );
}
