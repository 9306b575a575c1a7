import { CloseButton } from '@mantine/core';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './tools.module.css';

const LEAST = 25;
const MOST = 65;
const STEP = 5;

/** Share of the width, in percent, that the tools have at first. */
export const TOOLS_WIDTH = 42;

interface ToolsBesideProps {
  readonly width: number;
  readonly onWidth: (percent: number) => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

const within = (percent: number): number => Math.round(Math.min(MOST, Math.max(LEAST, percent)));

/** The tools beside the question; their width is dragged, or set with the arrow keys on the handle. Escape closes them. */
export function ToolsBeside({ width, onWidth, onClose, children }: ToolsBesideProps) {
  const { t } = useTranslation('exam');
  const panel = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? STEP : event.key === 'ArrowRight' ? -STEP : 0;
    if (step === 0) return;
    event.preventDefault();
    onWidth(within(width + step));
  };
  const onDrag = (event: PointerEvent<HTMLElement>): void => {
    const whole = panel.current?.parentElement?.getBoundingClientRect();
    if (!whole || whole.width === 0 || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    onWidth(within(((whole.right - event.clientX) / whole.width) * 100));
  };
  return (
    <aside
      ref={panel}
      className={classes.beside}
      aria-label={t('tools.title')}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose();
      }}
    >
      <div
        className={classes.handle}
        role="separator"
        aria-orientation="vertical"
        aria-label={t('tools.width')}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        aria-valuenow={width}
        tabIndex={0}
        onKeyDown={onKey}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={onDrag}
      />
      <div className={classes.content}>
        <div className={classes.head}>
          <h2 className={classes.title} ref={heading} tabIndex={-1}>
            {t('tools.title')}
          </h2>
          <CloseButton aria-label={t('tools.close')} onClick={onClose} />
        </div>
        {children}
      </div>
    </aside>
  );
}
