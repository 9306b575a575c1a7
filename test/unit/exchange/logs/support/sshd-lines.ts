import { expect } from 'vitest';
import type { LoginSignal } from '../../../../../src/main/domain/walls/signal.ts';
import { createSshd } from '../../../../../src/main/exchange/logs/sshd.ts';

/** The sign-ins of a log, and which lines were skipped. */
export function read(...lines: string[]): { logins: LoginSignal[]; skipped: number } {
  const reader = createSshd();
  const logins: LoginSignal[] = [];
  let skipped = 0;
  for (const [index, line] of lines.entries()) {
    const found = reader.read(line, index + 1);
    if ('skipped' in found) skipped += 1;
    else logins.push(...found.signals.filter((signal) => signal.kind === 'login'));
  }
  return { logins, skipped };
}

let pid = 1_000;
/** A line of its own process. */
export const line = (message: string): string => `Nov 20 08:00:00 hall sshd[${++pid}]: ${message}`;
/** What one line is: outcome, address, name. */
export const one = (message: string): readonly (string | undefined)[] | undefined => {
  const { logins } = read(line(message));
  expect(logins.length, message).toBeLessThanOrEqual(1);
  const [login] = logins;
  return login && [login.outcome, login.ip, login.user];
};
