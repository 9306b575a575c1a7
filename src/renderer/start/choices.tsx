import { IconArmchair2, IconBuildingBroadcastTower, IconDeviceDesktopShare } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { StartChoice } from '../../shared/ipc.ts';
import classes from './choices.module.css';
import { Heading } from './frame.tsx';

const CHOICES = [
  { choice: 'host', Icon: IconBuildingBroadcastTower },
  { choice: 'join', Icon: IconArmchair2 },
  { choice: 'console', Icon: IconDeviceDesktopShare },
] as const satisfies readonly { choice: StartChoice; Icon: unknown }[];

const STEPS: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

interface ChoicesProps {
  readonly canJoin: boolean;
  readonly onChoose: (choice: StartChoice) => void;
}

/** The three uses of the program. Number keys choose, arrow keys move, as in a menu. */
export function Choices({ canJoin, onChoose }: ChoicesProps) {
  const { t } = useTranslation('start');
  const list = useRef<HTMLDivElement>(null);
  const isOffered = (choice: StartChoice): boolean => choice !== 'join' || canJoin;

  useEffect(() => {
    list.current?.querySelector('button')?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('[role="menu"]')) return;
      const chosen = CHOICES[Number(event.key) - 1];
      if (chosen && (chosen.choice !== 'join' || canJoin)) onChoose(chosen.choice);
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [canJoin, onChoose]);

  const move = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button.matches(':focus'));
    if (step === undefined || at < 0) return;
    event.preventDefault();
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
  };

  return (
    <>
      <Heading title={t('title')} lead={t('lead')} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the buttons inside */}
      <div className={classes.choices} ref={list} onKeyDown={move}>
        {CHOICES.map(({ choice, Icon }, position) => (
          <button
            key={choice}
            type="button"
            className={classes.choice}
            data-first={position === 0 || undefined}
            aria-disabled={isOffered(choice) ? undefined : true}
            onClick={() => isOffered(choice) && onChoose(choice)}
          >
            <span className={classes.icon} aria-hidden="true">
              <Icon size={26} stroke={1.6} />
            </span>
            <span className={classes.name}>{t(`choice.${choice}`)}</span>
            <span className={classes.text}>{isOffered(choice) ? t(`choice.${choice}Text`) : t('choice.joinMissing')}</span>
            <span className={classes.key} aria-hidden="true">
              {position + 1}
            </span>
          </button>
        ))}
      </div>
      <p className={classes.keys}>{t('keys')}</p>
    </>
  );
}
