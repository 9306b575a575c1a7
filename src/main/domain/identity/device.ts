import type { Device, DeviceClaim } from '../../../shared/model/session.ts';
import type { StoredDevice } from '../records.ts';
import type { Store } from '../store.ts';
import { locationOf } from './locations.ts';

/** A machine as it is shown, with where it is by the labels of today. */
export const toDevice = (store: Pick<Store, 'settings'>, stored: StoredDevice | undefined): Device =>
  stored
    ? {
        ip: stored.ip,
        location: locationOf(store, stored.ip),
        deviceType: stored.deviceType,
        ...(stored.os ? { os: stored.os } : {}),
        ...(stored.app ? { app: stored.app } : {}),
      }
    : { ip: 'unknown', location: 'unknown', deviceType: 'unknown' };

/** The claim beside what the connection itself shows. */
export const storedDevice = (ip: string, claim: DeviceClaim | undefined): StoredDevice => ({
  ip,
  deviceType: claim?.deviceType ?? 'unknown',
  os: claim?.os,
  app: claim?.app,
  deviceId: claim?.deviceId,
});

/** Our own locked-down client says so; anything else can enforce little (LD6). Testimony, shown as a mark and no more. */
export const isReducedIntegrity = (claim: DeviceClaim | undefined): boolean => !claim?.app?.startsWith('Invigil Desktop/');
