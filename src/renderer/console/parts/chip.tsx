import type { ReactNode } from 'react';
import type { Hue } from '../../ui/palette.ts';
import classes from './chip.module.css';

/** A small fact: a word with a tone. `dot` puts a mark of its colour before it. Plain elements: a page may hold thousands. */
export function Chip({
  hue = 'slate',
  dot = false,
  icon,
  title,
  wraps = false,
  children,
}: {
  hue?: Hue;
  dot?: boolean;
  icon?: ReactNode;
  title?: string;
  /** A list of names: over several lines rather than wider than its place. */
  wraps?: boolean;
  children: ReactNode;
}) {
  return (
    <span
      className={classes.chip}
      data-wraps={wraps || undefined}
      style={
        {
          '--chip-soft': `var(--iv-${hue}-soft)`,
          '--chip-text': `var(--iv-${hue}-text)`,
          '--chip-mark': `var(--iv-${hue}-mark)`,
        } as React.CSSProperties
      }
      title={title}
    >
      {dot ? <span className={classes.dot} aria-hidden="true" /> : null}
      {icon}
      {children}
    </span>
  );
}
