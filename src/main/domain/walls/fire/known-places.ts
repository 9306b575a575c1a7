import type { Finding } from '../finding.ts';
import type { Account, FireState } from './fire-state.ts';
import { MOST_KNOWN, TWO_PLACES_MS, TWO_PLACES_ON_SITE_MS } from './limits.ts';
import { isPersonalDoor, type Login, STAFF_DOOR } from './login.ts';
import { isOnSite } from './place.ts';
import { lengthOf } from './tries.ts';

/** The latest stands last; the one not used for longest is forgotten. */
function remember(known: string[], one: string): void {
  const index = known.indexOf(one);
  if (index >= 0) known.splice(index, 1);
  known.push(one);
  if (known.length > MOST_KNOWN) known.shift();
}

function newDevice(login: Login, account: Account): Finding[] {
  const { ip, network, user, deviceId, at, door } = login;
  if (door !== STAFF_DOOR || network === undefined || account.networks.length === 0) return [];
  if (deviceId !== undefined && account.devices.includes(deviceId)) return [];
  const isNewNetwork = !account.networks.includes(network);
  // Without a name of its own a device in a known network tells nothing, nor does the first that has one.
  const isNewDevice = deviceId !== undefined && account.devices.length > 0;
  if (!isNewNetwork && !isNewDevice) return [];
  const device = isNewDevice ? ['From a device this account has not been used on before'] : [];
  const unknown = isNewNetwork ? ['From a network this account has not been used in before'] : [];
  return [
    {
      wall: 'fire',
      type: 'suspicious_login',
      severity: isNewDevice && isNewNetwork ? 'medium' : 'low',
      confidence: isNewDevice && isNewNetwork ? 0.4 : 0.2,
      subject: { ip, user },
      isOwnAddress: true,
      reasons: [...device, ...unknown],
      at,
    },
  ];
}

/** Told once for each address: either of them may be the one that does not belong there. */
function twoPlaces({ ip, network, user, at, door }: Login, { lastRight }: Account): Finding[] {
  if (ip === undefined || lastRight === undefined || lastRight.door !== door) return [];
  if (network === lastRight.network) return [];
  const areOnSite = isOnSite(ip) && isOnSite(lastRight.ip);
  const passed = Math.abs(at - lastRight.at);
  if (passed > (areOnSite ? TWO_PLACES_ON_SITE_MS : TWO_PLACES_MS)) return [];
  const reason = `One account signed in from two networks within ${lengthOf(passed)}`;
  return [ip, lastRight.ip].map((one) => ({
    wall: 'fire',
    type: 'suspicious_login',
    severity: areOnSite ? 'low' : 'medium',
    confidence: areOnSite ? 0.3 : 0.5,
    subject: { ip: one, user },
    isOwnAddress: true,
    reasons: [reason],
    at,
  }));
}

/**
 * W2: an account that is right on a device or in a network it has not been seen on, or in two places at once. What it learns
 * it learns from sign-ins that were right, whatever their time says.
 */
export function lookAtPlace(login: Login, { accounts }: FireState): readonly Finding[] {
  const { user, ip, network, at, deviceId, door } = login;
  // Candidates change seats by leave of the room (ID6), which tells staff itself.
  if (user === undefined || ip === undefined || network === undefined || !isPersonalDoor(door)) return [];
  const account = accounts.of(user);
  const findings = [...newDevice(login, account), ...twoPlaces(login, account)];
  if (deviceId !== undefined) remember(account.devices, deviceId);
  remember(account.networks, network);
  account.lastRight = { at, ip, network, door };
  return findings;
}
