import type { ReactNode } from 'react';
import classes from './page.module.css';

/** The page's one h1, what it is about, and what can be done here. */
export function PageHeader({
  title,
  subtitle,
  aside,
  children,
}: {
  title: ReactNode;
  subtitle?: ReactNode;
  aside?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={classes.header}>
      <div className={classes.heading}>
        <h1 className={classes.title}>{title}</h1>
        {aside}
        {subtitle ? <div className={classes.subtitle}>{subtitle}</div> : null}
      </div>
      {children ? <div className={classes.actions}>{children}</div> : null}
    </div>
  );
}
