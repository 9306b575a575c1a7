import type { Detector, Finding } from '../finding.ts';
import { sourceOf } from '../fire/place.ts';
import type { RequestSignal, TrafficSignal } from '../signal.ts';
import { count, ENTERED, OPENED } from './lately.ts';
import { exceeds } from './level.ts';
import { OF_ADDRESS, OF_ROOM, type SourceLimits } from './limits.ts';
import { lookAtArrival, lookAtMessage, lookAtUnread } from './look-at-accounts.ts';
import { lookAtRequest } from './look-at-requests.ts';
import { lookAtStrangers } from './look-at-strangers.ts';
import { tell, wasTold } from './tell.ts';
import type { Source, WaterState } from './water-state.ts';

const NOTHING: readonly Finding[] = [];

/** A bare connection of somebody who has not said anything yet. */
function lookAtOpened(at: number, ip: string | undefined, address: Source | undefined, room: Source): readonly Finding[] {
  const over = (source: Source, limits: SourceLimits, from: string | undefined): readonly Finding[] => {
    count(source.lately, OPENED, at);
    if (!exceeds(source.connections, limits.connections, at, source.people * 12)) return NOTHING;
    const reason = `${from === undefined ? 'From many addresses' : `From ${from}`}: far more connections than a whole hall opens`;
    return tell(source.told, at, { type: 'traffic_flood', severity: 'high', confidence: 0.7, subject: { ip: from }, reason });
  };
  const ofAddress = address ? over(address, OF_ADDRESS, ip) : NOTHING;
  if (ofAddress.length > 0 || wasTold(address?.told, at, 'traffic_flood')) return ofAddress;
  const ofRoom = over(room, OF_ROOM, undefined);
  return ofRoom.length > 0 ? ofRoom : lookAtStrangers(at, ip, address, room);
}

/** A connection that was closed because it did not finish what it had begun. */
function lookAtStalled(at: number, ip: string | undefined, address: Source | undefined, room: Source): readonly Finding[] {
  const over = (source: Source, limits: SourceLimits, from: string | undefined): readonly Finding[] =>
    exceeds(source.stalled, limits.stalled, at)
      ? tell(source.told, at, {
          type: 'slow_client',
          severity: 'medium',
          confidence: 0.7,
          subject: { ip: from },
          reason: `${from === undefined ? 'From many addresses' : `From ${from}`}: many connections that begin a request and never end it`,
        })
      : NOTHING;
  const ofAddress = address ? over(address, OF_ADDRESS, ip) : NOTHING;
  return ofAddress.length > 0 || wasTold(address?.told, at, 'slow_client') ? ofAddress : over(room, OF_ROOM, undefined);
}

function lookAtTraffic(signal: TrafficSignal, state: WaterState): readonly Finding[] {
  const { at, what, ip, user } = signal;
  if (user !== undefined) {
    const account = state.accounts.of(user);
    // The one that comes thousands of times a second: nothing but what it needs.
    if (what === 'message' || what === 'refused') return lookAtMessage(signal, account, state);
    if (what === 'unread') return lookAtUnread(signal, account);
    if (what !== 'opened') return NOTHING;
    const key = ip === undefined ? undefined : sourceOf(ip);
    const address = key === undefined ? undefined : state.addresses.of(key);
    if (address) count(address.lately, ENTERED, at);
    count(state.room.lately, ENTERED, at);
    return lookAtArrival(signal, account, key, address, state);
  }
  const address = ip === undefined ? undefined : state.addresses.of(sourceOf(ip));
  if (what === 'opened') return lookAtOpened(at, ip, address, state.room);
  if (what === 'stalled') return lookAtStalled(at, ip, address, state.room);
  return NOTHING;
}

/** W3: how much comes, and how fast; never what it says. */
export const waterWall: Detector<RequestSignal | TrafficSignal, WaterState> = (signal, state) => {
  // A log may hold any time at all; one that is none would stop every clock in here.
  if (!Number.isFinite(signal.at)) return NOTHING;
  if (signal.kind === 'traffic') return lookAtTraffic(signal, state);
  const address = signal.ip === undefined ? undefined : state.addresses.of(sourceOf(signal.ip));
  return lookAtRequest(signal, state, address);
};
