import type { LoginSignal } from '../../domain/walls/signal.ts';
import { type LogReader, skipped } from './log-format.ts';
import { readAuthelia } from './logins/authelia.ts';
import { readGitlab } from './logins/gitlab.ts';
import { journalLine } from './logins/journal.ts';
import { readKeycloak } from './logins/keycloak.ts';
import { createSyslogTime, isoTime, unixTime } from './logins/log-time.ts';
import { addressIn, login, nameIn } from './logins/login-line.ts';
import { readOtherService } from './logins/other-services.ts';
import { connectedFrom, readNameless, readSshdMessage, type SshdMessage } from './logins/sshd-message.ts';
import { readSyslogLine } from './logins/syslog-line.ts';
import { createToldOnce } from './logins/told-once.ts';
import { readWebServer } from './logins/web-server.ts';
import { readWindows } from './logins/windows.ts';

/** More of a line of syslog tells nothing; lines of JSON and XML may be longer. */
const MOST_OF_LINE = 4_096;
const MOST_SERVED = 4_096;
const SSHD = /^sshd(?:-session|-auth)?$/;

/** Programs that keep a log of their own, told by what their lines look like. */
const BY_THEMSELVES = [readAuthelia, readGitlab, readKeycloak, readWindows, readWebServer];

/**
 * `sshd`: the authentication log of a Unix machine, with the messages of OpenSSH and of services beside it, times as syslog or
 * ISO 8601 writes them, or the journal of systemd (short, with seconds since 1970, or JSON); and lines of Authelia, GitLab, Keycloak, Windows (XML), nginx and Apache that tell of a sign-in.
 */
export function createSshd(): LogReader {
  const syslogTime = createSyslogTime();
  const tries = createToldOnce();
  /** A line without a time happened when the one before it did. */
  let last: number | undefined;

  /** Whom the processes of sshd serve, which name an address in some of their messages only. */
  const served = new Map<string, string>();
  const remember = (process: string, ip: string | undefined): void => {
    if (ip === undefined) return;
    served.delete(process);
    if (served.size >= MOST_SERVED) served.delete(served.keys().next().value ?? process);
    served.set(process, ip);
  };
  const namelessOf = (process: string | undefined, text: string): SshdMessage | undefined => {
    const ip = process === undefined ? undefined : served.get(process);
    return ip === undefined ? undefined : readNameless(text, ip);
  };

  function ofSyslog(line: string, at: number): readonly LoginSignal[] {
    const written = readSyslogLine(line);
    if (written === undefined) return [];
    if (!SSHD.test(written.program)) {
      const other = readOtherService(written);
      return other ? [login(at, 'other', other.outcome, { ip: addressIn(other.ip), user: nameIn(other.user) })] : [];
    }
    const message = readSshdMessage(written.text) ?? namelessOf(written.process, written.text);
    if (written.process !== undefined) remember(written.process, message?.ip ?? connectedFrom(written.text));
    if (!message) return [];
    const door = message.kind === 'knock' ? 'knock' : 'sshd';
    return Array<LoginSignal>(tries(written.process, at, message)).fill(login(at, door, message.outcome, message));
  }

  return {
    read: (given) => {
      const line = journalLine(given) ?? given;
      for (const read of BY_THEMSELVES) {
        const signal = read(line);
        if (signal) return { signals: [signal] };
      }
      const cut = line.slice(0, MOST_OF_LINE);
      const at = syslogTime(cut.replace(/^<\d{1,3}>/, '')) ?? unixTime(cut) ?? isoTime(cut.slice(0, 64)) ?? last;
      if (at === undefined) return skipped('no time, so no line of a log of sign-ins');
      last = at;
      return { signals: ofSyslog(cut, at) };
    },
  };
}
