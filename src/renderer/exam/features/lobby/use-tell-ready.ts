import { useEffect, useRef } from 'react';
import { useSeated } from '../../seat/seat-context.tsx';
import type { SystemCheck } from './use-system-check.ts';

/** Tells the room once what the check found: neither a browser nor this app locks the computer, so its grade is C (LD6). */
export function useTellReady(check: SystemCheck): void {
  const { client, world } = useSeated().link;
  const isTold = useRef(false);
  useEffect(() => {
    const isSettled = check.connection.state !== 'running' && check.connection.state !== 'fail' && check.battery.isAsked;
    if (isTold.current || !isSettled) return;
    isTold.current = true;
    const measures = [
      { id: 'fullscreen', state: check.fullscreen.state === 'ok' ? 'possible' : 'unavailable' },
      { id: 'displays', state: check.displays.state === 'ok' ? 'one' : check.displays.state === 'warn' ? 'several' : 'unknown' },
      { id: 'storage', state: check.storage.keeping },
      { id: 'lockdown', state: 'unavailable' },
    ];
    const checks = {
      roundTripMs: check.connection.roundTripMs ?? null,
      clockOffsetMs: check.clock.offsetMs ?? null,
      screen: `${check.screen.width}x${check.screen.height}`,
      zoomPercent: check.screen.zoomPercent,
      batteryPercent: check.battery.percent ?? null,
      isCharging: check.battery.isCharging ?? null,
      mode: world,
    };
    client.ready({ posture: { grade: 'C', measures }, checks }).catch(() => {
      // refused or stopped meanwhile: the room starts without it, the posture is information
    });
  }, [check, client, world]);
}
