import { asMeant } from '../../../shared/model/as-meant.ts';
import type { UserId } from '../../../shared/model/ids.ts';
import { isStaff } from '../../../shared/model/role.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../../shared/protocol/commands.ts';
import { type ErrorCode, RoomError } from '../../../shared/protocol/errors.ts';
import { MustWait } from '../../domain/identity/must-wait.ts';
import type { LookupKeys } from '../../domain/ports.ts';
import type { Store } from '../../domain/store.ts';
import { isSlipOf } from '../../domain/walls/fire/slip.ts';
import type { LoginOutcome, LoginSignal } from '../../domain/walls/signal.ts';
import type { SeenCommand } from './command-tap.ts';

/** Long enough to know a name again, too short to be looked up in anything. */
const PSEUDONYM_LENGTH = 16;

export interface LoginWitnessParts {
  readonly store: Store;
  readonly lookup: LookupKeys;
  /** Of this room, normalised. */
  readonly joinCode: string;
}

type Told = Omit<LoginSignal, 'kind' | 'at' | 'ip'> | undefined;

/** Whose account it is, or a keyed pseudonym of the name that was typed: no typed name goes further than this. */
const pseudonym = (kind: string, key: string): string => `${kind}-${key.slice(0, PSEUDONYM_LENGTH)}`;

/** Commands that prove who somebody is, or try to. All others cost one look into this table. */
export function createLoginSignal({ store, lookup, joinCode }: LoginWitnessParts) {
  const staffOutcome = (code: ErrorCode, username: string, isKnown: boolean): LoginOutcome | undefined => {
    if (code === 'rate_limited') return 'locked';
    if (code === 'totp_invalid') return 'wrong_secret';
    if (code === 'user_inactive') return 'refused';
    if (code !== 'credentials_invalid') return undefined;
    if (isKnown) return 'wrong_secret';
    // Candidates have no password: whoever of them stands at the wrong door guesses at nothing.
    return store.users.byLogin(lookup.of('candidate', username)) ? 'refused' : 'unknown_user';
  };

  function signIn({ username, device }: CommandInput<'auth_login'>, code: ErrorCode | undefined, userId?: UserId): Told {
    const deviceId = device?.deviceId;
    if (code === undefined) return { door: 'console', outcome: 'ok', user: userId, deviceId };
    const key = lookup.of('username', username);
    const known = store.users.byLogin(key);
    const isKnown = known !== undefined && isStaff(known.role);
    const outcome = staffOutcome(code, username, isKnown);
    return outcome && { door: 'console', outcome, user: isKnown ? known.id : pseudonym('name', key), deviceId };
  }

  const wrongRoomCode = (code: string | undefined, deviceId: string | undefined): Told =>
    code === undefined || isSlipOf(code, joinCode)
      ? undefined
      : { door: 'join-code', outcome: 'wrong_secret', user: pseudonym('code', lookup.of('access_code', code)), deviceId };

  function isOver(input: CommandInput<'join'>): boolean {
    return input.examId !== undefined && store.sittings.current(input.examId)?.state === 'ended';
  }

  function join(input: CommandInput<'join'>, code: ErrorCode | undefined, userId?: UserId): Told {
    const deviceId = input.device?.deviceId;
    if (code === undefined) return { door: 'join', outcome: 'ok', user: userId, deviceId };
    if (code === 'join_code_invalid') return wrongRoomCode(input.code, deviceId);
    const key = lookup.of('candidate', input.candidateNumber);
    const known = store.users.byLogin(key);
    const who = { door: 'join', user: known?.id ?? pseudonym('candidate', key), deviceId };
    if (code === 'not_on_roster') return { ...who, outcome: 'unknown_user' };
    if (code === 'access_code_invalid' && input.accessCode !== undefined && asMeant(input.accessCode) !== '')
      return { ...who, outcome: 'wrong_secret' };
    if (code === 'exam_not_open' && known && isOver(input)) return { ...who, outcome: 'refused', isAfterEnd: true };
    return undefined;
  }

  /** A further secret of somebody who is signed in already. */
  const further =
    (door: string, wrong: ErrorCode) =>
    (command: SeenCommand, code: ErrorCode | undefined): Told => {
      const { actor } = command;
      const user = actor.kind === 'user' || actor.kind === 'requester' ? actor.userId : undefined;
      if (code !== wrong && code !== 'rate_limited') return undefined;
      return { door, outcome: code === wrong ? 'wrong_secret' : 'locked', user };
    };
  const secondFactor = further('second-factor', 'totp_invalid');

  type Read = (command: SeenCommand, code: ErrorCode | undefined, output: unknown) => Told;
  const READ = new Map<CommandName, Read>([
    [
      'auth_login',
      ({ input }, code, output) =>
        signIn(input as CommandInput<'auth_login'>, code, (output as CommandOutput<'auth_login'> | undefined)?.user.id),
    ],
    [
      'join',
      ({ input }, code, output) =>
        join(input as CommandInput<'join'>, code, (output as CommandOutput<'join'> | undefined)?.user.id),
    ],
    [
      'join_info',
      ({ input }, code) =>
        code === 'join_code_invalid' ? wrongRoomCode((input as CommandInput<'join_info'>).code, undefined) : undefined,
    ],
    ['setup', further('setup', 'setup_code_invalid')],
    ['auth_refresh', further('refresh', 'token_invalid')],
    ['recovery_request', further('recovery', 'recovery_code_invalid')],
    ['totp_confirm', secondFactor],
    ['totp_new_codes', secondFactor],
    ['totp_remove', secondFactor],
  ]);

  /** The sign-in a command was; undefined for every other command, and for a refusal that says nothing of who one is. */
  return (command: SeenCommand, error: unknown, output: unknown): Told => {
    const read = READ.get(command.name);
    if (read === undefined || command.input === undefined) return undefined;
    if (error === undefined) return read(command, undefined, output);
    if (!(error instanceof RoomError)) return undefined;
    // A busy room says nothing of who asks: only who must wait for their own wrong guesses counts as locked.
    if (error.code === 'rate_limited' && !(error instanceof MustWait)) return undefined;
    return read(command, error.code, undefined);
  };
}
