import type { LoginOutcome } from '../../../domain/walls/signal.ts';
import type { SyslogLine } from './syslog-line.ts';

/** How other programs that write to the same log tell of a sign-in; the patterns name `ip` and `user`. */
const PATTERNS: readonly { readonly program: RegExp; readonly outcome: LoginOutcome; readonly pattern: RegExp }[] = [
  {
    program: /./,
    outcome: 'wrong_secret',
    pattern: /^pam_\w+\([\w-]+:auth\): authentication failure;.* rhost=(?<ip>\S*)(?: +user=(?<user>\S*))?/,
  },
  {
    program: /^dropbear$/,
    outcome: 'wrong_secret',
    pattern: /^Bad (?:PAM )?password attempt for '(?<user>.*)' from (?<ip>\S+)$/i,
  },
  { program: /^dropbear$/, outcome: 'unknown_user', pattern: /^Login attempt for nonexistent user from (?<ip>\S+)$/i },
  { program: /^dropbear$/, outcome: 'ok', pattern: /^\w+ auth succeeded for '(?<user>.*)'.* from (?<ip>\S+)$/i },
  { program: /^dovecot/, outcome: 'wrong_secret', pattern: /\(auth failed[^)]*\): user=<(?<user>[^>]*)>.*\brip=(?<ip>[^,\s]+)/ },
  {
    program: /^postfix\//,
    outcome: 'wrong_secret',
    pattern: /^warning: \S*\[(?<ip>[^\]]+)\]: SASL \S+ authentication failed(?:.*sasl_username=(?<user>\S+))?/,
  },
  {
    program: /^vsftpd$/,
    outcome: 'wrong_secret',
    pattern: /^(?:\[pid \d+\] )?\[(?<user>.*)\] FAIL LOGIN: Client "(?<ip>[^"]+)"/,
  },
  { program: /^vsftpd$/, outcome: 'ok', pattern: /^(?:\[pid \d+\] )?\[(?<user>.*)\] OK LOGIN: Client "(?<ip>[^"]+)"/ },
  { program: /^proftpd$/, outcome: 'wrong_secret', pattern: /^\S+ \(\S*\[(?<ip>[^\]]+)\]\) - USER (?<user>.*) \(Login failed\)/ },
  {
    program: /^proftpd$/,
    outcome: 'unknown_user',
    pattern: /^\S+ \(\S*\[(?<ip>[^\]]+)\]\) - USER (?<user>.*): no such user found/,
  },
];

export interface OtherLogin {
  readonly outcome: LoginOutcome;
  readonly ip: string | undefined;
  readonly user: string | undefined;
}

/** A sign-in at a service other than sshd; undefined when the line is about none. */
export function readOtherService({ program, text }: SyslogLine): OtherLogin | undefined {
  for (const one of PATTERNS) {
    const { groups } = (one.program.test(program) && one.pattern.exec(text)) || {};
    if (groups) return { outcome: one.outcome, ip: groups.ip, user: groups.user };
  }
  return undefined;
}
