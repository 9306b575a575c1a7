import { RoomError } from '../../../shared/protocol/errors.ts';
import type { Preparation } from '../handler.ts';
import type { User } from '../records.ts';
import { RecordedRefusal, type Work } from '../work.ts';
import type { SecondFactor } from './identity-store.ts';
import { confirm, enrol, type FactorUse, readCode, readFirstCode, spend, staffNeedTotp } from './second-factor.ts';
import type { IdentityServices } from './services.ts';
import { toSessionUser } from './user-view.ts';

/** What a sign-in with the right password is still missing, or brings. */
export type CodeVerdict =
  | { readonly kind: 'wrong_password' }
  | { readonly kind: 'wrong_code' }
  | { readonly kind: 'not_asked' }
  | { readonly kind: 'right'; readonly use: FactorUse }
  /** Staff need a second factor and this account has none: it is begun, and the next sign-in with its first code ends it. */
  | { readonly kind: 'begin' }
  | { readonly kind: 'first'; readonly first: Pick<SecondFactor, 'drift' | 'lastStep'> };

const missing = () =>
  new RoomError('totp_required', 'This account has a second factor: type the code your app shows.', { field: 'totp' });

/** Only asked once the password was right. Throws RoomError `totp_required` when a code is due and none was sent. */
export function judgeCode(
  preparation: Pick<Preparation, 'store' | 'now'>,
  services: IdentityServices,
  user: User,
  code: string | undefined,
): CodeVerdict {
  const { store, now } = preparation;
  const factor = store.secondFactors.get(user.id);
  const isConfirmed = factor?.confirmedAt !== undefined;
  if (!isConfirmed && !staffNeedTotp(store)) return { kind: 'not_asked' };
  if (!factor || (!isConfirmed && !code)) return { kind: 'begin' };
  if (!code) throw missing();
  if (!isConfirmed) {
    const first = readFirstCode(services, factor, code, now);
    return first ? { kind: 'first', first } : { kind: 'wrong_code' };
  }
  const use = readCode(preparation, services, user, factor, code);
  return use ? { kind: 'right', use } : { kind: 'wrong_code' };
}

/** Uses the code up, inside the transaction, and looks again whether one became due meanwhile. */
export function settleCode(work: Work, services: IdentityServices, user: User, verdict: CodeVerdict): void {
  if (verdict.kind === 'right') return spend(work, user, verdict.use);
  if (verdict.kind === 'first') return confirm(work, user, verdict.first);
  if (work.store.secondFactors.get(user.id)?.confirmedAt !== undefined) throw missing();
  if (verdict.kind !== 'begin') return;
  const begun = enrol(work, services, user, toSessionUser(work.store, user).username);
  throw new RecordedRefusal(
    'totp_required',
    'In this room staff need a second factor: add this one to your app, then sign in with its code.',
    {
      field: 'totp',
      data: { enrol: begun },
    },
  );
}
