import type { LoginOutcome } from '../../../domain/walls/signal.ts';

/** How other programs that write to the same log tell of a sign-in; `ip` and `user` are named in each pattern. */
const PATTERNS: readonly { readonly outcome: LoginOutcome; readonly pattern: RegExp }[] = [
  {
    outcome: 'wrong_secret',
    pattern: /pam_\w+\((?!sshd)[\w-]+:auth\): authentication failure;.* rhost=(?<ip>\S*)(?: +user=(?<user>\S*))?/,
  },
  {
    outcome: 'wrong_secret',
    pattern: /dropbear\S* (?:Bad password|Bad PAM password) attempt for '(?<user>[^']*)' from (?<ip>\S+)$/,
  },
  { outcome: 'unknown_user', pattern: /dropbear\S* Login attempt for nonexistent user from (?<ip>\S+)$/i },
  { outcome: 'ok', pattern: /dropbear\S* \w+ auth succeeded for '(?<user>[^']*)'.* from (?<ip>\S+)$/i },
  { outcome: 'wrong_secret', pattern: /dovecot\S*.*\(auth failed[^)]*\): user=<(?<user>[^>]*)>.*\brip=(?<ip>[^,\s]+)/ },
  {
    outcome: 'wrong_secret',
    pattern: /postfix\/\S+ warning: \S*\[(?<ip>[^\]]+)\]: SASL \S+ authentication failed(?:.*sasl_username=(?<user>\S+))?/,
  },
  { outcome: 'wrong_secret', pattern: /vsftpd.*\[(?<user>[^\]]*)\] FAIL LOGIN: Client "(?<ip>[^"]+)"/ },
  { outcome: 'ok', pattern: /vsftpd.*\[(?<user>[^\]]*)\] OK LOGIN: Client "(?<ip>[^"]+)"/ },
  { outcome: 'wrong_secret', pattern: /proftpd.*\[(?<ip>[^\]]+)\]\)? - USER (?<user>.{1,64}) \(Login failed\)/ },
  { outcome: 'unknown_user', pattern: /proftpd.*\[(?<ip>[^\]]+)\]\)? - USER (?<user>.{1,64}): no such user found/ },
];

export interface OtherLogin {
  readonly outcome: LoginOutcome;
  readonly ip: string | undefined;
  readonly user: string | undefined;
}

/** A sign-in at another service, by the whole line. */
export function readOtherService(line: string): OtherLogin | undefined {
  for (const { outcome, pattern } of PATTERNS) {
    const { groups } = pattern.exec(line) ?? {};
    if (groups) return { outcome, ip: groups.ip, user: groups.user };
  }
  return undefined;
}
