import type { LoginSignal } from '../../../domain/walls/signal.ts';
import { isoTime } from './log-time.ts';
import { addressIn, login, nameIn } from './login-line.ts';

const field = (line: string, name: string): string | undefined => {
  const [, quoted, bare] = new RegExp(`\\b${name}=(?:"([^"]*)"|([^,\\s]*))`).exec(line) ?? [];
  return quoted ?? bare;
};
/** Errors of a sign-in that are a wrong secret; the others are about cookies, clients, pages left open. */
const WRONG = new Set(['invalid_user_credentials', 'user_temporarily_disabled', 'user_disabled']);

/** Keycloak, its events in the server's log: `type=LOGIN_ERROR, ... ipAddress=..., error=..., username=...`. */
export function readKeycloak(line: string): LoginSignal | undefined {
  if (!/\btype="?LOGIN(?:_ERROR)?"?,/.test(line)) return undefined;
  const at = isoTime(line.slice(0, 64));
  if (at === undefined) return undefined;
  const who = { ip: addressIn(field(line, 'ipAddress')), user: nameIn(field(line, 'username')) };
  if (/\btype="?LOGIN"?,/.test(line)) return login(at, 'keycloak', 'ok', who);
  const error = field(line, 'error') ?? '';
  if (error === 'user_not_found') return login(at, 'keycloak', 'unknown_user', who);
  return WRONG.has(error) ? login(at, 'keycloak', 'wrong_secret', who) : undefined;
}
