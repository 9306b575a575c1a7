import type { PersonId, SessionId, UserId } from '../../../shared/model/ids.ts';
import { isStaff } from '../../../shared/model/role.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { CommandInput } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import { signedIn } from '../access/actor.ts';
import type { Preparation, SomeHandlers } from '../handler.ts';
import type { User } from '../records.ts';
import { RecordedRefusal } from '../work.ts';
import { storedDevice } from './device.ts';
import { endSession } from './end-session.ts';
import { type CodeVerdict, judgeCode, settleCode } from './judge-code.ts';
import { isKnownDevice } from './known-device.ts';
import { makeTokens, openSession, type SessionTokens, STAFF_TOKEN_MS, tokensOut } from './open-session.ts';
import { wrongCode } from './second-factor.ts';
import type { IdentityServices } from './services.ts';
import { toSessionUser } from './user-view.ts';

const ADMIN = 'admin';
const hasAdmin = (store: Preparation['store']): boolean => store.users.staff().some((user) => user.role === 'admin');
const ipOf = (actor: Preparation['actor']): string => (actor.kind === 'room' ? 'local' : actor.ip);

function sameText(a: string, b: string): boolean {
  let different = a.length ^ b.length;
  for (let at = 0; at < a.length; at++) different |= a.charCodeAt(at) ^ b.charCodeAt(at % Math.max(1, b.length));
  return different === 0;
}

interface SetupPrepared {
  /** Absent: the setup code is wrong. */
  readonly hash?: string;
}
interface LoginPrepared {
  readonly verdict: CodeVerdict;
  readonly user?: User;
  readonly tokens?: SessionTokens;
}
interface RefreshPrepared {
  readonly sessionId?: SessionId;
  readonly user?: User;
  readonly tokens?: SessionTokens;
  readonly hash: string;
}

/** Setting up, signing in, staying signed in, signing out (ID1, ID2). */
export function createSignInCommands(
  services: IdentityServices,
  newSessionId: () => SessionId,
): SomeHandlers<'setup_status' | 'setup' | 'auth_login' | 'auth_refresh' | 'auth_ticket' | 'auth_logout' | 'me'> {
  return {
    setup_status: {
      execute: ({ store }) => ({ needed: !hasAdmin(store), version: services.version, protocol: PROTOCOL_VERSION }),
    },
    setup: {
      prepare: async (
        { setupCode, password }: { setupCode: string; password: string },
        { actor, store }: Preparation,
      ): Promise<SetupPrepared> => {
        if (hasAdmin(store)) throw new RoomError('setup_done', 'This room is set up already: sign in.');
        const isRight = async () => actor.kind === 'room' || sameText(setupCode.trim().toUpperCase(), services.setupCode);
        if (!(await services.failures.guess(`setup\0${ipOf(actor)}`, isRight))) return {};
        return { hash: await services.passwords.hash(password) };
      },
      execute: (work, { password }, { hash }: SetupPrepared) => {
        if (hasAdmin(work.store)) throw new RoomError('setup_done', 'This room is set up already: sign in.');
        if (hash === undefined) {
          services.refusals.note(work, 'setup.refused', 'room');
          throw new RecordedRefusal('setup_code_invalid', 'This is not the setup code shown on the terminal of the room.', {
            field: 'setupCode',
          });
        }
        // The operator's own choice in the environment was warned about at the start.
        const weakness = work.actor.kind === 'room' ? undefined : services.passwords.weakness(password, ADMIN);
        if (weakness) throw new RoomError('password_too_weak', weakness, { field: 'password' });
        const user: User = {
          id: work.ids.next<UserId>(),
          personId: work.ids.next<PersonId>(),
          role: 'admin',
          active: true,
          passwordHash: hash,
        };
        work.store.persons.insert(user.personId, { firstName: '', lastName: '', loginName: ADMIN });
        work.store.users.insert({ ...user, loginKey: services.lookup.of('username', ADMIN), createdAt: work.now });
        work.audit('setup.done', `user:${user.id}`);
        return { user: toSessionUser(work.store, user) };
      },
    },
    auth_login: {
      prepare: async (
        { username, password, totp, device }: CommandInput<'auth_login'>,
        preparation: Preparation,
      ): Promise<LoginPrepared> => {
        const { actor, store, now } = preparation;
        const loginKey = services.lookup.of('username', username);
        const user = store.users.byLogin(loginKey);
        // Account and address together: nobody can lock somebody else out. A device the account knows has a slate of its own.
        const isOwn = user !== undefined && isKnownDevice(store, user, device?.deviceId);
        const from = isOwn ? `device ${device?.deviceId}` : ipOf(actor);
        let verdict: CodeVerdict = { kind: 'wrong_password' };
        const isRight = await services.failures.guess(`login\0${loginKey}\0${from}`, async () => {
          const isPassword = await services.passwords.verify(user?.passwordHash, password, ipOf(actor));
          if (!isPassword || !user || !isStaff(user.role)) return false;
          // Throws when the code is missing, which neither counts as a wrong guess nor wipes the slate.
          verdict = judgeCode(preparation, services, user, totp);
          return verdict.kind !== 'wrong_code';
        });
        if (!user || !isRight) return { verdict };
        return { verdict, user, tokens: await makeTokens(services, user, newSessionId(), now + STAFF_TOKEN_MS) };
      },
      execute: (work, { device }, { verdict, user, tokens }: LoginPrepared) => {
        if (verdict.kind === 'wrong_code') {
          services.refusals.note(work, 'login.refused', 'anyone', 'second factor');
          throw wrongCode();
        }
        const current = user && work.store.users.byId(user.id);
        // The password may have been changed while the old one was being checked.
        if (!current || !tokens || current.passwordHash !== user.passwordHash) {
          services.refusals.note(work, 'login.refused', 'anyone');
          throw new RecordedRefusal('credentials_invalid', 'User name or password is wrong.');
        }
        if (!current.active) {
          services.refusals.note(work, 'login.refused', `user:${current.id}`, 'inactive');
          throw new RecordedRefusal('user_inactive', 'This account is disabled: ask an administrator.');
        }
        settleCode(work, services, current, verdict);
        openSession(work, current, tokens, storedDevice(ipOf(work.actor), device));
        return { ...tokensOut(tokens), user: toSessionUser(work.store, current) };
      },
    },
    auth_refresh: {
      prepare: async (
        { refreshToken, id }: CommandInput<'auth_refresh'>,
        { store, now }: Preparation,
      ): Promise<RefreshPrepared> => {
        const hash = services.secrets.hashOf(refreshToken);
        const known = store.sessions.refreshToken(hash);
        const session = known && store.sessions.byId(known.sessionId);
        const user = session && store.users.byId(session.userId);
        if (!session || !user) return { hash };
        const expiresAt = isStaff(user.role) ? now + STAFF_TOKEN_MS : Math.max(session.expiresAt, now + STAFF_TOKEN_MS);
        const refresh = id === undefined ? undefined : services.secrets.successorOf(refreshToken, id);
        return { hash, sessionId: session.id, user, tokens: await makeTokens(services, user, session.id, expiresAt, refresh) };
      },
      execute: (work, _input, { hash, sessionId, user, tokens }: RefreshPrepared) => {
        const known = work.store.sessions.refreshToken(hash);
        const session = sessionId && work.store.sessions.byId(sessionId);
        if (!known || !session || !user || !tokens)
          throw new RoomError('token_invalid', 'This refresh token was not issued by this room: sign in again.');
        if (session.endedAt !== undefined) throw new RoomError('token_revoked', 'This session was ended: sign in again.');
        if (!work.store.users.byId(user.id)?.active)
          throw new RoomError('user_inactive', 'This account is disabled: ask an administrator.');
        const given = work.store.sessions.refreshToken(tokens.refresh.hash);
        if (known.usedAt !== undefined && given && given.usedAt === undefined) {
          // Asked again with the id it was asked with: the answer was lost. Who only has a copy of the token has not got the id.
          work.store.sessions.setExpiry(session.id, tokens.expiresAt);
          return { ...tokensOut(tokens), user: toSessionUser(work.store, user) };
        }
        if (known.usedAt !== undefined) {
          // Somebody holds a copy of a token that was already exchanged: nobody may go on with it.
          work.audit('refresh.reused', `session:${session.id}`);
          endSession(work, session, 'refresh token used twice');
          throw new RecordedRefusal(
            'token_revoked',
            'This session was ended because its refresh token was used twice: sign in again.',
          );
        }
        work.store.sessions.markRefreshTokenUsed(hash, work.now);
        work.store.sessions.addRefreshToken(tokens.refresh.hash, session.id, work.now);
        work.store.sessions.setExpiry(session.id, tokens.expiresAt);
        return { ...tokensOut(tokens), user: toSessionUser(work.store, user) };
      },
    },
    auth_ticket: {
      execute: (work) => {
        const { ticket, expiresAt } = services.tickets.issue(signedIn(work.actor).sessionId);
        return { ticket, expiresAt: toIso(expiresAt) };
      },
    },
    auth_logout: {
      execute: (work) => {
        const session = work.store.sessions.byId(signedIn(work.actor).sessionId);
        if (session) endSession(work, session, 'signed out');
        return { ok: true };
      },
    },
    me: {
      execute: (work) => {
        const actor = signedIn(work.actor);
        const user = work.store.users.byId(actor.userId);
        if (!user) throw new RoomError('user_inactive', 'This account no longer exists.');
        return { user: toSessionUser(work.store, user), sessionId: actor.sessionId };
      },
    },
  };
}
