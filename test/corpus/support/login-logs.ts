import fc from 'fast-check';

/** A log of sign-ins as some machine may have written it, and who attacked in it. */
export interface LoginLog {
  readonly text: string;
  readonly attackers: readonly string[];
}

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const two = (value: number): string => String(value).padStart(2, '0');

/** How times, hosts and programs stand at the head of a line. */
const HEADS: readonly ((at: Date, host: string, program: string, pid: number) => string)[] = [
  (at, host, program, pid) => `${syslogTime(at)} ${host} ${program}[${pid}]: `,
  (at, host, program, pid) => `<38>${syslogTime(at)} ${host} ${program}[${pid}]: `,
  (at, host, program, pid) => `${at.toISOString().replace('Z', '+00:00')} ${host} ${program}[${pid}]: `,
  (at, host, program, pid) => `${at.toISOString().replace('.000Z', '.123456+07:00')} ${host} ${program}[${pid}]: `,
  (at, host, program, pid) => `<86>1 ${at.toISOString()} ${host} ${program} ${pid} - - `,
  (at, host, program, pid) => `${at.toISOString().slice(0, 19)}+0700 ${host} ${program}[${pid}]: `,
];
const syslogTime = (at: Date): string =>
  `${MONTHS[at.getUTCMonth()]} ${String(at.getUTCDate()).padStart(2, ' ')} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`;

/** What versions of sshd say of a wrong try; each is one try, in as many lines as that version takes for it. */
const WRONG: readonly ((user: string, ip: string, port: number) => readonly string[])[] = [
  (user, ip, port) => [`Failed password for ${user} from ${ip} port ${port} ssh2`],
  (user, ip, port) => [`Invalid user ${user} from ${ip} port ${port}`],
  (user, ip) => [`Invalid user ${user} from ${ip}`],
  (user, ip, port) => [
    `Invalid user ${user} from ${ip} port ${port}`,
    'pam_unix(sshd:auth): check pass; user unknown',
    `pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=${ip} `,
    `Failed password for invalid user ${user} from ${ip} port ${port} ssh2`,
    `Connection closed by invalid user ${user} ${ip} port ${port} [preauth]`,
  ],
  (user, ip, port) => [
    `pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=${ip}  user=${user}`,
    `Failed password for ${user} from ${ip} port ${port} ssh2`,
    `Received disconnect from ${ip} port ${port}:11: Bye Bye [preauth]`,
    `Disconnected from authenticating user ${user} ${ip} port ${port} [preauth]`,
  ],
  (user, ip, port) => [`Failed keyboard-interactive/pam for ${user} from ${ip} port ${port} ssh2`],
  (user, ip) => [`error: PAM: Authentication failure for ${user} from ${ip}`],
  (user, ip) => [`error: PAM: User not known to the underlying authentication module for illegal user ${user} from ${ip}`],
  (user, ip, port) => [`Connection reset by authenticating user ${user} ${ip} port ${port} [preauth]`],
  (user, ip, port) => [`Disconnecting invalid user ${user} ${ip} port ${port}: Too many authentication failures [preauth]`],
  (user, ip, port) => [`error: maximum authentication attempts exceeded for ${user} from ${ip} port ${port} ssh2 [preauth]`],
  (user, ip) => [`User ${user} from ${ip} not allowed because not listed in AllowUsers`],
];
/** Lines of sshd that accuse nobody, whatever they quote. */
const CALM: readonly ((ip: string, port: number, user: string) => string)[] = [
  (ip, port) => `Close session: user ansible from ${ip} port ${port} id 0`,
  (ip, port, user) =>
    `Accepted publickey for ${user} from ${ip} port ${port} ssh2: ED25519 SHA256:k1bYJ3o1zTqv0bKQ2xV0cW8aYw0mS1aW2c3d4e5f6g7`,
  (ip, port) => `Received disconnect from ${ip} port ${port}:11: disconnected by user`,
  (ip, port, user) => `Disconnected from user ${user} ${ip} port ${port}`,
  () => 'pam_unix(sshd:session): session opened for user deploy(uid=1000) by (uid=0)',
  (ip) => `Starting session: command for deploy from ${ip} port 40022 id 0`,
  () => 'Server listening on :: port 22.',
];
/** Other programs that quote what somebody else said: no sign-in at all. */
const quoted = (ip: string): string => `Failed password for root from ${ip} port 4022 ssh2`;

const HOSTS = ['sd-126005', 'exam-room-7', 'LAB2', 'srv.school.example', '10.0.0.1', 'h'];
const PROGRAMS = ['sshd', 'sshd-session', 'sshd-auth'];
const STARTS = [
  '2026-02-12T14:10:21Z',
  '2026-12-31T23:58:30Z',
  '2026-12-31T23:29:00Z',
  '2026-02-28T23:59:00Z',
  '2026-06-01T00:00:00Z',
];
const address = fc.oneof(
  fc.tuple(fc.integer({ min: 11, max: 180 }), fc.nat(255), fc.nat(255)).map(([a, b, c]) => `${a}.${b}.${c}.7`),
  fc
    .tuple(fc.integer({ min: 0x1000, max: 0xffff }), fc.integer({ min: 1, max: 0xffff }))
    .map(([net, host]) => `2001:db8:${net.toString(16)}::${host.toString(16)}`),
);
const names = fc.constantFrom(
  'root',
  'admin',
  'oracle',
  'pi',
  'ubuntu',
  'test user',
  'x from 192.0.2.200',
  'müller',
  'a'.repeat(40),
  'สมชาย',
);

/** Seconds between the tries of an attack: quick, with patience, over an hour. */
const PACES = [
  { everyS: 3, tries: 9, users: 1 },
  { everyS: 5, tries: 12, users: 9 },
  { everyS: 45, tries: 14, users: 2 },
  { everyS: 20 * 60, tries: 5, users: 4 },
] as const;

interface Entry {
  readonly atS: number;
  readonly lines: readonly string[];
  readonly program?: string;
}

/** One attack in the midst of people who mistype once or twice, of calm, and of other programs that quote. */
export const loginLogs: fc.Arbitrary<LoginLog> = fc
  .record({
    attacker: address,
    others: fc.uniqueArray(address, { minLength: 2, maxLength: 4 }),
    pace: fc.constantFrom(...PACES),
    wrong: fc.constantFrom(...WRONG),
    head: fc.constantFrom(...HEADS),
    host: fc.constantFrom(...HOSTS),
    program: fc.constantFrom(...PROGRAMS),
    start: fc.constantFrom(...STARTS),
    user: names,
    isRepeated: fc.boolean(),
    end: fc.constantFrom('\n', '\r\n'),
    seed: fc.nat(1_000),
  })
  .filter(({ attacker, others }) => !others.includes(attacker))
  .map(({ attacker, others, pace, wrong, head, host, program, start, user, isRepeated, end, seed }) => {
    const entries: Entry[] = [];
    const at = (index: number): number => index * pace.everyS;
    const named = (index: number): string => (pace.users === 1 ? user : `${user}${index % pace.users}`);
    // What syslog folds is what was said more than once in the same words.
    const folds = isRepeated && pace.users === 1 && wrong(user, attacker, 4_022).length === 1 && pace.everyS < 60;
    if (folds) {
      const [said = ''] = wrong(user, attacker, 4_022);
      entries.push({ atS: 0, lines: [said] });
      entries.push({ atS: at(2), lines: [`message repeated ${pace.tries} times: [ ${said}]`] });
    } else {
      for (let index = 0; index < pace.tries; index++)
        entries.push({ atS: at(index), lines: wrong(named(index), attacker, 40_000 + index) });
    }
    for (const [index, ip] of others.entries()) {
      const beginsS = at(index) + 1;
      entries.push({ atS: beginsS, lines: wrong(`deploy${index}`, ip, 5_000 + index) });
      entries.push({ atS: beginsS + 1, lines: [`Accepted password for deploy${index} from ${ip} port ${5_100 + index} ssh2`] });
      for (let time = 0; time < 8; time++)
        entries.push({
          atS: beginsS + 2 + time,
          lines: [CALM[(seed + time) % CALM.length]?.(ip, 6_000 + time, `deploy${index}`) ?? ''],
        });
      for (let time = 0; time < 9; time++) entries.push({ atS: beginsS + time, lines: [quoted(ip)], program: 'exam-portal' });
    }
    entries.sort((one, other) => one.atS - other.atS);
    const text = entries
      .flatMap(({ atS, lines, program: other }, index) =>
        lines.map((line) => `${head(new Date(Date.parse(start) + atS * 1_000), host, other ?? program, 1_000 + index)}${line}`),
      )
      .join(end);
    return { text: `${text}${end}`, attackers: [attacker] };
  });
