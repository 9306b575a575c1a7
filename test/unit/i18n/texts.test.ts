import { describe, expect, it } from 'vitest';
import { ATTEMPT_ALERT_TYPES } from '../../../src/shared/model/alert.ts';
import { ROOM_REASONS } from '../../../src/shared/model/event-words.ts';
import { KNOWN_EVENT_TYPES } from '../../../src/shared/model/security-event.ts';
import { readSessionEnding, SESSION_ENDINGS } from '../../../src/shared/model/session-ending.ts';
import { ProctorActionName } from '../../../src/shared/protocol/commands.ts';
import {
  keyPatternsOf,
  LANGUAGE_FOLDERS,
  literalKeysOf,
  NAMESPACES,
  namespacesOf,
  placeholdersIn,
  pluralOf,
  rendererSources,
  textsOf,
  withoutPlural,
} from './texts.ts';

const en = textsOf('en');
const th = textsOf('th');
const sources = rendererSources();

/** What stays as it is in every language: names, formats, column names of a file, keys of the keyboard. */
const NAMES = new Set(
  'F6 Invigil Moodle Canvas Google Classroom GIFT XML Aiken QTI JSON CSV PDF PNG JPEG WebP Markdown UTF-8 SHA-256 http https USB SQL Wi-Fi Air Fire Water Earth Ether Wall admin candidateNumber firstName lastName email seat extraMinutes accessCode j k a d o Alt'.split(
    ' ',
  ),
);
/** Texts that are nothing but a name or a figure. */
const WITHOUT_WORDS = [
  'common:product',
  'common:media.percent',
  'console:signIn.version',
  'console:messages.handReason',
  'console:toolContents.editNamed',
  'exam:display.percent',
  'start:version',
];

const keysAsked = (texts: ReadonlyMap<string, string>) => new Set([...texts.keys()].map(withoutPlural));

describe('the texts of the pages', () => {
  it('UI4 are there in both languages, under the same keys', () => {
    expect(en.size).toBeGreaterThan(800);
    const [english, thai] = [keysAsked(en), keysAsked(th)];
    expect([...english].filter((key) => !thai.has(key))).toEqual([]);
    expect([...thai].filter((key) => !english.has(key))).toEqual([]);
  });

  it.each(LANGUAGE_FOLDERS)('UI4 %s: each plural has every form its language has, and no other', (folder) => {
    const texts = textsOf(folder);
    const forms = new Map<string, string[]>();
    for (const key of texts.keys()) {
      const form = pluralOf(key);
      if (form) forms.set(withoutPlural(key), [...(forms.get(withoutPlural(key)) ?? []), form]);
    }
    expect(forms.size).toBeGreaterThan(10);
    const wanted = new Intl.PluralRules(folder).resolvedOptions().pluralCategories.toSorted();
    expect([...forms].filter(([, found]) => found.toSorted().join() !== wanted.join())).toEqual([]);
  });

  it('UI4 put the same things into a sentence in both languages', () => {
    const differing = [...th].flatMap(([key, text]) => {
      // English may leave the number out of its singular; what Thai says corresponds to the plural.
      const other = en.get(key) ?? en.get(withoutPlural(key)) ?? en.get(`${withoutPlural(key)}_other`);
      return other !== undefined && placeholdersIn(other).join() === placeholdersIn(text).join() ? [] : [{ key, text, other }];
    });
    expect(differing).toEqual([]);
    for (const [key, text] of en) {
      if (pluralOf(key) !== 'one') continue;
      const plural = placeholdersIn(en.get(`${withoutPlural(key)}_other`) ?? '');
      expect(plural, key).toEqual(expect.arrayContaining(placeholdersIn(text)));
    }
  });

  it.each(LANGUAGE_FOLDERS)('UI4 %s: none is empty, padded or left half done', (folder) => {
    const bad = [...textsOf(folder)].filter(
      ([key, text]) =>
        text.trim() === '' ||
        // A suffix brings its own space.
        (text !== text.trim() && !key.endsWith('Suffix')) ||
        / {2}|TODO|FIXME|\?\?\?|lorem/i.test(text) ||
        /\{\{[^}]*$|^[^{]*\}\}/.test(text),
    );
    expect(bad).toEqual([]);
  });

  it('UI4 are Thai in Thai, but for names', () => {
    const english = [...th].flatMap(([key, text]) => {
      const words = text.replace(/\{\{[^}]*\}\}/g, '').match(/[A-Za-z][\w-]*/g) ?? [];
      const left = words.filter((word) => !NAMES.has(word));
      return left.length > 0 ? [{ key, left }] : [];
    });
    expect(english).toEqual([]);
    expect([...th].filter(([, text]) => !/[\u0e00-\u0e7f]/.test(text)).map(([key]) => key)).toEqual(WITHOUT_WORDS);
  });

  it('UI4 are there for every key a page asks for in so many words', () => {
    const known = keysAsked(en);
    const missing = sources.flatMap((source) => {
      const namespaces = namespacesOf(source);
      return literalKeysOf(source)
        .filter((key) => !(key.includes(':') ? known.has(key) : namespaces.some((namespace) => known.has(`${namespace}:${key}`))))
        .map((key) => `${source.path}: ${key}`);
    });
    expect(sources.flatMap(literalKeysOf).length).toBeGreaterThan(500);
    expect(missing).toEqual([]);
  });

  it('UI4 are each asked for by some page', () => {
    const literals = new Set(sources.flatMap(({ text }) => [...text.matchAll(/'([\w:.-]+)'/g)].map(([, key]) => key)));
    const patterns = sources.flatMap(keyPatternsOf);
    const isAsked = (key: string, bare: string) =>
      literals.has(key) || literals.has(bare) || patterns.some((pattern) => pattern.test(key) || pattern.test(bare));
    const unused = [...keysAsked(en)].filter(
      (key) => !key.startsWith('errors:') && !isAsked(key, key.slice(key.indexOf(':') + 1)),
    );
    expect(unused).toEqual([]);
  });

  it('UI4 name every event, alert, action and reason of the room', () => {
    for (const type of [...KNOWN_EVENT_TYPES, ...ATTEMPT_ALERT_TYPES, 'access_code_locked', 'attempt_in_use'])
      expect(th.has(`events:type.${type}`), type).toBe(true);
    for (const action of ProctorActionName.options) {
      expect(th.has(`events:response.${action}`), action).toBe(true);
      expect(th.has(`console:candidate.action.${action}.label`), action).toBe(true);
    }
    for (const reason of Object.keys(ROOM_REASONS)) expect(th.has(`events:reason.${reason}`), reason).toBe(true);
    for (const [name, words] of Object.entries(SESSION_ENDINGS)) {
      expect(readSessionEnding(words)).toBe(name);
      expect(en.get(`console:sessions.ending.${name}`), name).toBe(words);
      expect(th.get(`console:sessions.ending.${name}`), name).toMatch(/\p{Script=Thai}/u);
    }
    expect(readSessionEnding('went home early')).toBeUndefined();
  });

  it.each(LANGUAGE_FOLDERS)('UI4 %s: who says aloud what stands on a button is understood', (folder) => {
    const texts = textsOf(folder);
    // `rules.edit` is the title of a dialog; the button beside the name says `rules.change`.
    const named = [...texts].filter(
      ([key]) => key.endsWith('Named') && key !== 'console:rules.editNamed' && texts.has(key.slice(0, -'Named'.length)),
    );
    expect(named.length).toBeGreaterThan(10);
    const apart = named.filter(([key, text]) => {
      const seen = texts.get(key.slice(0, -'Named'.length)) ?? '';
      return !text.toLowerCase().includes(seen.toLowerCase());
    });
    expect(apart).toEqual([]);
  });

  it('UI4 stand in files that are all loaded', () => {
    const index = sources.find(({ path }) => path.endsWith('i18n/index.ts'))?.text ?? '';
    for (const folder of LANGUAGE_FOLDERS)
      for (const namespace of NAMESPACES) expect(index).toContain(`'./${folder}/${namespace}.json'`);
  });
});
