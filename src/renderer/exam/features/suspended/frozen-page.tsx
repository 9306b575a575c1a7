import { type ReactNode, useEffect, useRef } from 'react';
import { ConnectionIndicator } from '../../../ui/connection-indicator.tsx';
import { LanguageSwitch } from '../../../ui/language-switch.tsx';
import { ThemeToggle } from '../../../ui/theme-toggle.tsx';
import { DisplaySettings } from '../../parts/display-settings.tsx';
import { Notices } from '../../parts/notices.tsx';
import { useSeat, useSeated } from '../../seat/seat-context.tsx';
import classes from './frozen.module.css';

interface FrozenPageProps {
  readonly kind: 'paused' | 'suspended';
  readonly icon: ReactNode;
  readonly title: string;
  /** Left out where nobody here saw it begin. */
  readonly since: string | undefined;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

/** Covers the whole exam. The heading takes the focus, so that a screen reader reads at once what happened. */
export function FrozenPage({ kind, icon, title, since, children, foot }: FrozenPageProps) {
  const { link } = useSeated();
  const { connection } = useSeat();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    document.title = title;
  }, [title]);
  return (
    <main className={classes.page} data-kind={kind}>
      <div className={classes.card}>
        <div className={classes.sign}>{icon}</div>
        <h1 className={classes.title} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          {title}
        </h1>
        {since === undefined ? null : <p className={classes.since}>{since}</p>}
        {children}
        <Notices />
        <div className={classes.foot}>
          <ConnectionIndicator connection={connection} onRetry={() => link.connection.retryNow()} />
          <span style={{ display: 'inline-flex', alignItems: 'center' }}>
            {foot}
            <DisplaySettings />
            <LanguageSwitch />
            <ThemeToggle />
          </span>
        </div>
      </div>
    </main>
  );
}
