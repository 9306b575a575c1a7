import type { LoginSignal } from '../../../domain/walls/signal.ts';
import { isoTime } from './log-time.ts';
import { addressIn, login, nameIn } from './login-line.ts';

const data = (line: string, name: string): string | undefined =>
  new RegExp(`<Data Name=['"]${name}['"]>([^<]*)</Data>`).exec(line)?.[1];

/** The sub-status of a failed logon that says there is no such account. */
const NO_SUCH_USER = /^0xc0000064$/i;

/** Windows, security events as XML, one a line: 4624 (signed in) and 4625 (failed), those that came over the network. */
export function readWindows(line: string): LoginSignal | undefined {
  const [, id] = /<EventID[^>]*>(462[45])<\/EventID>/.exec(line) ?? [];
  if (id === undefined) return undefined;
  const [, time = ''] = /<TimeCreated SystemTime=['"]([^'"]+)['"]/.exec(line) ?? [];
  const at = isoTime(time);
  const ip = addressIn(data(line, 'IpAddress'));
  if (at === undefined || ip === undefined) return undefined;
  const isUnknown = NO_SUCH_USER.test(data(line, 'SubStatus') ?? '');
  const outcome = id === '4624' ? 'ok' : isUnknown ? 'unknown_user' : 'wrong_secret';
  return login(at, 'windows', outcome, { ip, user: nameIn(data(line, 'TargetUserName')) });
}
