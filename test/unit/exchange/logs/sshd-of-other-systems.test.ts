import { describe, expect, it } from 'vitest';
import { one, read } from './support/sshd-lines.ts';

describe('W2 messages of OpenSSH on other systems', () => {
  it.each([
    ['Failed keyboard-interactive for <invalid username> from 192.0.2.7 port 4022 ssh2', 'unknown_user', undefined],
    ['[ID 800047 auth.info] Failed keyboard-interactive for ada from 192.0.2.7 port 4022 ssh2', 'wrong_secret', 'ada'],
    ['kernel: [  97.123456]: Failed password for ada from 192.0.2.7 port 4022 ssh2', 'wrong_secret', 'ada'],
    ['error: PAM: authentication error for ada from 192.0.2.7 via 198.51.100.1', 'wrong_secret', 'ada'],
    ['Received disconnect from 192.0.2.7: 3: org.example.Client: Auth fail', 'wrong_secret', undefined],
    [
      'error: Received disconnect from 192.0.2.7 port 1883:14: No authentication methods available [preauth]',
      'wrong_secret',
      undefined,
    ],
    ['Failed password for ada from 192.0.2.7 port 20000 ssh1: ruser x from 198.51.100.1', 'wrong_secret', 'ada'],
  ])('W2 other systems and other ages: %s', (message, outcome, user) => {
    expect(one(message)).toEqual([outcome, '192.0.2.7', user]);
  });

  it('W2 a message without an address is about whom its process serves, and about nobody where that was never said', () => {
    const served = (message: string) =>
      read(
        'Nov 20 08:00:00 hall sshd[77]: Connection from 192.0.2.7 port 4022 on 192.0.2.1 port 22',
        `Nov 20 08:00:01 hall sshd[77]: ${message}`,
        `Nov 20 08:00:01 hall sshd[78]: ${message}`,
      ).logins.map(({ door, outcome, ip, user }) => [door, outcome, ip, user]);
    expect(served('Disconnecting: Too many authentication failures for ada [preauth]')).toEqual([
      ['sshd', 'wrong_secret', '192.0.2.7', 'ada'],
    ]);
    for (const knock of [
      'error: kex_exchange_identification: Connection closed by remote host',
      'fatal: Read from socket failed: Connection reset by peer [preauth]',
      'fatal: Unable to negotiate a key exchange method [preauth]',
    ])
      expect(served(knock), knock).toEqual([['knock', 'refused', '192.0.2.7', undefined]]);
  });

  it('W2 the same sentence again is another try, another sentence of the same try is not', () => {
    const told = (...messages: string[]) =>
      read(...messages.map((message) => `Nov 20 08:00:00 hall sshd[77]: ${message}`)).logins.length;
    const invalid = 'Invalid user bob from 192.0.2.7 port 4022';
    const left = 'Unable to negotiate with 192.0.2.7 port 4022: no matching MAC found. Their offer: x [preauth]';
    expect(told(invalid, invalid, invalid)).toBe(3);
    expect(told(invalid, 'Failed password for invalid user bob from 192.0.2.7 port 4022 ssh2', invalid)).toBe(2);
    expect(told(left, left)).toBe(2);
    expect(told(left, 'Connection closed by 192.0.2.7 port 4022 [preauth]')).toBe(1);
  });
});

describe('W2 headers of other systems', () => {
  const at = (...lines: string[]) => read(...lines).logins.map((login) => new Date(login.at).toISOString());
  const failed = 'Failed password for ada from 192.0.2.7 port 4022 ssh2';

  it.each([
    ['Nov 20 08:00:00 sshd[7]: ', '2024-11-20T08:00:00.000Z'],
    ['Nov 20 08:00:00 [sshd]: ', '2024-11-20T08:00:00.000Z'],
    ['Nov 20 08:00:00 [sshd] ', '2024-11-20T08:00:00.000Z'],
    ['Nov 20 08:00:00 <auth.info> hall sshd[7]: ', '2024-11-20T08:00:00.000Z'],
    ['1795161600.250000 hall sshd-session[7]: ', '2026-11-20T08:00:00.250Z'],
    ['Fri 2026-11-20 08:00:00 UTC hall sshd[7]: ', '2026-11-20T08:00:00.000Z'],
    ['<38>1 2026-11-20T10:00:00.5+02:00 hall sshd 7 - [a k="[x]"][b j="1"] ', '2026-11-20T08:00:00.500Z'],
  ])('W2 the header of other systems is read: %s', (header, when) => {
    expect(at(`${header}error: PAM: Authentication failure for ada from 192.0.2.7`)).toEqual([when]);
    expect(at(`${header}${failed}`)).toEqual([when]);
  });

  it('W2 the journal as JSON is read, its bytes as well, and what is no entry is left', () => {
    const entry = (more: object) =>
      JSON.stringify({
        __REALTIME_TIMESTAMP: '1795161600250000',
        SYSLOG_IDENTIFIER: 'sshd',
        _PID: '7',
        _HOSTNAME: 'hall',
        ...more,
      });
    expect(at(entry({ MESSAGE: failed }))).toEqual(['2026-11-20T08:00:00.250Z']);
    expect(at(entry({ MESSAGE: [...Buffer.from(failed)] }))).toEqual(['2026-11-20T08:00:00.250Z']);
    expect(at(entry({ MESSAGE: failed, SYSLOG_IDENTIFIER: 'forum' }))).toEqual([]);
    for (const odd of [{ MESSAGE: 7 }, { MESSAGE: failed, __REALTIME_TIMESTAMP: 'x' }, { MESSAGE: [{}] }])
      expect(at(entry(odd))).toEqual([]);
  });
});
