import { createHmac } from 'node:crypto';
import { asMeant } from '../../shared/model/as-meant.ts';
import type { LookupKeys } from '../domain/ports.ts';

/**
 * HMAC-SHA-256, hex, over the kind and the text as people mean it (`asMeant`). Without the room's lookup key nobody can test a guessed name against the table (ID7).
 */
export function createLookupKeys(key: Buffer): LookupKeys {
  return {
    of: (kind, text) =>
      createHmac('sha256', key)
        .update(`${kind}\0${asMeant(text)}`, 'utf8')
        .digest('hex'),
  };
}
