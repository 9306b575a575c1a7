import { createHmac } from 'node:crypto';
import type { LookupKeys } from '../domain/ports.ts';

/**
 * HMAC-SHA-256, hex, over the kind and the text as people mean it: compatibility forms folded (NFKC), outer white
 * space and case ignored. Without the room's lookup key nobody can test a guessed name against the table (ID7).
 */
export function createLookupKeys(key: Buffer): LookupKeys {
  return {
    of: (kind, text) =>
      createHmac('sha256', key)
        .update(`${kind}\0${asMeant(text)}`, 'utf8')
        .digest('hex'),
  };
}

/** Lower case can leave a decomposed letter behind (İ), hence the second folding: the result is a fixed point. */
const asMeant = (text: string): string => text.normalize('NFKC').toLowerCase().normalize('NFKC').trim();
