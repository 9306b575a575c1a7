import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { DEFAULT_WEIGHTS } from '../../../src/main/domain/risk/event-weights.ts';
import en from '../../../src/renderer/i18n/en/exam.json' with { type: 'json' };
import th from '../../../src/renderer/i18n/th/exam.json' with { type: 'json' };
import { CONSENT } from '../../../src/shared/model/consent-text.ts';
import { STANDARD_POLICY } from '../../../src/shared/model/policy.ts';
import { OPEN_BOOK_POLICY } from '../../../src/shared/model/policy-presets.ts';
import { KNOWN_EVENT_TYPES } from '../../../src/shared/model/security-event.ts';
import {
  ALWAYS_WATCHED,
  reportedFrom,
  WATCHED_TYPES,
  watchChange,
  watchListOf,
  watchOf,
} from '../../../src/shared/model/watch-list.ts';

const source = fileURLToPath(new URL('../../../src', import.meta.url));
const always: readonly string[] = Object.values(ALWAYS_WATCHED).flat();
const sentences = [...WATCHED_TYPES, ...Object.keys(ALWAYS_WATCHED)];
const off = (...types: string[]) => ({
  ...STANDARD_POLICY,
  weights: Object.fromEntries(types.map((type) => [type, { weight: 0, confidence: 1, kind: 'plain' as const }])),
});
const browser = { world: 'browser', isExternal: false } as const;

/** The event types that stand in the code of a client, wherever it reports them from. */
function typesIn(folder: string): string[] {
  const texts = readdirSync(`${source}/${folder}`)
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(`${source}/${folder}/${name}`, 'utf8'));
  const known: readonly string[] = KNOWN_EVENT_TYPES;
  return [...new Set(texts.flatMap((text) => [...text.matchAll(/'([a-z_]+)'/g)].map(([, word = '']) => word)))].filter((word) =>
    known.includes(word),
  );
}

describe('LD8 what the candidate is told is watched', () => {
  it('LD8 every observation in the code of a client has its sentence; what no exam asks for is none of them', () => {
    const detected = new Set([...typesIn('renderer/exam/detection'), ...typesIn('main/electron/seat')]);
    expect(detected.size).toBeGreaterThan(10);
    const told = new Set<string>([...WATCHED_TYPES, ...always]);
    // Seen by the page, asked for by no exam, and therefore never reported.
    expect([...detected].filter((type) => !told.has(type)).sort()).toEqual(
      ['display_changed', 'window_blur'].filter((type) => detected.has(type)),
    );
    expect(
      WATCHED_TYPES.filter((type) => !detected.has(type)),
      'nothing is told that nobody looks for',
    ).toEqual([]);
  });

  it('LD8 every observation of the room that counts has its sentence', () => {
    const reportedByClients: readonly string[] = KNOWN_EVENT_TYPES;
    const ofRoom = Object.keys(DEFAULT_WEIGHTS).filter((type) => !reportedByClients.includes(type));
    expect(ofRoom.length).toBeGreaterThan(0);
    expect(ofRoom.filter((type) => !always.includes(type))).toEqual([]);
  });

  it.each([
    ['en', en],
    ['th', th],
  ])('UI4 LD8 every sentence is there in %s, and no other', (language, texts) => {
    expect(Object.keys(texts.watch.of).sort()).toEqual([...sentences].sort());
    for (const sentence of Object.values(texts.watch.of)) expect(/[ก-๙]/.test(sentence)).toBe(language === 'th');
    expect(/[ก-๙]/.test(texts.consent.text)).toBe(language === 'th');
  });

  it('ID5 the text a candidate agrees to is the room’s own', () => {
    expect(en.consent.text).toBe(CONSENT.text);
  });

  it('LD8 what the policy switches off is not listed as watched, but as not watched', () => {
    const watch = watchOf(off('copy', 'multiple_displays', 'sequence_gap'));
    const { watched, not } = watchListOf(watch, browser);
    expect(not).toEqual(['copy', 'multiple_displays']);
    expect(watched).not.toContain('copy');
    expect([...watched.slice(0, watch.watched.length), ...not].sort()).toEqual([...WATCHED_TYPES].sort());
    expect(watchListOf(watchOf(OPEN_BOOK_POLICY), browser).not).toEqual(['context_menu']);
    expect(watchOf(STANDARD_POLICY)).toEqual({ watched: [...WATCHED_TYPES] });
  });

  it('LD8 EX8 what a platform cannot see, or has no reason to, is not listed as watched', () => {
    const watch = watchOf(STANDARD_POLICY);
    const of = (world: 'browser' | 'desktop', isExternal: boolean) => watchListOf(watch, { world, isExternal });
    expect(of('browser', false).watched).not.toContain('crash');
    expect(of('desktop', false).watched).toContain('crash');
    expect(of('desktop', false).watched).not.toContain('addresses');
    expect(of('desktop', true).watched).toContain('addresses');
    expect(of('browser', true).not).toContain('copy');
    expect(of('desktop', true).not).toEqual([]);
    expect(reportedFrom(watch.watched, { world: 'browser', isExternal: true })).toEqual(['clock_changed', 'reconnect']);
  });

  it('LD8 a change is told by what came and what went, and nothing where nothing did', () => {
    const [standard, fewer] = [watchOf(STANDARD_POLICY), watchOf(off('paste'))];
    expect(watchChange(standard, fewer)).toEqual({ added: [], removed: ['paste'] });
    expect(watchChange(fewer, watchOf(off('copy')))).toEqual({ added: ['paste'], removed: ['copy'] });
    expect(
      watchChange(standard, watchOf({ ...STANDARD_POLICY, weights: { paste: { weight: 1, confidence: 1, kind: 'soft' } } })),
    ).toBe(undefined);
  });
});
