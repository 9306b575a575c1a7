import { IconCheck } from '@tabler/icons-react';
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from '../../ui/brand.tsx';
import { LanguageSwitch } from '../../ui/language-switch.tsx';
import { ThemeToggle } from '../../ui/theme-toggle.tsx';
import { DisplaySettings } from './display-settings.tsx';
import classes from './page-frame.module.css';

const STEPS = ['join', 'consent', 'lobby'] as const;
export type Step = (typeof STEPS)[number];

interface PageFrameProps {
  /** Changes when another page is shown: then the heading is focused and read out. */
  readonly title: string;
  readonly lead?: ReactNode;
  readonly step?: Step;
  readonly width?: string;
  readonly icon?: ReactNode;
  /** Beside the settings. */
  readonly tools?: ReactNode;
  readonly children?: ReactNode;
}

function Steps({ current }: { current: Step }) {
  const { t } = useTranslation('exam');
  const at = STEPS.indexOf(current);
  return (
    <ol className={classes.steps} aria-label={t('steps.label')}>
      {STEPS.map((step, position) => (
        <li
          key={step}
          className={classes.step}
          aria-current={position === at ? 'step' : undefined}
          data-done={position < at || undefined}
        >
          <span className={classes.number} aria-hidden="true">
            {position < at ? <IconCheck size={14} stroke={3} /> : position + 1}
          </span>
          {t(`steps.${step}`)}
          {position < at ? <span className="iv-hidden">{t('steps.done')}</span> : null}
        </li>
      ))}
    </ol>
  );
}

/** Of this document, whichever page it was. */
let hasShownPage = false;

/** A page that says one thing: brand and settings above, one card in the middle. */
export function PageFrame({ title, lead, step, width, icon, tools, children }: PageFrameProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} – ${t('product')}`;
    // The first page after loading keeps the focus where the browser put it.
    if (hasShownPage) heading.current?.focus({ preventScroll: true });
    hasShownPage = true;
  }, [title, t]);
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Brand size={30} />
        <div className={classes.tools}>
          {tools}
          <DisplaySettings />
          <LanguageSwitch />
          <ThemeToggle />
        </div>
      </header>
      <main className={classes.main}>
        <div className={classes.column} style={width ? ({ '--width': width } as CSSProperties) : undefined}>
          {step ? <Steps current={step} /> : null}
          <div className={classes.card}>
            {icon}
            <h1 className={classes.title} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
              {title}
            </h1>
            {lead ? <p className={classes.lead}>{lead}</p> : null}
            {children}
          </div>
        </div>
      </main>
    </div>
  );
}
