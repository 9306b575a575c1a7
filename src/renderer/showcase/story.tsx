import type { ReactNode } from 'react';
import classes from './showcase.module.css';

/** One component with its states; `wide` for what needs the whole width. */
export function Story({ name, wide = false, children }: { name: string; wide?: boolean; children: ReactNode }) {
  return (
    <section className={classes.story} aria-label={name}>
      <h2 className={classes.name}>{name}</h2>
      <div className={classes.states} data-wide={wide || undefined}>
        {children}
      </div>
    </section>
  );
}

/** One state of a component under its name. */
export function State({ of, children }: { of: string; children: ReactNode }) {
  return (
    <figure className={classes.state}>
      <figcaption className={classes.caption}>{of}</figcaption>
      <div>{children}</div>
    </figure>
  );
}
