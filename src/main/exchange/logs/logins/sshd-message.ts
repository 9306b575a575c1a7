import type { LoginOutcome } from '../../../domain/walls/signal.ts';
import { addressIn, nameIn } from './login-line.ts';

/** What one message of OpenSSH says of a sign-in. */
export interface SshdMessage {
  readonly outcome: LoginOutcome;
  readonly ip: string | undefined;
  readonly user: string | undefined;
  /** A `told` try is a try of its own; an `implied` one may be told again, or was told already, by the same process; a `knock` is none. */
  readonly kind: 'told' | 'implied' | 'knock';
  readonly times: number;
}

/** As many as one line may stand for. */
const MOST_TIMES = 50;
const INVALID = '((?:invalid|illegal) user )?';
// The name stands before the last " from ": one that holds such words itself moves no blame to another address.
const FROM = '(.*) from (\\S+)(?: port \\d+)?';
const FAILED = new RegExp(`^Failed (\\S+) for ${INVALID}${FROM}(?: ssh\\d?)?(?:: .*)?$`);
const ACCEPTED = /^Accepted (\S+) for (.*) from (\S+) port \d+(?: ssh\d?)?(?:: .*)?$/;
const NOBODY = /^(?:input_userauth_request: )?(?:Invalid|Illegal) user (.*?)(?: from (\S+)(?: port \d+)?)(?: \[preauth\])?$/;
const GONE =
  /^(?:error: )?(?:Connection (?:closed|reset) by|Disconnected from|Disconnecting) (authenticating|invalid) user (.*) (\S+) port \d+(?::? .*)?$/;
const TOO_MANY = new RegExp(
  `^(?:error: )?maximum authentication attempts exceeded for ${INVALID}${FROM}(?: ssh\\d?)?(?: \\[preauth\\])?$`,
);
const PAM_ERROR = new RegExp(`^error: PAM: (?!.*[Aa]ccount).*? for ${INVALID}${FROM}$`);
const PAM_FAILURE = /^pam_\w+\([\w-]+:auth\): authentication failure;.*? rhost=(\S*)(?: +user=(.*))?$/;
const PAM_MORE = /^PAM (\d{1,3}) more authentication failures?;.*? rhost=(\S*)(?: +user=(.*))?$/;
const NOT_ALLOWED = /^User (.*) from (\S+) not allowed because /;
const ROOT = /^ROOT LOGIN REFUSED FROM (\S+)/;
/** Connections that end before anybody said who they are. */
const KNOCK =
  /^(?:fatal: |error: )?(?:Timeout before authentication for|Connection (?:closed|reset) by|Did not receive identification string from|Bad protocol version identification '.*' from|Unable to negotiate with|banner exchange: Connection from|ssh_dispatch_run_fatal: Connection from) (?:connection from )?(\S+?)(?: to \S+?)?(?: port \d+)?(?:[:,] .*)?(?: \[preauth\])?$/;
const REPEATED = /^message repeated (\d{1,9}) times: \[ ?(.*)\]$/;

const said = (
  kind: SshdMessage['kind'],
  outcome: LoginOutcome,
  ip: string | undefined,
  user: string | undefined,
  times = 1,
): SshdMessage => ({ kind, outcome, ip: addressIn(ip), user: nameIn(user), times });
const wrong = (invalid: string | undefined): LoginOutcome => (invalid === undefined ? 'wrong_secret' : 'unknown_user');

function failed(text: string): SshdMessage | undefined {
  const [, method, invalid, user, ip] = FAILED.exec(text) ?? [];
  if (method === undefined) return undefined;
  // With `none` a client only asks which ways there are, and with keys it offers all it has.
  if (method === 'none') return invalid === undefined ? undefined : said('implied', 'unknown_user', ip, user);
  return said(method === 'publickey' ? 'implied' : 'told', wrong(invalid), ip, user);
}

function gone(text: string): SshdMessage | undefined {
  const [, whose, user, ip] = GONE.exec(text) ?? [];
  return whose === undefined ? undefined : said('implied', whose === 'invalid' ? 'unknown_user' : 'wrong_secret', ip, user);
}

function pam(text: string): SshdMessage | undefined {
  const [, times, rhost, name] = PAM_MORE.exec(text) ?? [];
  if (times !== undefined) return said('implied', 'wrong_secret', rhost, name, Math.min(MOST_TIMES, Number(times)));
  const [, host, user] = PAM_FAILURE.exec(text) ?? [];
  return host === undefined ? undefined : said('implied', 'wrong_secret', host, user);
}

function knock(text: string): SshdMessage | undefined {
  const [, ip] = KNOCK.exec(text) ?? [];
  return addressIn(ip) === undefined ? undefined : said('knock', 'refused', ip, undefined);
}

/** Reads a message of sshd, without the time and the name of the program before it; undefined when it is about no sign-in. */
export function readSshdMessage(text: string): SshdMessage | undefined {
  const [, again, inner] = REPEATED.exec(text) ?? [];
  if (again !== undefined) {
    const one = readSshdMessage(inner ?? '');
    return one && { ...one, kind: one.kind === 'knock' ? 'knock' : 'told', times: Math.min(MOST_TIMES, Number(again)) };
  }
  const [, , name, from] = ACCEPTED.exec(text) ?? [];
  if (from !== undefined) return said('told', 'ok', from, name);
  const [, nobody, there] = NOBODY.exec(text) ?? [];
  if (there !== undefined) return said('implied', 'unknown_user', there, nobody);
  const [, tooMany, whose, where] = TOO_MANY.exec(text) ?? [];
  if (where !== undefined) return said('implied', wrong(tooMany), where, whose);
  const [, illegal, asked, host] = PAM_ERROR.exec(text) ?? [];
  if (host !== undefined) return said('implied', wrong(illegal), host, asked);
  const [, barred, place] = NOT_ALLOWED.exec(text) ?? [];
  if (place !== undefined) return said('implied', 'unknown_user', place, barred);
  const [, root] = ROOT.exec(text) ?? [];
  if (root !== undefined) return said('implied', 'wrong_secret', root, 'root');
  return failed(text) ?? gone(text) ?? pam(text) ?? knock(text);
}
