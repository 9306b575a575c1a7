import { RoomError } from '../../../shared/protocol/errors.ts';
import type { User } from '../records.ts';
import type { Store } from '../store.ts';
import { RecordedRefusal, type Work } from '../work.ts';
import type { SecondFactor } from './identity-store.ts';
import type { IdentityServices } from './services.ts';

/** Room and telephone may be a minute apart, and drift on. */
const STEPS_APART = 2;
/** No time server reaches an offline room: how far its clock is from the telephone's (ten minutes at most) is learnt once. */
const STEPS_APART_AT_FIRST = 20;
const CODES = 10;
const NEEDED = 'staff_need_totp';

export const staffNeedTotp = (store: Store): boolean => store.settings.get(NEEDED) === 'true';
export const setStaffNeedTotp = (store: Store, isNeeded: boolean): void => store.settings.set(NEEDED, String(isNeeded));

/** What a typed code turned out to be. */
export type FactorUse = { readonly kind: 'step'; readonly step: number } | { readonly kind: 'recovery'; readonly hash: string };

const normalised = (code: string): string => code.replace(/[\s-]/g, '').toUpperCase();
const recoveryHash = (services: IdentityServices, user: User, code: string): string =>
  services.secrets.hashOf(`${user.id}\0${normalised(code)}`);

/** Reads a code without using it up; undefined when it is wrong, or its step was used already. */
export function readCode(
  { store, now }: { readonly store: Store; readonly now: number },
  services: IdentityServices,
  user: User,
  factor: SecondFactor,
  code: string,
): FactorUse | undefined {
  const around = services.totp.stepAt(now) + factor.drift;
  const step = services.totp.stepOf(factor.secret, code, around, STEPS_APART);
  if (step !== undefined) return step > factor.lastStep ? { kind: 'step', step } : undefined;
  const hash = recoveryHash(services, user, code);
  return store.secondFactors.hasCode(user.id, hash) ? { kind: 'recovery', hash } : undefined;
}

/** Uses up what was read, inside the transaction: nobody gets in twice by one code. Throws RecordedRefusal `totp_invalid`. */
export function spend(work: Work, user: User, use: FactorUse): void {
  const factor = work.store.secondFactors.get(user.id);
  const isGood =
    use.kind === 'step'
      ? factor !== undefined && use.step > factor.lastStep
      : work.store.secondFactors.spendCode(user.id, use.hash, work.now);
  if (!isGood || !factor) throw wrongCode();
  if (use.kind === 'step') work.store.secondFactors.put(user, { ...factor, lastStep: use.step });
  else work.audit('totp.recovery_code_used', `user:${user.id}`, { left: work.store.secondFactors.codesLeft(user.id) });
}

export const wrongCode = (): RecordedRefusal =>
  new RecordedRefusal('totp_invalid', 'This code is wrong, over or was used already: type the one your app shows now.', {
    field: 'totp',
  });

/** The step of a first code, with how far the telephone's clock is away. */
export function readFirstCode(
  services: IdentityServices,
  factor: SecondFactor,
  code: string,
  now: number,
): Pick<SecondFactor, 'drift' | 'lastStep'> | undefined {
  const here = services.totp.stepAt(now);
  const step = services.totp.stepOf(factor.secret, code, here, STEPS_APART_AT_FIRST);
  return step === undefined ? undefined : { drift: step - here, lastStep: step };
}

/** A new secret, not asked for until it is confirmed. */
export function enrol(work: Work, services: IdentityServices, user: User, username: string): { secret: string; uri: string } {
  if (work.store.secondFactors.get(user.id)?.confirmedAt !== undefined)
    throw new RoomError('state_conflict', 'There is a second factor already: remove it first.');
  const secret = services.totp.newSecret();
  work.store.secondFactors.put(user, { secret, drift: 0, enrolledAt: work.now, lastStep: 0 });
  work.audit('totp.enrolled', `user:${user.id}`);
  return { secret, uri: services.totp.uri(secret, username) };
}

/** From now on the code is asked for. */
export function confirm(work: Work, user: User, first: Pick<SecondFactor, 'drift' | 'lastStep'>): void {
  const factor = work.store.secondFactors.get(user.id);
  if (!factor || factor.confirmedAt !== undefined)
    throw new RoomError('state_conflict', 'There is nothing to confirm: begin again.');
  work.store.secondFactors.put(user, { ...factor, ...first, confirmedAt: work.now });
  work.audit('totp.confirmed', `user:${user.id}`);
}

/** Ten new recovery codes (80 bits each) in place of the old ones; only their hashes are kept. */
export function newRecoveryCodes(work: Work, services: IdentityServices, user: User): string[] {
  const codes = Array.from({ length: CODES }, () => services.totp.newSecret().slice(0, 16));
  work.store.secondFactors.setCodes(
    user.id,
    codes.map((code) => recoveryHash(services, user, code)),
  );
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'));
}
