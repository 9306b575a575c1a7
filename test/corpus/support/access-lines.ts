import type { LoginSignal } from '../../../src/main/domain/walls/signal.ts';
import { loginInRequest } from '../../../src/main/exchange/logs/logins-in-requests.ts';

const COMBINED = /(\S+) \S+ (\S+) \[(\d{2})\/(\w{3})\/(\d{4}):([\d:]+) ([+-]\d{4})\] "(\S+) (\S+) (HTTP\/[\d.]+)" (\d{3})/;

/** Just enough of the combined log format to see which of its lines are sign-ins. */
export function loginInAccessLine(line: string): LoginSignal | undefined {
  const [, ip, user, day, month, year, time, zone, method = '', uri = '', version = '', status] = COMBINED.exec(line) ?? [];
  if (ip === undefined) return undefined;
  const at = Date.parse(`${day} ${month} ${year} ${time} ${zone}`);
  const named = user === '-' ? undefined : user;
  return loginInRequest({ kind: 'request', at, ip, user: named, method, uri, version, headers: {}, status: Number(status) });
}
