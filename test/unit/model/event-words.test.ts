import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROOM_REASONS, readSentence, shareInWords, wordsFor } from '../../../src/shared/model/event-words.ts';
import { KNOWN_EVENT_TYPES } from '../../../src/shared/model/security-event.ts';

const NOT_VIOLATIONS = ['focus_gained', 'client_started', 'client_exited'];
const violations = KNOWN_EVENT_TYPES.filter((type) => !NOT_VIOLATIONS.includes(type));

describe('EV2 the words of a reason', () => {
  it('EV2 every violation of the catalogue has words of its own', () => {
    const words = violations.map(wordsFor);
    expect(words.filter((text, index) => text === violations[index])).toEqual([]);
    expect(new Set(words).size).toBe(words.length);
  });

  it('EV2 a share of a score is recognised as what it was made from', () => {
    const points = fc.integer({ min: 1, max: 1000 }).map((tenths) => tenths / 10);
    fc.assert(
      fc.property(fc.constantFrom(...violations), points, fc.integer({ min: 1, max: 9999 }), (type, share, count) => {
        const read = readSentence(shareInWords(type, share, count));
        expect(read).toEqual({ kind: 'event', type, points: share, ...(count > 1 ? { count } : {}) });
      }),
    );
  });

  it('EV2 plain words and the reasons of the room are recognised, what a person typed is not', () => {
    for (const type of violations) expect(readSentence(wordsFor(type))).toEqual({ kind: 'event', type });
    for (const [reason, words] of Object.entries(ROOM_REASONS)) expect(readSentence(words)).toEqual({ kind: 'room', reason });
    for (const typed of ['Copied a question', '', 'Text was copied by a neighbour', 'some_new_type', '; : (3 times)']) {
      expect(readSentence(typed)).toBeUndefined();
    }
  });

  it('EV2 reading never throws and stays quick, whatever the text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 2_000 }), (text) => void readSentence(text)));
    readSentence(`${'a '.repeat(50_000)}(`);
  });
});
