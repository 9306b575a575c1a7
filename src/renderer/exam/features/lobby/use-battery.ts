import { useEffect, useState } from 'react';

/** What a browser that has the Battery Status API tells; many do not, which is no fault. */
interface BatteryManager extends EventTarget {
  readonly level: number;
  readonly charging: boolean;
}

export interface Battery {
  /** Has the browser answered, or said that it does not tell? */
  readonly isAsked: boolean;
  readonly percent?: number;
  readonly isCharging?: boolean;
}

const CHANGES = ['levelchange', 'chargingchange'] as const;

/** The computer's battery, kept current; without figures where the browser does not tell. */
export function useBattery(): Battery {
  const [battery, setBattery] = useState<Battery>({ isAsked: false });
  useEffect(() => {
    const { getBattery } = navigator as Navigator & { getBattery?: () => Promise<BatteryManager> };
    let stop = (): void => {};
    let isCurrent = true;
    const untold = (): void => {
      if (isCurrent) setBattery({ isAsked: true });
    };
    if (typeof getBattery !== 'function') untold();
    else
      getBattery.call(navigator).then((manager) => {
        if (!isCurrent) return;
        const read = (): void =>
          setBattery({ isAsked: true, percent: Math.round(manager.level * 100), isCharging: manager.charging });
        read();
        for (const change of CHANGES) manager.addEventListener(change, read);
        stop = () => {
          for (const change of CHANGES) manager.removeEventListener(change, read);
        };
      }, untold);
    return () => {
      isCurrent = false;
      stop();
    };
  }, []);
  return battery;
}
