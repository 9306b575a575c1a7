import type { Finding } from '../finding.ts';
import type { TrafficSignal } from '../signal.ts';
import { farAbove, learn } from './baseline.ts';
import { exceeds } from './level.ts';
import {
  ARRIVALS,
  LEAST_UNUSUAL,
  MANY_ALIKE,
  MOST_PEOPLE,
  MOST_USUAL,
  TIMES_USUAL,
  UNREAD,
  WINDOW_MS,
  WINDOWS_ABOVE,
} from './limits.ts';
import { tell } from './tell.ts';
import type { Account, Source, WaterState } from './water-state.ts';

const NOTHING: readonly Finding[] = [];
const CHURN_MS = 60_000;

/** Whoever signs in somewhere else is counted there from now on. */
function moveTo(account: Account, key: string, address: Source, state: WaterState): void {
  if (account.address === key) return;
  const before = account.address === undefined ? undefined : state.addresses.peek(account.address);
  if (before) before.people = Math.max(0, before.people - 1);
  account.address = key;
  address.people = Math.min(MOST_PEOPLE, address.people + 1);
}

function noteChurn({ churning }: Source, user: string, at: number): number {
  const kept = churning.filter((one) => one.user !== user && Math.abs(at - one.at) < CHURN_MS).slice(1 - 2 * MANY_ALIKE);
  churning.splice(0, churning.length, ...kept, { user, at });
  return churning.length;
}

/** One more socket of somebody who is signed in. */
export function lookAtArrival(
  { at, ip, user = '', session }: TrafficSignal,
  account: Account,
  key: string | undefined,
  address: Source | undefined,
  state: WaterState,
): readonly Finding[] {
  if (address && key !== undefined) moveTo(account, key, address, state);
  if (!exceeds(account.arrivals, ARRIVALS, at)) return NOTHING;
  if (address && noteChurn(address, user, at) >= MANY_ALIKE)
    return tell(address.told, at, {
      type: 'connection_churn',
      severity: 'low',
      confidence: 0.3,
      subject: { ip },
      reason: `From ${ip}: several people connect and disconnect over and over, as when a network fails`,
    });
  return tell(account.told, at, {
    type: 'connection_churn',
    severity: 'medium',
    confidence: 0.5,
    subject: { ip, user, session },
    reason: `Connects over and over, more than ${ARRIVALS.burst} times at once: a broken program or network, or an attack`,
  });
}

/** A window of one account's messages is over: what it was teaches what is usual. True when staff should look at it. */
function closeWindow(account: Account, state: WaterState, at: number): boolean {
  const most = farAbove(state.usual, TIMES_USUAL, LEAST_UNUSUAL);
  const isAbove = account.messages > most;
  learn(state.usual, account.messages, MOST_USUAL);
  // A pause ends the row: only windows that follow one another count.
  account.above = isAbove && at - account.since < 2 * WINDOW_MS ? account.above + 1 : 0;
  account.messages = 0;
  account.since = at;
  return account.above >= WINDOWS_ABOVE;
}

/**
 * One more message of somebody who is signed in, taken or refused. Whoever goes on and on over the room's limits is cut off and told of
 * by the guard that counts them (flood-watch); this is about what is unusual below that.
 */
export function lookAtMessage({ at, ip, user, session }: TrafficSignal, account: Account, state: WaterState): readonly Finding[] {
  const passed = at - account.since;
  // Also the very first one, and after a clock that went back.
  if (!(passed >= 0)) account.since = at;
  const isUnusual = passed >= WINDOW_MS && closeWindow(account, state, at);
  account.messages += 1;
  if (!isUnusual) return NOTHING;
  account.above = 0;
  return tell(account.told, at, {
    type: 'unusual_traffic',
    severity: 'low',
    confidence: 0.3,
    subject: { ip, user, session },
    reason: `Sends far more than others do, for half a minute on end (others: about ${Math.round(state.usual.usual)} messages in ten seconds)`,
  });
}

/** A socket was closed because its client does not read what it is sent. */
export function lookAtUnread({ at, ip, user, session }: TrafficSignal, account: Account): readonly Finding[] {
  if (!exceeds(account.unread, UNREAD, at)) return NOTHING;
  return tell(account.told, at, {
    type: 'slow_client',
    severity: 'low',
    confidence: 0.4,
    subject: { ip, user, session },
    reason:
      'Was disconnected several times because it does not read what it is sent: a slow network, or a program that holds it back',
  });
}
