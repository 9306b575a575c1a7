import { useEffect, useState } from 'react';
import type { Keeping } from '../../../../shared/ipc.ts';
import { browserTarget } from '../../seat/browser-target.ts';
import { useKeeping, useSeat, useSeated } from '../../seat/seat-context.tsx';
import { type Battery, useBattery } from './use-battery.ts';

export type CheckState = 'running' | 'ok' | 'warn' | 'fail' | 'unknown';

/** What the check of this computer found; figures in ms. */
export interface SystemCheck {
  readonly connection: { readonly state: CheckState; readonly roundTripMs?: number };
  readonly clock: { readonly state: CheckState; readonly offsetMs?: number };
  readonly fullscreen: { readonly state: CheckState };
  readonly storage: { readonly state: CheckState; readonly keeping: Keeping };
  readonly displays: { readonly state: CheckState };
  /** In CSS pixels, and how much the page is enlarged. */
  readonly screen: { readonly state: CheckState; readonly width: number; readonly height: number; readonly zoomPercent: number };
  readonly battery: Battery & { readonly state: CheckState };
}

const LOOK_EVERY_MS = 5_000;
const SLOW_MS = 500;
const CLOCK_OFF_MS = 5_000;
/** Narrower pages are made for phones: everything is there, but a long text takes much scrolling. */
const NARROW_PX = 700;
const LOW_BATTERY_PERCENT = 30;

const KEEPING_STATE: Record<Keeping, CheckState> = { durable: 'ok', browser: 'ok', page: 'warn' };

/** Measures the connection again every few seconds while the candidate waits; what is not known is said to be not known. */
export function useSystemCheck(): SystemCheck {
  const { link } = useSeated();
  const { connection } = useSeat();
  const keeping = useKeeping();
  const [measured, setMeasured] = useState<Pick<SystemCheck, 'connection' | 'clock'>>({
    connection: { state: 'running' },
    clock: { state: 'running' },
  });
  const isConnected = connection.state === 'connected';

  useEffect(() => {
    if (!isConnected) {
      const isFirst = connection.state === 'connecting';
      setMeasured((before) => ({ ...before, connection: { state: isFirst ? 'running' : 'fail' } }));
      return;
    }
    let isCurrent = true;
    const measure = async (): Promise<void> => {
      const before = performance.now();
      try {
        await link.connection.request('heartbeat', {});
      } catch {
        // the connection's own state tells of it
        return;
      }
      const roundTripMs = Math.round(performance.now() - before);
      const offsetMs = Math.round(link.connection.serverNow() - Date.now());
      if (!isCurrent) return;
      setMeasured({
        connection: { state: roundTripMs > SLOW_MS ? 'warn' : 'ok', roundTripMs },
        clock: { state: Math.abs(offsetMs) > CLOCK_OFF_MS ? 'warn' : 'ok', offsetMs },
      });
    };
    void measure();
    const timer = setInterval(() => void measure(), LOOK_EVERY_MS);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [link, isConnected, connection.state]);

  const battery = useBattery();
  const isLow = battery.percent !== undefined && battery.percent < LOW_BATTERY_PERCENT && battery.isCharging === false;
  const isExtended = browserTarget.window.screen.isExtended;
  return {
    ...measured,
    fullscreen: { state: document.fullscreenEnabled ? 'ok' : 'unknown' },
    storage: { state: KEEPING_STATE[keeping], keeping },
    screen: {
      state: window.innerWidth < NARROW_PX ? 'warn' : 'ok',
      width: window.screen.width,
      height: window.screen.height,
      zoomPercent: Math.round((window.outerWidth / Math.max(1, window.innerWidth)) * 100),
    },
    battery: { ...battery, state: battery.percent === undefined ? 'unknown' : isLow ? 'warn' : 'ok' },
    displays: { state: isExtended === undefined ? 'unknown' : isExtended ? 'warn' : 'ok' },
  };
}
