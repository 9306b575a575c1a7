import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { line, one, read } from './support/sshd-lines.ts';

describe('W2 messages of OpenSSH', () => {
  it.each([
    ['Failed password for ada from 192.0.2.7 port 52022 ssh2', 'wrong_secret', '192.0.2.7', 'ada'],
    ['Failed password for invalid user bob from 192.0.2.7 port 52022 ssh2', 'unknown_user', '192.0.2.7', 'bob'],
    ['Failed password for illegal user bob from 192.0.2.7', 'unknown_user', '192.0.2.7', 'bob'],
    ['Failed publickey for ada from 2001:db8::7 port 4022 ssh2: ED25519 SHA256:c2VjcmV0', 'wrong_secret', '2001:db8::7', 'ada'],
    ['Failed keyboard-interactive/pam for ada from ::ffff:192.0.2.7 port 4022 ssh2', 'wrong_secret', '192.0.2.7', 'ada'],
    ['Failed none for invalid user bob from 192.0.2.7 port 4022 ssh2', 'unknown_user', '192.0.2.7', 'bob'],
    ['Invalid user bob from 192.0.2.7 port 4022', 'unknown_user', '192.0.2.7', 'bob'],
    ['Invalid user bob from 192.0.2.7', 'unknown_user', '192.0.2.7', 'bob'],
    ['Invalid user  from 192.0.2.7 port 4022', 'unknown_user', '192.0.2.7', undefined],
    ['Connection closed by authenticating user ada 192.0.2.7 port 4022 [preauth]', 'wrong_secret', '192.0.2.7', 'ada'],
    ['Connection reset by invalid user bob 2001:db8::7 port 4022 [preauth]', 'unknown_user', '2001:db8::7', 'bob'],
    ['Disconnected from authenticating user ada 192.0.2.7 port 4022 [preauth]', 'wrong_secret', '192.0.2.7', 'ada'],
    [
      'Disconnecting authenticating user ada 192.0.2.7 port 22: Too many authentication failures [preauth]',
      'wrong_secret',
      '192.0.2.7',
      'ada',
    ],
    [
      'error: maximum authentication attempts exceeded for ada from 192.0.2.7 port 4022 ssh2 [preauth]',
      'wrong_secret',
      '192.0.2.7',
      'ada',
    ],
    [
      'error: maximum authentication attempts exceeded for invalid user bob from 192.0.2.7 port 4022 ssh2 [preauth]',
      'unknown_user',
      '192.0.2.7',
      'bob',
    ],
    ['error: PAM: Authentication failure for ada from 192.0.2.7', 'wrong_secret', '192.0.2.7', 'ada'],
    [
      'error: PAM: User not known to the underlying authentication module for illegal user bob from 192.0.2.7',
      'unknown_user',
      '192.0.2.7',
      'bob',
    ],
    [
      'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.7  user=ada',
      'wrong_secret',
      '192.0.2.7',
      'ada',
    ],
    [
      'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.7 ',
      'wrong_secret',
      '192.0.2.7',
      undefined,
    ],
    ['User ada from 192.0.2.7 not allowed because not listed in AllowUsers', 'unknown_user', '192.0.2.7', 'ada'],
    ['Accepted password for ada from 192.0.2.7 port 4022 ssh2', 'ok', '192.0.2.7', 'ada'],
    ['Accepted publickey for ada from 2001:db8::7 port 4022 ssh2: RSA SHA256:c2VjcmV0', 'ok', '2001:db8::7', 'ada'],
  ])('W2 %s', (message, outcome, ip, user) => {
    expect(one(message)).toEqual([outcome, ip, user]);
  });

  it.each([
    'Close session: user ada from 192.0.2.7 port 4022 id 0',
    'Disconnected from user ada 192.0.2.7 port 4022',
    'Received disconnect from 192.0.2.7 port 4022:11: disconnected by user',
    'pam_unix(sshd:session): session opened for user ada(uid=1000) by (uid=0)',
    'Failed none for ada from 192.0.2.7 port 4022 ssh2',
    'Server listening on 0.0.0.0 port 22.',
  ])('W2 no sign-in: %s', (message) => {
    expect(one(message)).toBeUndefined();
  });

  it.each([
    'Connection closed by 192.0.2.7 port 4022 [preauth]',
    'Connection reset by 192.0.2.7 port 4022',
    'Did not receive identification string from 192.0.2.7 port 4022',
    "Bad protocol version identification 'GET / HTTP/1.1' from 192.0.2.7 port 4022",
    'Unable to negotiate with 192.0.2.7 port 4022: no matching key exchange method found. Their offer: x [preauth]',
    'banner exchange: Connection from 192.0.2.7 port 4022: invalid format',
    'Disconnected from 192.0.2.7 port 4022 [preauth]',
    'Received disconnect from 192.0.2.7 port 4022:11: Bye Bye [preauth]',
    'refused connect from host.example (192.0.2.7)',
    'refused connect from someone@::ffff:192.0.2.7 (::ffff:192.0.2.7)',
    // Who stays until put out, or speaks so that it breaks, counts for two.
    'fatal: Timeout before authentication for 192.0.2.7 port 4022',
    'fatal: Timeout before authentication for connection from 192.0.2.7 to 192.0.2.1, pid = 77',
    'ssh_dispatch_run_fatal: Connection from 192.0.2.7 port 4022: message authentication code incorrect [preauth]',
  ])('W2 nobody at the door: %s', (message) => {
    const { logins } = read(line(message));
    expect(logins[0]).toMatchObject({ door: 'knock', outcome: 'refused', ip: '192.0.2.7', user: undefined });
    expect(logins).toHaveLength(/Timeout|dispatch/.test(message) ? 2 : 1);
    expect(
      read(
        `Nov 20 08:00:00 h sshd[7]: Failed password for ada from 192.0.2.7 port 1 ssh2`,
        `Nov 20 08:00:00 h sshd[7]: ${message}`,
      ).logins,
      'who was refused before knocks not as well',
    ).toHaveLength(1);
  });

  it('W2 a name that holds the words of a message moves no blame to another address', () => {
    for (const message of [
      'Failed password for invalid user x from 198.51.100.1 port 22 ssh2 from 192.0.2.7 port 4022 ssh2',
      'Failed password for invalid user x from 198.51.100.1 port 22 ssh2: y from 192.0.2.7 port 4022 ssh2',
      'Invalid user x from 198.51.100.1 port 22 from 192.0.2.7 port 4022',
      'Connection closed by invalid user x 198.51.100.1 port 22 192.0.2.7 port 4022 [preauth]',
      'error: maximum authentication attempts exceeded for invalid user x from 198.51.100.1 port 1 ssh2 from 192.0.2.7 port 4022 ssh2 [preauth]',
    ])
      expect(one(message)?.[1], message).toBe('192.0.2.7');
  });

  it('W2 a message of sshd that another program quotes is nobody’s sign-in', () => {
    const quoted = 'sshd[7]: Accepted password for root from 192.0.2.7 port 4022 ssh2';
    expect(read(`Nov 20 08:00:00 hall forum[8]: typed: ${quoted}`, `Nov 20 08:00:00 hall forum[8]: ${quoted}`).logins).toEqual(
      [],
    );
    expect(read(`Nov 20 08:00:00 hall ${quoted}`).logins).toHaveLength(1);
  });

  it('W2 one try that is told in several lines is one, several tries of one process are several', () => {
    const told = (...messages: string[]) =>
      read(...messages.map((message) => `Nov 20 08:00:00 hall sshd[77]: ${message}`)).logins.length;
    const invalid = 'Invalid user bob from 192.0.2.7 port 4022';
    const pam = 'pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.7 ';
    const failed = 'Failed password for invalid user bob from 192.0.2.7 port 4022 ssh2';
    const closed = 'Connection closed by invalid user bob 192.0.2.7 port 4022 [preauth]';
    expect(told(invalid, pam, failed, closed)).toBe(1);
    expect(told(pam, failed)).toBe(1);
    expect(told(invalid, failed, failed, failed, closed)).toBe(3);
    const wrong = 'Failed password for ada from 192.0.2.7 port 4022 ssh2';
    const more = 'PAM 2 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.7  user=ada';
    expect(told(wrong, wrong, wrong, more)).toBe(3);
    expect(told(wrong, `message repeated 4 times: [ ${wrong}]`)).toBe(5);
    expect(told(`message repeated 999999999 times: [ ${wrong}]`)).toBe(50);
    expect(
      told(
        'Failed publickey for ada from 192.0.2.7 port 1 ssh2: RSA x',
        'Failed publickey for ada from 192.0.2.7 port 1 ssh2: ED25519 y',
      ),
    ).toBe(1);
  });
});

describe('W2 times of logs', () => {
  const at = (...lines: string[]) => read(...lines).logins.map((login) => new Date(login.at).toISOString());
  const failed = 'Failed password for ada from 192.0.2.7 port 4022 ssh2';

  it('W2 syslog has no year: it turns when December becomes January, and not for a line out of order', () => {
    expect(
      at(
        `Dec 31 23:59:59 hall sshd[1]: ${failed}`,
        `Jan  1 00:00:01 hall sshd[2]: ${failed}`,
        `Dec 31 23:59:58 hall sshd[3]: ${failed}`,
        `Jan  1 00:00:02 hall sshd[4]: ${failed}`,
        `Feb 28 00:00:02 hall sshd[5]: ${failed}`,
      ),
    ).toEqual([
      '2024-12-31T23:59:59.000Z',
      '2025-01-01T00:00:01.000Z',
      '2024-12-31T23:59:58.000Z',
      '2025-01-01T00:00:02.000Z',
      '2025-02-28T00:00:02.000Z',
    ]);
  });

  it('W2 times with a year, a fraction, a zone, and the header of RFC 5424 are read', () => {
    expect(
      at(
        `2026-11-20T08:00:00.123456+07:00 hall sshd[1]: ${failed}`,
        `2026-11-20 08:00:00 hall sshd-session[2]: ${failed}`,
        `<38>Nov 20 08:00:00 hall sshd[3]: ${failed}`,
        `<38>1 2026-11-20T08:00:00Z hall sshd 4 - - ${failed}`,
        `Nov 20 2026 08:00:00 hall sshd[5]: ${failed}`,
      ),
    ).toEqual([
      '2026-11-20T01:00:00.123Z',
      '2026-11-20T08:00:00.000Z',
      '2024-11-20T08:00:00.000Z',
      '2026-11-20T08:00:00.000Z',
      '2026-11-20T08:00:00.000Z',
    ]);
  });

  it('W2 a line without a time is as old as the one before; the first without one is skipped and named', () => {
    expect(read(`sshd[1]: ${failed}`)).toEqual({ logins: [], skipped: 1 });
    expect(at(`Nov 20 08:00:00 hall sshd[1]: ${failed}`, `sshd[2]: ${failed}`)).toHaveLength(2);
  });
});

describe('W2 sign-ins of other programs', () => {
  it.each([
    [
      'time="2026-11-20T08:00:00+07:00" level=error msg="Unsuccessful TOTP authentication attempt by user \'ada\'" method=POST path=/api/secondfactor/totp remote_ip=192.0.2.7',
      ['authelia', 'wrong_secret', '192.0.2.7', 'ada'],
    ],
    [
      '{"level":"error","msg":"Unsuccessful 1FA authentication attempt by user \'bob\'","error":"user not found","remote_ip":"192.0.2.7","time":"2026-11-20T08:00:00Z"}',
      ['authelia', 'unknown_user', '192.0.2.7', 'bob'],
    ],
    [
      '{"method":"POST","path":"/users/sign_in","controller":"SessionsController","action":"create","status":200,"time":"2026-11-20T08:00:00Z","params":[{"key":"user","value":{"login":"ada"}}],"remote_ip":"192.0.2.7"}',
      ['gitlab', 'wrong_secret', '192.0.2.7', 'ada'],
    ],
    [
      '{"method":"POST","path":"/users/sign_in","controller":"SessionsController","action":"create","status":302,"time":"2026-11-20T08:00:00Z","params":[{"key":"user","value":{"login":"ada"}}],"remote_ip":"192.0.2.7"}',
      ['gitlab', 'ok', '192.0.2.7', 'ada'],
    ],
    [
      '2026-11-20 08:00:00,123 WARN  [org.keycloak.events] (executor-1) type="LOGIN_ERROR", realmId="r", ipAddress="192.0.2.7", error="invalid_user_credentials", username="ada"',
      ['keycloak', 'wrong_secret', '192.0.2.7', 'ada'],
    ],
    [
      '<Event><System><EventID>4625</EventID><TimeCreated SystemTime="2026-11-20T08:00:00.1Z"/></System><EventData><Data Name="TargetUserName">ada</Data><Data Name="SubStatus">0xc000006a</Data><Data Name="IpAddress">192.0.2.7</Data></EventData></Event>',
      ['windows', 'wrong_secret', '192.0.2.7', 'ada'],
    ],
    [
      '2026/11/20 08:00:00 [error] 7#7: *1 user "ada": password mismatch, client: 192.0.2.7, server: _, request: "GET / HTTP/1.1"',
      ['http', 'wrong_secret', '192.0.2.7', 'ada'],
    ],
    [
      '[Fri Nov 20 08:00:00.123456 2026] [auth_basic:error] [pid 7] [client 192.0.2.7:4022] AH01617: user ada: authentication failure for "/": Password Mismatch',
      ['http', 'wrong_secret', '192.0.2.7', 'ada'],
    ],
    [
      "Nov 20 08:00:00 hall dropbear[7]: Bad password attempt for 'ada' from 192.0.2.7:4022",
      ['other', 'wrong_secret', '192.0.2.7', 'ada'],
    ],
    [
      'Nov 20 08:00:00 hall dovecot: imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<ada>, method=PLAIN, rip=192.0.2.7, lip=192.0.2.1',
      ['other', 'wrong_secret', '192.0.2.7', 'ada'],
    ],
    [
      'Nov 20 08:00:00 hall postfix/smtpd[7]: warning: unknown[192.0.2.7]: SASL LOGIN authentication failed: UGFzc3dvcmQ6',
      ['other', 'wrong_secret', '192.0.2.7', undefined],
    ],
  ])('W2 %s', (text, expected) => {
    expect(read(text).logins.map(({ door, outcome, ip, user }) => [door, outcome, ip, user])).toEqual([expected]);
  });

  it('W2 whatever stands in a line, reading throws nothing and stays quick', () => {
    const words = fc.constantFrom(
      'Nov 20 08:00:00 h sshd[1]: ',
      'Failed password for ',
      ' from ',
      '1.2.3.4',
      ' port 22',
      'type=LOGIN_ERROR, ',
      '{"',
      'msg="',
      "'",
      ' user "',
      '[client ',
      'rhost=',
      '<EventID>4625</EventID>',
      'authentication attempt',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(words, fc.string({ maxLength: 30 })), { maxLength: 40 }),
        (parts) => void read(parts.join('')),
      ),
    );
    for (const part of [
      ' from ',
      'user "',
      ' port 1',
      'a=',
      '\\',
      ' user ',
      ': ',
      '[client 1] user ',
      'msg="authentication attempt ',
      "'",
    ])
      read(
        `Nov 20 08:00:00 h sshd[1]: Failed password for ${part.repeat(100_000)}`,
        part.repeat(150_000),
        `time="${part.repeat(100_000)} authentication attempt`,
        `[Fri Nov 20 08:00:00 2026] ${part.repeat(100_000)}`,
        `2026/11/20 08:00:00 [error] ${part.repeat(100_000)}`,
      );
  });
});
