import type { LoginSignal } from '../../../domain/walls/signal.ts';
import { isoTime } from './log-time.ts';
import { addressIn, login, nameIn } from './login-line.ts';

const NGINX =
  /^(\d{4}\/\d{2}\/\d{2} \d{2}:\d{2}:\d{2}) \[\w+\] .*?(?:user "([^"]*)"(: password mismatch| was not found in "[^"]*")), client: ([^,\s]+)/;
const APACHE =
  /^\[(\w{3} \w{3} +\d{1,2} [\d:.]+ \d{4})\].*?\[client ([^\]\s]+)\].*?(?:AH01617: |AH01618: )?user (.{1,128}?)(: authentication failure for|(?: in realm .{1,128}?)? not found)/;

/** What stands further back tells nothing, and would cost much to look through. */
const MOST = 2_048;

/** The error logs of nginx and Apache, where they tell of a password that was refused (HTTP basic authentication). */
export function readWebServer(whole: string): LoginSignal | undefined {
  const line = whole.slice(0, MOST);
  const [, time, user, why, client] = NGINX.exec(line) ?? [];
  if (time !== undefined) {
    const at = isoTime(time);
    const outcome = why === ': password mismatch' ? 'wrong_secret' : 'unknown_user';
    return at === undefined ? undefined : login(at, 'http', outcome, { ip: addressIn(client), user: nameIn(user) });
  }
  const [, when, from, name, end = ''] = APACHE.exec(line) ?? [];
  if (when === undefined) return undefined;
  const at = Date.parse(`${when.replace(/^\w{3} /, '').replace(/\.\d+/, '')} UTC`);
  if (Number.isNaN(at)) return undefined;
  const outcome = end.endsWith('not found') ? 'unknown_user' : 'wrong_secret';
  return login(at, 'http', outcome, { ip: addressIn(from), user: nameIn(name) });
}
