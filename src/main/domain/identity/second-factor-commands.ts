import { RoomError } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import type { Preparation, SomeHandlers } from '../handler.ts';
import type { User } from '../records.ts';
import type { Work } from '../work.ts';
import { endSession } from './end-session.ts';
import { findStaff } from './find-staff.ts';
import type { SecondFactor } from './identity-store.ts';
import {
  confirm,
  enrol,
  type FactorUse,
  newRecoveryCodes,
  readCode,
  readFirstCode,
  setStaffNeedTotp,
  spend,
  staffNeedTotp,
  wrongCode,
} from './second-factor.ts';
import type { IdentityServices } from './services.ts';
import { toSessionUser } from './user-view.ts';

type Name =
  | 'totp_status'
  | 'totp_enrol'
  | 'totp_confirm'
  | 'totp_new_codes'
  | 'totp_remove'
  | 'totp_reset'
  | 'sign_in_policy_get'
  | 'sign_in_policy_set';

function self({ actor, store }: Pick<Work, 'actor' | 'store'>): User {
  const user = store.users.byId(signedIn(actor).userId);
  if (!user) throw new RoomError('user_inactive', 'This account no longer exists.');
  return user;
}

const noFactor = () => new RoomError('state_conflict', 'There is no second factor on this account.');

/** The own second factor of staff, and what administrators do about others' (ID1). */
export function createSecondFactorCommands(services: IdentityServices): SomeHandlers<Name> {
  /** Guessing costs as much as at the door. */
  const guessed = async <Found>(user: User, find: () => Found | undefined): Promise<Found | undefined> => {
    let found: Found | undefined;
    await services.failures.guess(`totp\0${user.id}`, async () => {
      found = find();
      return found !== undefined;
    });
    return found;
  };
  const prepareUse = async ({ totp }: { totp: string }, preparation: Preparation): Promise<FactorUse | undefined> => {
    const user = self(preparation);
    const factor = preparation.store.secondFactors.get(user.id);
    if (factor?.confirmedAt === undefined) throw noFactor();
    return guessed(user, () => readCode(preparation, services, user, factor, totp));
  };

  return {
    totp_status: {
      execute: (work) => {
        const user = self(work);
        return {
          isOn: work.store.secondFactors.get(user.id)?.confirmedAt !== undefined,
          recoveryCodesLeft: work.store.secondFactors.codesLeft(user.id),
          isRequired: staffNeedTotp(work.store),
        };
      },
    },
    totp_enrol: {
      execute: (work) => {
        const user = self(work);
        return enrol(work, services, user, toSessionUser(work.store, user).username);
      },
    },
    totp_confirm: {
      prepare: async ({ totp }: { totp: string }, preparation: Preparation) => {
        const user = self(preparation);
        const factor = preparation.store.secondFactors.get(user.id);
        if (!factor || factor.confirmedAt !== undefined)
          throw new RoomError('state_conflict', 'There is nothing to confirm: begin again.');
        return guessed(user, () => readFirstCode(services, factor, totp, preparation.now));
      },
      execute: (work, _input, first: Pick<SecondFactor, 'drift' | 'lastStep'> | undefined) => {
        if (!first) throw wrongCode();
        const user = self(work);
        confirm(work, user, first);
        return { recoveryCodes: newRecoveryCodes(work, services, user) };
      },
    },
    totp_new_codes: {
      prepare: prepareUse,
      execute: (work, _input, use: FactorUse | undefined) => {
        if (!use) throw wrongCode();
        const user = self(work);
        spend(work, user, use);
        work.audit('totp.new_codes', `user:${user.id}`);
        return { recoveryCodes: newRecoveryCodes(work, services, user) };
      },
    },
    totp_remove: {
      prepare: prepareUse,
      execute: (work, _input, use: FactorUse | undefined) => {
        if (!use) throw wrongCode();
        const user = self(work);
        if (staffNeedTotp(work.store))
          throw new RoomError('state_conflict', 'In this room every member of staff needs a second factor.');
        spend(work, user, use);
        work.store.secondFactors.remove(user.id);
        work.audit('totp.removed', `user:${user.id}`);
        return { ok: true };
      },
    },
    totp_reset: {
      execute: (work, { username }) => {
        const user = findStaff(work.store, services, username);
        if (!work.store.secondFactors.get(user.id)) throw noFactor();
        work.store.secondFactors.remove(user.id);
        work.audit('totp.reset', `user:${user.id}`);
        return { user: toSessionUser(work.store, user) };
      },
    },
    sign_in_policy_get: { execute: ({ store }) => ({ staffNeedTotp: staffNeedTotp(store) }) },
    sign_in_policy_set: {
      execute: (work, { staffNeedTotp: isNeeded }) => {
        const without = work.store.users.staff().filter(({ id }) => work.store.secondFactors.get(id)?.confirmedAt === undefined);
        if (isNeeded && work.actor.kind === 'user' && without.some(({ id }) => id === self(work).id))
          throw new RoomError('state_conflict', 'Set up your own second factor first.');
        setStaffNeedTotp(work.store, isNeeded);
        work.audit('sign_in_policy.set', 'room', { staffNeedTotp: isNeeded });
        const toEnd = isNeeded ? without.flatMap(({ id }) => work.store.sessions.liveOfUser(id)) : [];
        for (const session of toEnd) endSession(work, session, 'second factor needed');
        return { staffNeedTotp: isNeeded };
      },
    },
  };
}
