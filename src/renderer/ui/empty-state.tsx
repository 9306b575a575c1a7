import type { ReactNode } from 'react';
import classes from './state.module.css';

interface EmptyStateProps {
  /** Says what is not there. */
  readonly title: string;
  /** Says why, and what brings something here. */
  readonly children?: ReactNode;
  readonly icon?: ReactNode;
  /** The one thing to do about it. */
  readonly action?: ReactNode;
  readonly compact?: boolean;
}

/** Shown where a list has nothing in it: never a blank area. */
export function EmptyState({ title, children, icon, action, compact = false }: EmptyStateProps) {
  return (
    <div className={classes.state} data-compact={compact || undefined}>
      {icon ? (
        <span className={classes.icon} aria-hidden="true">
          {icon}
        </span>
      ) : null}
      <p className={classes.title}>{title}</p>
      {children ? <div className={classes.text}>{children}</div> : null}
      {action ? <div className={classes.action}>{action}</div> : null}
    </div>
  );
}
