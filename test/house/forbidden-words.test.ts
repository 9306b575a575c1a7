import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Forbidden {
  readonly attack: string;
  readonly what: string;
  readonly pattern: RegExp;
  /** A line that must be found, so that a pattern that finds nothing is no proof. */
  readonly planted: string;
  /** Where it is the one place that may. */
  readonly only?: string;
}

const FORBIDDEN: readonly Forbidden[] = [
  {
    attack: 'security-02',
    what: 'a connection whose certificate nobody looks at, but for the one that looks at its key itself',
    pattern: /rejectUnauthorized:\s*false|NODE_TLS_REJECT_UNAUTHORIZED|setCertificateVerifyProc|ignore-certificate-errors/,
    planted: 'connect({ rejectUnauthorized: false })',
    only: 'src/main/app/pinned-room.ts',
  },
  {
    attack: 'security-10',
    what: 'a way back in that asks for no token',
    pattern: /connectionStateRecovery/,
    planted: 'new Server({ connectionStateRecovery: {} })',
  },
  {
    attack: 'security-11',
    what: 'a namespace of its own, which the guards of the default one do not see',
    pattern: /\bio\.of\(|\bserver\.of\(|new_namespace/,
    planted: "io.of('/admin')",
  },
  {
    attack: 'security-33',
    what: 'text that is run',
    pattern: /(?<![\w.])eval\((?![^)]*\\)|new Function\(|\bvm\.run|setTimeout\(\s*['"`]/,
    planted: 'const total = eval(formula);',
  },
  {
    attack: 'security-36',
    what: 'text that becomes HTML unread',
    pattern: /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=|insertAdjacentHTML\(|document\.write\(/,
    planted: 'cell.innerHTML = name;',
  },
];

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => join('src', name).split(sep).join('/'))
  .filter((path) => /\.(?:[cm]?ts|tsx)$/.test(path))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

describe('what stands nowhere in the sources', () => {
  it.each(FORBIDDEN)('$attack OP4 $what', ({ pattern, planted, only }) => {
    expect(planted).toMatch(pattern);
    expect(sources.length).toBeGreaterThan(500);
    const found = sources.filter(({ text }) =>
      text.split('\n').some((line) => !/^\s*(?:\/\/|\*|\/\*)/.test(line) && pattern.test(line)),
    );
    expect(found.map(({ path }) => path)).toEqual(only === undefined ? [] : [only]);
  });
});
