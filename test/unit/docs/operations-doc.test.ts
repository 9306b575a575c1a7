import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { type ConfigName, loadConfig } from '../../../src/main/app/config.ts';
import { SETTINGS, type Setting } from '../../../src/main/app/settings.ts';
import { SHELL_CHANNELS, SHELL_SIGNALS } from '../../../src/shared/ipc.ts';
import { table, tablesOf } from './doc-tables.ts';

const docs = resolve(import.meta.dirname, '../../../docs');

const { eventRate, ...defaults } = loadConfig({ flags: { dataDir: '/nowhere' }, env: {}, cwd: '/nowhere' });
const DEFAULTS: Readonly<Partial<Record<ConfigName, unknown>>> = {
  ...defaults,
  'eventRate.perSecond': eventRate.perSecond,
  'eventRate.burst': eventRate.burst,
  // Folders of whoever runs it, and nothing that has a value.
  dataDir: undefined,
  webRoot: undefined,
};

const shown = (value: unknown): string => (value === undefined || String(value) === '' ? '' : `\`${value}\``);
const settings = table(
  ['in the environment and `.env`', 'in the file', 'expected', 'unless set'],
  Object.entries(SETTINGS as Readonly<Record<string, Setting>>).map(([name, { environment, file, expected }]) => [
    environment.map((each) => `\`${each}\``).join(', '),
    shown(file),
    expected,
    shown(DEFAULTS[name as ConfigName]),
  ]),
);

// After a change of a setting: UPDATE_DOCS=1 npx vitest run test/unit/docs
const written = tablesOf(resolve(docs, 'OPERATIONS.md'), { settings });

it('operations: every setting is in the table, with its names, what it takes, and what holds without it', () => {
  expect(written.settings).toBe(settings);
});

it('docs: the channels SECURITY.md lists are those a page can ask, each once', () => {
  const [, after = ''] = readFileSync(resolve(docs, 'SECURITY.md'), 'utf8').split('| channel | windows | does |');
  const [rows = ''] = after.split('\n\n');
  const listed = [...rows.matchAll(/`((?:shell|seat):[a-z-]+)`/g)].map(([, name]) => name);
  expect(listed.toSorted()).toEqual([...Object.keys(SHELL_CHANNELS), ...Object.keys(SHELL_SIGNALS)].toSorted());
});
