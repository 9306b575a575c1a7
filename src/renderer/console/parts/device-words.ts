import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device } from '../../../shared/model/session.ts';

/** The kinds of device Invigil's own clients say they are. */
const KINDS = ['browser', 'desktop', 'simulated', 'service'] as const;

export interface DeviceWords {
  /** What it says it is; a kind somebody else made up stays as it is. */
  readonly deviceText: (device: Pick<Device, 'deviceType' | 'os' | 'app'>) => string;
  /** Where it is, as far as the room can tell; empty where it cannot. */
  readonly placeText: (location: string) => string;
}

/** What the room writes down of a device, in the language of the page. */
export function useDeviceWords(): DeviceWords {
  const { t } = useTranslation(['console', 'common']);
  const deviceText = useCallback(
    ({ deviceType, os, app }: Pick<Device, 'deviceType' | 'os' | 'app'>) => {
      const known = KINDS.find((kind) => kind === deviceType);
      const kind = known ? t(`sessions.kind.${known}`) : deviceType === 'unknown' ? '' : deviceType;
      return [kind, os, app].filter(Boolean).join(' · ') || t('common:state.unknown');
    },
    [t],
  );
  const placeText = useCallback(
    (location: string) => (location === 'unknown' ? '' : location === 'this computer' ? t('sessions.thisComputer') : location),
    [t],
  );
  return { deviceText, placeText };
}
