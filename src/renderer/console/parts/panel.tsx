import { type ReactNode, useId } from 'react';
import classes from './page.module.css';

interface PanelProps {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** Without inner padding, for tables and lists that reach the edge. */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** One subject on a page, with its heading. */
export function Panel({ title, subtitle, actions, flush = false, children }: PanelProps) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <header className={classes.panelHead}>
        <div>
          <h2 id={id} className={classes.panelTitle}>
            {title}
          </h2>
          {subtitle ? <p className={classes.panelSubtitle}>{subtitle}</p> : null}
        </div>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </header>
      <div className={flush ? classes.flush : classes.panelBody}>{children}</div>
    </section>
  );
}
