import { hash } from 'node:crypto';
import type { Hasher } from '../domain/ports.ts';

/** SHA-256 of UTF-8 text in hex, by the runtime's own crypto (the same under Node and Electron). */
export function createHasher(): Hasher {
  return { sha256: (text) => hash('sha256', text, 'hex') };
}
