import type { Device, DeviceClaim } from '../../../shared/model/session.ts';
import type { StoredDevice } from '../records.ts';

/** What a LAN can know of a place: the /24 (IPv4) or /64 (IPv6) an address is in. */
function locationOf(ip: string): string {
  const v4 = ip.replace(/^::ffff:/, '');
  const parts = v4.split('.');
  if (parts.length === 4) return parts[0] === '127' ? 'this computer' : `${parts.slice(0, 3).join('.')}.0/24`;
  if (ip === '::1') return 'this computer';
  const groups = ip.split(':');
  return groups.length > 4 && !ip.includes('::') ? `${groups.slice(0, 4).join(':')}::/64` : 'unknown';
}

export const toDevice = (stored: StoredDevice | undefined): Device =>
  stored
    ? {
        ip: stored.ip,
        location: locationOf(stored.ip),
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
