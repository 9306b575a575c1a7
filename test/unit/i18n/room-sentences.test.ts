import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { WORDED_TYPES, wordsFor } from '../../../src/shared/model/event-words.ts';
import { NOTIFICATION_TEMPLATES } from '../../../src/shared/model/notification-templates.ts';
import { ROOM_SENTENCES, readRoomSentence } from '../../../src/shared/model/room-sentences.ts';
import { ERRORS } from '../../../src/shared/protocol/errors.ts';
import { textsOf } from './texts.ts';

const en = textsOf('en');
const th = textsOf('th');
const domain = fileURLToPath(new URL('../../../src/main/domain', import.meta.url));

/** What of a file speaks to candidates: it makes their notices and notifications, or reasons they read. */
const SPEAKS = /\bnotify\(|\bforCandidate\(|\bforEverybody\(|\bemitToolAccess\(|\breason: why\b/;
/** Refusals are told by their code, and so is nothing of these calls. */
const REFUSALS = /(?:\bthrow |\bnew (?:RoomError|RecordedRefusal)\()[^;]*;/g;
/** Sentences of the same files that only staff read: titles and messages of alerts. */
const FOR_STAFF = [
  'A rule suspended the attempt; a proctor decides how it goes on.',
  'Critical threat',
  'High risk',
  'Suspended automatically',
];

/** Every sentence that stands in the code of the room where it speaks to candidates. */
const sentences = readdirSync(domain, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(domain, name), 'utf8'))
  .filter((text) => SPEAKS.test(text))
  .flatMap((text) => {
    const spoken = text
      .replace(/\/\*.*?\*\//gs, '')
      .replace(/^\s*\/\/.*$/gm, '')
      .replace(REFUSALS, '');
    return [...spoken.matchAll(/'([A-Z][^'\n]* [^'\n]*)'/g)].map(([, sentence = '']) => sentence);
  });
const templates = Object.values(NOTIFICATION_TEMPLATES).flatMap(({ title, message }) => [title, message]);

describe('what the room says to candidates', () => {
  it('UI4 LD8 every sentence in the code is known to the pages, or meant for staff alone', () => {
    expect(sentences.length).toBeGreaterThan(25);
    const unknown = [...sentences, ...templates].filter(
      (words) => readRoomSentence(words) === undefined && !FOR_STAFF.includes(words),
    );
    expect([...new Set(unknown)]).toEqual([]);
    expect(
      FOR_STAFF.filter((words) => !sentences.includes(words)),
      'no longer said',
    ).toEqual([]);
    const said = Object.values(ROOM_SENTENCES).filter((words) => ![...sentences, ...templates].includes(words));
    expect(said, 'nobody says it any more').toEqual([]);
  });

  it('UI4 LD8 each stands in English as the room says it, and in Thai', () => {
    for (const [name, words] of Object.entries(ROOM_SENTENCES)) {
      expect(en.get(`events:said.${name}`), name).toBe(words);
      expect(th.get(`events:said.${name}`), name).toMatch(/[\u0e00-\u0e7f]/);
    }
  });

  it('UI4 LD8 every observation the room has words for has its name in both languages', () => {
    expect(WORDED_TYPES.length).toBeGreaterThan(60);
    for (const type of WORDED_TYPES) {
      expect(en.get(`events:type.${type}`), `${type}: ${wordsFor(type)}`).toBeTruthy();
      expect(th.get(`events:type.${type}`), type).toMatch(/[\u0e00-\u0e7f]/);
    }
  });

  it('UI4 every refusal of the room has its sentence in both languages', () => {
    for (const code of Object.keys(ERRORS)) {
      expect(en.get(`errors:${code}`), code).toBeTruthy();
      expect(th.get(`errors:${code}`), code).toMatch(/[\u0e00-\u0e7f]/);
    }
  });
});
