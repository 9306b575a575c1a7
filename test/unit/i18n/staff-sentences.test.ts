import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonsOf } from '../../../src/main/domain/walls/air/in-words.ts';
import { lengthOf } from '../../../src/main/domain/walls/fire/tries.ts';
import { readStaffSentence, STAFF_SENTENCES } from '../../../src/shared/model/staff-sentences.ts';
import { textsOf } from './texts.ts';

const domain = fileURLToPath(new URL('../../../src/main/domain', import.meta.url));
const en = textsOf('en');
const th = textsOf('th');

const templates = Object.values(STAFF_SENTENCES);
const withoutComments = (text: string) => text.replace(/\/\*.*?\*\//gs, '').replace(/^\s*\/\/.*$/gm, '');
const codeOf = (folder: string, isIncluded: (name: string) => boolean = () => true): string =>
  readdirSync(join(domain, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && isIncluded(name))
    .map((name) => withoutComments(readFileSync(join(domain, folder, name), 'utf8')))
    .join('\n');

/** Said over a recorded day only: a running room tells an incident by its own alert. */
const NOT_LIVE = ['candidates at once'];
/** What stands in the walls' code as prose, cut where something is put in. The Air Wall's signs are named in English everywhere. */
const walls = codeOf('walls', (name) => !/air[/\\]signs|support/.test(name) && !/air[/\\](?!probing|in-words)/.test(name));
const prose = [...walls.matchAll(/'((?:[^'\\\n]|\\.)*)'|"([^"\n]*)"|`((?:[^`\\]|\\.)*)`/g)]
  .map(([, single, double, template]) => single ?? double ?? template ?? '')
  .flatMap((text) => text.split(/\$\{[^}]*\}/))
  .map((piece) => piece.replace(/^: /, '').trim())
  .filter((piece) => piece.split(/\s+/).filter((word) => /^[a-zA-Z,.:;]+$/.test(word)).length >= 3 && !/[{}\\|]/.test(piece));

const SAID: readonly [said: string, name: keyof typeof STAFF_SENTENCES, parts?: Record<string, string>][] = [
  ['From a device this account has not been used on before', 'new_device'],
  ['31 wrong passwords for one account within 40 s from 10.0.0.9', 'wrong_for_single', { n: '31', span: '40 s', ip: '10.0.0.9' }],
  [
    '31 wrong passwords for at least 12 accounts within 3 min from 2001:db8::1',
    'wrong_at_least',
    { n: '31', accounts: '12', span: '3 min', ip: '2001:db8::1' },
  ],
  [
    'From 10.0.0.9: far more requests than a whole hall makes',
    'one_address',
    { ip: '10.0.0.9', what: 'far more requests than a whole hall makes' },
  ],
  ['Reports 4 to 9 are missing', 'reports_missing', { from: '4', to: '9' }],
  ['The risk score reached 95; a proctor decides how it goes on.', 'score_suspended', { n: '95' }],
];

describe('what the room says to staff', () => {
  it('UI4 W1 each sentence stands in English as the room says it, and in Thai', () => {
    for (const [name, words] of Object.entries(STAFF_SENTENCES)) {
      expect(en.get(`events:staff.${name}`), name).toBe(words);
      expect(th.get(`events:staff.${name}`), name).toMatch(/[\u0e00-\u0e7f]/);
    }
  });

  it('UI4 W1 W2 W3 W4 W5 the walls write no prose that the pages do not know', () => {
    expect(prose.length).toBeGreaterThan(40);
    const known = templates.map((template) => template.replace(/\{\{\w+\}\}/g, '§'));
    expect(prose.filter((piece) => !NOT_LIVE.includes(piece) && !known.some((template) => template.includes(piece)))).toEqual([]);
  });

  it('UI4 what the table holds is still said somewhere in the room', () => {
    const said = ['domain', 'transport']
      .map((zone) => codeOf(`../${zone}`))
      .join('\n')
      .replaceAll("\\'", "'");
    // What is composed of a name, a place or a length of time has too little of its own to be looked for.
    const sentences = Object.entries(STAFF_SENTENCES).filter(
      ([name]) => !/^(?:air|in|span|scanner|title_(?:opened|started))_/.test(name),
    );
    // A template may go on with what the code puts together from pieces: its beginning is enough.
    const beginnings = (template: string) =>
      template
        .split(/\{\{\w+\}\}/)
        .map((piece) => piece.trim().split(' '))
        .filter((words) => words.length > 3)
        .map((words) => words.slice(0, 3).join(' '));
    const gone = sentences.filter(([, template]) => beginnings(template).some((words) => !said.includes(words)));
    expect(sentences.length).toBeGreaterThan(60);
    expect(gone.map(([name]) => name)).toEqual([]);
  });

  it('UI4 W2 sentences are recognised with what was put into them, what a person typed is not', () => {
    for (const [said, name, parts = {}] of SAID) expect(readStaffSentence(said), said).toEqual({ name, parts });
    for (const typed of ['', 'Copied a question', 'From Bob: he left early', 'the phone rang in the room', '3 wrong answers']) {
      expect(readStaffSentence(typed), typed).toBeUndefined();
    }
    for (const ms of [1, 119_000, 600_000, 90_000_000]) expect(readStaffSentence(lengthOf(ms))?.name).toMatch(/^span_/);
  });

  it('UI4 W1 a reason of the Air Wall is recognised with its place and its quotation', () => {
    const part = { place: 'value', of: 'q', text: "' or 1=1" } as const;
    const [said = ''] = reasonsOf([
      { type: 'sql_injection', weight: 5, says: 'a condition that is always true', part, piece: part.text },
    ]);
    const read = readStaffSentence(said);
    expect(read).toEqual({
      name: 'air_shown',
      parts: { sign: 'A condition that is always true', place: 'in the parameter “q”', piece: "“' or 1=1”" },
    });
    expect(readStaffSentence(read?.parts.place ?? '')).toEqual({ name: 'in_value', parts: { name: '“q”' } });
  });

  it('UI4 reading never throws and stays quick, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2_000 }), (text) => void readStaffSentence(text)),
      { numRuns: 100 },
    );
    readStaffSentence(`From ${'1.'.repeat(250)}: ${'in the path '.repeat(20)}`);
    readStaffSentence(`${'a '.repeat(290)}in the parameter “`);
  });
});
