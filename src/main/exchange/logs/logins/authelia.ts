import type { LoginSignal } from '../../../domain/walls/signal.ts';
import { isoTime } from './log-time.ts';
import { addressIn, login, nameIn, objectIn } from './login-line.ts';

const FIELD = /(?:^|\s)(\w+)=(?:"((?:[^"\\]|\\.)*)"|(\S*))/g;
const TRY =
  /^(Unsuccessful|Successful) (1FA|TOTP|U2F|WebAuthn|Webauthn|Duo|Passkey|Password) authentication attempt(?: made)? by user '([^']*)'(.*)$/;
const NOBODY = /^Error occurred getting details for user with username input '([^']*)'/;
/** What stands further back is a trace of calls. */
const MOST = 4_096;

/** The fields of a line of logfmt (`key=value key="value"`). */
function logfmt(line: string): Record<string, unknown> | undefined {
  if (!/^\w+=/.test(line)) return undefined;
  const fields: Record<string, unknown> = {};
  for (const [, key = '', quoted, bare] of line.slice(0, MOST).matchAll(FIELD)) fields[key] ??= quoted ?? bare;
  return fields;
}

/** Authelia: sign-ins with a password or a second factor, as text or as JSON. */
export function readAuthelia(line: string): LoginSignal | undefined {
  if (!/authentication attempt|getting details for user/.test(line)) return undefined;
  const { time, msg, error, remote_ip } = logfmt(line) ?? objectIn(line) ?? {};
  if (typeof msg !== 'string' || typeof time !== 'string') return undefined;
  const at = isoTime(time);
  const ip = addressIn(remote_ip);
  if (at === undefined) return undefined;
  const [, nobody] = NOBODY.exec(msg) ?? [];
  if (nobody !== undefined) return login(at, 'authelia', 'unknown_user', { ip, user: nameIn(nobody) });
  const [, how, , user, rest = ''] = TRY.exec(msg) ?? [];
  if (how === undefined) return undefined;
  const isUnknown = /user not found/.test(rest) || (typeof error === 'string' && /user not found/.test(error));
  const outcome = how === 'Successful' ? 'ok' : isUnknown ? 'unknown_user' : 'wrong_secret';
  return login(at, 'authelia', outcome, { ip, user: nameIn(user) });
}
