import { Loader } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHelpCircle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { durationText } from '../../../ui/time-text.ts';
import { useSeated } from '../../seat/seat-context.tsx';
import classes from './lobby.module.css';
import type { CheckState, SystemCheck } from './use-system-check.ts';

const ICONS: Record<Exclude<CheckState, 'running'>, ReactNode> = {
  ok: <IconCircleCheck size={22} aria-hidden />,
  warn: <IconAlertTriangle size={22} aria-hidden />,
  fail: <IconCircleX size={22} aria-hidden />,
  unknown: <IconHelpCircle size={22} aria-hidden />,
};

function Line({ state, name, children }: { state: CheckState | 'info'; name: string; children: ReactNode }) {
  const { t } = useTranslation('exam');
  return (
    <li className={classes.check} data-state={state}>
      <span className={classes.sign}>
        {state === 'running' ? (
          <Loader size={18} aria-hidden />
        ) : state === 'info' ? (
          <IconInfoCircle size={22} aria-hidden />
        ) : (
          ICONS[state]
        )}
      </span>
      <span>
        <strong>{name}</strong>
        <span className="iv-hidden">{state === 'info' ? '' : ` – ${t(`check.${state}`)}`}</span>
        <span className={classes.finding}>{children}</span>
      </span>
    </li>
  );
}

/** What the check found, each with an icon, a word and what it means for the candidate. */
export function CheckList({ check }: { check: SystemCheck }) {
  const { t } = useTranslation('exam');
  const { connection, clock, fullscreen, storage, displays, screen, battery } = check;
  const { world } = useSeated().link;
  const ms = connection.roundTripMs ?? 0;
  return (
    <ul className={classes.checks}>
      <Line state={connection.state} name={t('check.connection')}>
        {connection.state === 'running'
          ? t('check.running')
          : connection.state === 'fail'
            ? t('check.connectionLost')
            : connection.state === 'warn'
              ? t('check.connectionSlow', { ms })
              : t('check.connectionOk', { ms })}
      </Line>
      <Line state={clock.state} name={t('check.clock')}>
        {clock.state === 'running'
          ? t('check.running')
          : clock.state === 'warn'
            ? t('check.clockOff', { duration: durationText(Math.abs(clock.offsetMs ?? 0)) })
            : t('check.clockOk')}
      </Line>
      <Line state={storage.state} name={t('check.storage')}>
        {storage.keeping === 'durable'
          ? t('check.storageDurable')
          : storage.keeping === 'browser'
            ? t('check.storageBrowser')
            : t('check.storagePage')}
      </Line>
      <Line state={fullscreen.state} name={t('check.fullscreen')}>
        {fullscreen.state === 'ok' ? t('check.fullscreenOk') : t('check.fullscreenNo')}
      </Line>
      <Line state={displays.state} name={t('check.displays')}>
        {displays.state === 'ok'
          ? t('check.displaysOne')
          : displays.state === 'warn'
            ? t('check.displaysMany')
            : t('check.displaysUnknown')}
      </Line>
      <Line state={screen.state} name={t('check.screen')}>
        {t(screen.state === 'ok' ? 'check.screenOk' : 'check.screenNarrow', { ...screen })}
      </Line>
      <Line state={battery.state} name={t('check.battery')}>
        {battery.percent === undefined
          ? t('check.batteryUnknown')
          : t(battery.isCharging ? 'check.batteryCharging' : battery.state === 'warn' ? 'check.batteryLow' : 'check.batteryOk', {
              percent: battery.percent,
            })}
      </Line>
      <Line state="info" name={t('check.supervision')}>
        {t(world === 'desktop' ? 'check.supervisionDesktop' : 'check.supervisionBrowser')}
      </Line>
    </ul>
  );
}
