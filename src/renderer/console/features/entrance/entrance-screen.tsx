import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tokens } from '../../../../shared/client/index.ts';
import type { SessionUser } from '../../../../shared/model/session.ts';
import { browserDevice } from '../../../link/browser-device.ts';
import { deviceId } from '../../../link/stored-seat.ts';
import { Brand } from '../../../ui/brand.tsx';
import { LanguageSwitch } from '../../../ui/language-switch.tsx';
import { ThemeToggle } from '../../../ui/theme-toggle.tsx';
import { anonymousApi } from '../../link/room-link.ts';
import { QueryView } from '../../parts/query-view.tsx';
import classes from './entrance.module.css';
import { EntrancePicture } from './entrance-picture.tsx';
import { SetupForm } from './setup-form.tsx';
import { SignInForm } from './sign-in-form.tsx';

interface EntranceScreenProps {
  readonly onSignedIn: (user: SessionUser, tokens: Tokens) => void;
}

/** Before anybody is signed in: the first set-up of a fresh room, afterwards signing in. */
export function EntranceScreen({ onSignedIn }: EntranceScreenProps) {
  const { t } = useTranslation(['console', 'common']);
  const status = useQuery({ queryKey: ['setup'], queryFn: () => anonymousApi.call('setup_status', {}) });
  const [isSetUp, setIsSetUp] = useState(false);

  const signIn = async (username: string, password: string, totp?: string) => {
    const { user, ...tokens } = await anonymousApi.call('auth_login', {
      username,
      password,
      // Known again, so that nobody else's guessing makes its owner wait (ID1, W2).
      device: { ...browserDevice(), deviceId: deviceId() },
      ...(totp ? { totp } : {}),
    });
    if (user.role !== 'admin' && user.role !== 'proctor') throw new Error(t('signIn.staffOnly'));
    onSignedIn(user, tokens);
  };

  return (
    <div className={classes.entrance}>
      <EntrancePicture />
      <div className={classes.side}>
        <div className={classes.tools}>
          <LanguageSwitch />
          <ThemeToggle />
        </div>
        <main className={classes.main}>
          <div className={classes.brand}>
            <Brand size={36} />
          </div>
          {status.data ? null : <h1 className="iv-hidden">{t('common:product')}</h1>}
          <QueryView query={status} rows={3}>
            {({ needed }) =>
              needed && !isSetUp ? (
                <SetupForm
                  onDone={(password) => {
                    setIsSetUp(true);
                    return signIn('admin', password);
                  }}
                  onAlreadyDone={() => setIsSetUp(true)}
                />
              ) : (
                <SignInForm onSubmit={signIn} />
              )
            }
          </QueryView>
          <p className={classes.candidate}>
            <a href="../exam/">{t('signIn.candidate')}</a>
          </p>
        </main>
        <footer className={classes.foot}>{status.data ? t('signIn.version', { version: status.data.version }) : null}</footer>
      </div>
    </div>
  );
}
