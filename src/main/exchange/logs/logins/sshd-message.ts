import type { LoginOutcome } from '../../../domain/walls/signal.ts';
import { addressIn, nameIn } from './login-line.ts';

/** What one message of OpenSSH says of a sign-in. */
export interface SshdMessage {
  readonly outcome: LoginOutcome;
  readonly ip: string | undefined;
  readonly user: string | undefined;
  /** A `knock` is a connection that ended before anybody said who they are. */
  readonly kind: 'try' | 'knock';
  /** Which of its sentences it is: one try may be told by several shapes of line, by each of them once. */
  readonly shape: string;
  readonly times: number;
  /** A client offers every key it has within one try: however often it is told, it is one. */
  readonly isOnce?: boolean;
}

/** As many as one line may stand for. */
const MOST_TIMES = 50;
const INVALID = '((?:invalid|illegal) user )?';
// The name stands before the last " from ": one that holds such words itself moves no blame to another address.
const FROM = '(.*) from (\\S+)(?: port \\d+)?';
// What follows the colon is the client's as well: only an address with a port is believed where there is one.
const FAILED = new RegExp(`^Failed (\\S+) for ${INVALID}(.*) from (\\S+) port \\d+(?: ssh\\d?)?(?:: .*)?$`);
const FAILED_OF_OLD = new RegExp(`^Failed (\\S+) for ${INVALID}(.*) from (\\S+)(?: ssh\\d?)?(?:: .*)?$`);
const ACCEPTED = /^Accepted (\S+) for (.*) from (\S+) port \d+(?: ssh\d?)?(?:: .*)?$/;
const NOBODY = /^(?:input_userauth_request: )?(?:Invalid|Illegal) user (.*?)(?: from (\S+)(?: port \d+)?)(?: \[preauth\])?$/;
const GONE =
  /^(?:error: )?(?:Connection (?:closed|reset) by|Disconnected from|Disconnecting) (authenticating|invalid) user (.*) (\S+) port \d+(?::? .*)?$/;
const TOO_MANY = new RegExp(
  `^(?:error: )?maximum authentication attempts exceeded for ${INVALID}${FROM}(?: ssh\\d?)?(?: \\[preauth\\])?$`,
);
const PAM_ERROR = new RegExp(`^error: PAM: (?!.*[Aa]ccount).*? for ${INVALID}${FROM}(?: via \\S+)?$`);
const PAM_FAILURE = /^pam_\w+\([\w-]+:auth\): authentication failure;.*? rhost=(\S*)(?: +user=(.*))?$/;
const PAM_MORE = /^PAM (\d{1,3}) more authentication failures?;.*? rhost=(\S*)(?: +user=(.*))?$/;
const NOT_ALLOWED = /^User (.*) from (\S+) not allowed because /;
const ROOT = /^ROOT LOGIN REFUSED FROM (\S+)/;
/** Connections that end before anybody said who they are. */
const KNOCK =
  /^(?:fatal: |error: )?(?:Connection (?:closed|reset) by|Disconnected from|Did not receive identification string from|Bad protocol version identification '.*' from|Unable to negotiate with|banner exchange: Connection from) (?:connection from )?(\S+?)(?: to \S+?)?(?: port \d+)?(?:[:,] .*)?(?: \[preauth\])?$/;
/** Those that stay until they are put out, or speak so that it breaks: rarer among the honest, so they count for two. */
const PUT_OUT =
  /^(?:fatal: |error: )?(?:Timeout before authentication for|ssh_dispatch_run_fatal: Connection from) (?:connection from )?(\S+?)(?: to \S+?)?(?: port \d+)?(?:[:,] .*)?(?: \[preauth\])?$/;
const PUT_OUT_COUNTS = 2;
const REFUSED = /^(?:warning: )?refused connect from \S{1,255}? \(([^)\s]{2,64})\)$/;
const LEFT = /^(?:error: )?Received disconnect from (\S+?)(?: port \d+)?: ?(\d{1,3}): (.*)$/;
/** Why a client leaves: it had nothing more to try with. */
const NOTHING_LEFT = /Auth(?:entication)? fail|No (?:more |supported )?authentication methods/i;
/** Messages that name no address; the process named it before. */
const NAMELESS =
  /^(?:fatal: |error: )?(?:Disconnecting: Too many authentication failures(?: for (\S{1,255}))?|kex_exchange_identification: |Read from socket failed: |Unable to negotiate a |no matching \S+ found)/;
const CONNECTED = /^Connection from (\S+) port \d+/;
const REPEATED = /^message repeated (\d{1,9}) times: \[ ?(.*)\]$/;

const said = (
  shape: string,
  outcome: LoginOutcome,
  ip: string | undefined,
  user: string | undefined,
  times = 1,
): SshdMessage => ({ kind: 'try', shape, outcome, ip: addressIn(ip), user: nameIn(user), times });
const knocked = (shape: string, ip: string | undefined, times = 1): SshdMessage | undefined =>
  addressIn(ip) === undefined ? undefined : { ...said(shape, 'refused', ip, undefined, times), kind: 'knock' };
const wrong = (invalid: string | undefined): LoginOutcome => (invalid === undefined ? 'wrong_secret' : 'unknown_user');

function failed(text: string): SshdMessage | undefined {
  const [, method, invalid, user, ip] = FAILED.exec(text) ?? FAILED_OF_OLD.exec(text) ?? [];
  if (method === undefined) return undefined;
  const isNobody = invalid !== undefined || user === '<invalid username>';
  const name = user === '<invalid username>' ? undefined : user;
  // With `none` a client only asks which ways there are, and with keys it offers all it has.
  if (method === 'none') return isNobody ? said('none', 'unknown_user', ip, name) : undefined;
  const one = said(method === 'publickey' ? 'key' : 'failed', isNobody ? 'unknown_user' : 'wrong_secret', ip, name);
  return method === 'publickey' ? { ...one, isOnce: true } : one;
}

function gone(text: string): SshdMessage | undefined {
  const [, whose, user, ip] = GONE.exec(text) ?? [];
  return whose === undefined ? undefined : said('gone', whose === 'invalid' ? 'unknown_user' : 'wrong_secret', ip, user);
}

function pam(text: string): SshdMessage | undefined {
  const [, times, rhost, name] = PAM_MORE.exec(text) ?? [];
  // "2 more" than the one it told of before.
  if (times !== undefined) return said('pam', 'wrong_secret', rhost, name, Math.min(MOST_TIMES, Number(times)));
  const [, host, user] = PAM_FAILURE.exec(text) ?? [];
  return host === undefined ? undefined : said('pam', 'wrong_secret', host, user);
}

/** Which sentence of those about a connection it is: its first words. */
const sentence = (text: string): string => /^(?:(?:fatal|error|warning): )?(\w+(?: \w+)?)/.exec(text)?.[1] ?? '';

function left(text: string): SshdMessage | undefined {
  const [, ip, , why = ''] = LEFT.exec(text) ?? [];
  if (ip === undefined) return undefined;
  if (NOTHING_LEFT.test(why)) return said('gone', 'wrong_secret', ip, undefined);
  return text.endsWith('[preauth]') ? knocked(sentence(text), ip) : undefined;
}

const knock = (text: string): SshdMessage | undefined =>
  knocked(sentence(text), PUT_OUT.exec(text)?.[1], PUT_OUT_COUNTS) ??
  knocked(sentence(text), KNOCK.exec(text)?.[1]) ??
  knocked(sentence(text), REFUSED.exec(text)?.[1]?.replace(/^.*@/, ''));

/** The address a process says it serves, before anything else. */
export const connectedFrom = (text: string): string | undefined => addressIn(CONNECTED.exec(text)?.[1]);

/** What a message without an address says of the connection from `ip`, which its process serves. */
export function readNameless(text: string, ip: string): SshdMessage | undefined {
  const found = NAMELESS.exec(text);
  if (!found) return undefined;
  return text.includes('Too many') ? said('gone', 'wrong_secret', ip, found[1]) : knocked(sentence(text), ip);
}

/** Reads a message of sshd, without the time and the name of the program before it; undefined when it is about no sign-in. */
export function readSshdMessage(text: string): SshdMessage | undefined {
  const [, again, inner] = REPEATED.exec(text) ?? [];
  if (again !== undefined) {
    const one = readSshdMessage(inner ?? '');
    return one && { ...one, isOnce: false, times: Math.min(MOST_TIMES, Number(again)) };
  }
  const [, , name, from] = ACCEPTED.exec(text) ?? [];
  if (from !== undefined) return said('accepted', 'ok', from, name);
  const [, nobody, there] = NOBODY.exec(text) ?? [];
  if (there !== undefined) return said('nobody', 'unknown_user', there, nobody);
  const [, tooMany, whose, where] = TOO_MANY.exec(text) ?? [];
  if (where !== undefined) return said('too many', wrong(tooMany), where, whose);
  const [, illegal, asked, host] = PAM_ERROR.exec(text) ?? [];
  if (host !== undefined) return said('pam error', wrong(illegal), host, asked);
  const [, barred, place] = NOT_ALLOWED.exec(text) ?? [];
  if (place !== undefined) return said('barred', 'unknown_user', place, barred);
  const [, root] = ROOT.exec(text) ?? [];
  if (root !== undefined) return said('root', 'wrong_secret', root, 'root');
  return failed(text) ?? gone(text) ?? pam(text) ?? left(text) ?? knock(text);
}
