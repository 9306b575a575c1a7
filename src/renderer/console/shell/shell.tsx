import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { AlertAnnouncer } from '../alerts/alert-announcer.tsx';
import { AskedAlertDetails } from '../alerts/asked-alert-details.tsx';
import { MessageAnnouncer } from '../messages/message-announcer.tsx';
import { BottomBar } from './bottom-bar.tsx';
import { CannotSave } from './cannot-save.tsx';
import { LostConnection } from './lost-connection.tsx';
import classes from './shell.module.css';
import { SideBar } from './side-bar.tsx';
import { TopBar } from './top-bar.tsx';

/** The frame around every signed-in page: navigation, connection, alerts, and the page as main landmark. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useTranslation('common');
  return (
    <div className={classes.shell}>
      {/* biome-ignore lint/a11y/useValidAnchor: a skip link; the hash is the router's, so the focus is moved by hand */}
      <a
        className={classes.skip}
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {t('skipToContent')}
      </a>
      <SideBar />
      <div className={classes.column}>
        <TopBar />
        <LostConnection />
        <CannotSave />
        <main id="main" className={classes.main} tabIndex={-1}>
          {children}
        </main>
      </div>
      <BottomBar />
      <AlertAnnouncer />
      <AskedAlertDetails />
      <MessageAnnouncer />
    </div>
  );
}
