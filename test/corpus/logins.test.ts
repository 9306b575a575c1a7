import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { detectLogins, findingsInLog } from '../../bench/detect/logins.ts';
import { loginInAccessLine } from './support/access-lines.ts';

/** Public files, shared beside the repository and not part of it. Without them these tests say so and pass over. */
const folder = resolve('../shared/data');
const isAbsent = !existsSync(resolve(folder, 'security'));
if (isAbsent) console.log('login corpus: ../shared/data/security is not on this machine, its tests are skipped');

describe.skipIf(isAbsent)('W2 logs of sign-ins nobody here wrote', () => {
  it('W2 every labelled attack is found, with the address it came from', () => {
    const { scenarios, recall } = detectLogins(folder, loginInAccessLine);
    expect(scenarios.filter(({ missed }) => missed.length > 0)).toEqual([]);
    expect(scenarios.length).toBeGreaterThanOrEqual(40);
    expect(recall).toBe(1);
  });

  it('W2 no address is named that no label names', () => {
    const { extra } = detectLogins(folder, loginInAccessLine);
    // Its label file says nothing of this one, which is passwords tried at WordPress by its name and by what it holds.
    expect(extra.filter(({ file }) => !file.endsWith('http-bf-wordpress-bf.log'))).toEqual([]);
    expect(extra.map(({ ip }) => ip)).toEqual(['81.150.104.130']);
  });

  it.each(['sshd-logs-fp.log', 'sshd-success-logs.log'])('W2 %s raises nothing', (file) => {
    expect(findingsInLog(readFileSync(resolve(folder, 'security/crowdsec', file), 'utf8'), () => undefined)).toEqual([]);
  });
});
