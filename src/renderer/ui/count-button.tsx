import { ActionIcon } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './count-button.module.css';

interface CountLooks {
  /** What it is and how many, in words: the figure itself is only for the eye. */
  readonly label: string;
  /** None shows no badge. */
  readonly count: number;
  /** What is more is shown as this and a plus; 99 unless told. */
  readonly most?: number;
  /** In red: somebody should look now. */
  readonly isUrgent?: boolean;
  /** The icon. */
  readonly children: ReactNode;
}

/** A button, or with `href` a link. */
export type CountButtonProps = CountLooks & ({ readonly onClick: () => void } | { readonly href: string });

/** A small button with an icon, and how many of something wait behind it. */
export function CountButton({ label, count, most = 99, isUrgent = false, children, ...target }: CountButtonProps) {
  const looks = {
    className: classes.button,
    variant: 'subtle',
    color: 'slate',
    size: 'lg',
    'aria-label': label,
    title: label,
  } as const;
  const inside = (
    <>
      {children}
      {count > 0 ? (
        // Drawn by its style: "99+" is a picture of the count, and no word of the button's name.
        <span
          className={classes.badge}
          data-figure={count > most ? `${most}+` : count}
          data-urgent={isUrgent || undefined}
          aria-hidden="true"
        />
      ) : null}
    </>
  );
  if ('onClick' in target)
    return (
      <ActionIcon {...looks} onClick={target.onClick}>
        {inside}
      </ActionIcon>
    );
  return (
    <ActionIcon {...looks} component="a" href={target.href}>
      {inside}
    </ActionIcon>
  );
}
