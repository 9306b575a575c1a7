import type { Detector, Finding } from '../finding.ts';
import { networkOf } from '../fire/place.ts';
import type { LoginSignal, OperationSignal } from '../signal.ts';
import type { Doer, EarthState } from './earth-state.ts';
import { MOST_PLACES, SIGN_INS_FOR_A_HABIT } from './limits.ts';
import { isLookedAt, lookAtDone } from './look-at-done.ts';
import { lookAtRefusal } from './look-at-refusal.ts';

const NOTHING: readonly Finding[] = [];

/** Where staff sign in: a device is as good as a network, so that a laptop carried about is no stranger. */
function noteSignIn({ at, ip, deviceId }: LoginSignal, doer: Doer): void {
  const here = [
    ...(deviceId === undefined ? [] : [`device ${deviceId.slice(0, 64)}`]),
    ...(ip === undefined ? [] : [`network ${networkOf(ip)}`]),
  ];
  const isNew = !here.some((place) => doer.places.includes(place));
  if (isNew && doer.signIns >= SIGN_INS_FOR_A_HABIT) doer.newPlaceAt = at;
  doer.signIns += 1;
  doer.places.splice(
    0,
    doer.places.length,
    ...[...doer.places.filter((one) => !here.includes(one)), ...here].slice(-MOST_PLACES),
  );
}

/** Most commands are candidates' own work, and cost no more than this. */
const mayMatter = ({ outcome, role, name }: OperationSignal): boolean =>
  outcome === 'refused' || (role !== 'student' && isLookedAt(name));

/** W4: looks at what was done, or tried, with the room's data; and at where staff sign in, because what follows is judged by it. */
export const earthWall: Detector<OperationSignal | LoginSignal, EarthState> = (signal, { doers, nameOf }) => {
  const { at, user, ip } = signal;
  if (!Number.isFinite(at)) return NOTHING;
  if (signal.kind === 'login') {
    if (signal.door === 'console' && signal.outcome === 'ok' && user !== undefined) noteSignIn(signal, doers.of(user));
    return NOTHING;
  }
  if (!mayMatter(signal)) return NOTHING;
  const who = user ?? (ip === undefined ? undefined : nameOf(ip));
  // The room itself, and the command line beside it.
  if (who === undefined) return NOTHING;
  const doer = doers.of(who);
  return signal.outcome === 'refused' ? lookAtRefusal(signal, doer) : lookAtDone(signal, doer);
};
