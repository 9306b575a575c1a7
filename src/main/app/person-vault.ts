import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { invariant } from '../../shared/assert.ts';
import type { PersonId } from '../../shared/model/ids.ts';
import type { PersonVault } from '../domain/ports.ts';

const LAYOUT = 1;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/**
 * Seals personal data under a key per person, itself wrapped by the room's master key, so that destroying the
 * wrapped key erases the person wherever copies of the sealed bytes are (ID7).
 *
 * Layout of a wrapped key and of a sealed value alike: 1 byte layout number (1) · 12 bytes random nonce ·
 * ciphertext (a wrapped key: 32 bytes; a value: its JSON in UTF-8; bytes: as they are) · 16 bytes tag. AES-256-GCM; what it is and the
 * person's id are authenticated with it, so that bytes of one person never open as another's.
 */
export function createPersonVault(master: Uint8Array): PersonVault {
  invariant(master.length === KEY_BYTES, 'the master key has 32 bytes');
  const masterKey = createSecretKey(master);

  const withPersonKey = <T>(person: PersonId, wrappedKey: Uint8Array, use: (key: KeyObject) => T): T => {
    const key = decrypt(masterKey, bindingOf('key', person), wrappedKey);
    try {
      // A cipher takes a key object six times as fast as bytes.
      return use(createSecretKey(key));
    } finally {
      key.fill(0);
    }
  };

  return {
    newWrappedKey(person) {
      const key = randomBytes(KEY_BYTES);
      try {
        return encrypt(masterKey, bindingOf('key', person), key);
      } finally {
        key.fill(0);
      }
    },
    seal(person, wrappedKey, value) {
      const json = JSON.stringify(value);
      invariant(json !== undefined, 'what is sealed can be written as JSON');
      return withPersonKey(person, wrappedKey, (key) => encrypt(key, bindingOf('value', person), Buffer.from(json)));
    },
    open(person, wrappedKey, sealed) {
      return withPersonKey(person, wrappedKey, (key) => JSON.parse(decrypt(key, bindingOf('value', person), sealed).toString()));
    },
    sealBytes: (person, wrappedKey, bytes) =>
      withPersonKey(person, wrappedKey, (key) => encrypt(key, bindingOf('bytes', person), bytes)),
    openBytes: (person, wrappedKey, sealed) =>
      withPersonKey(person, wrappedKey, (key) => decrypt(key, bindingOf('bytes', person), sealed)),
  };
}

const bindingOf = (what: 'key' | 'value' | 'bytes', person: PersonId): Buffer =>
  Buffer.from(`invigil person ${what} ${LAYOUT}\0${person}`);

function encrypt(key: KeyObject, binding: Buffer, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(binding);
  return Buffer.concat([Uint8Array.of(LAYOUT), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: KeyObject, binding: Buffer, bytes: Uint8Array): Buffer {
  const end = bytes.length - TAG_BYTES;
  if (end < 1 + NONCE_BYTES || bytes[0] !== LAYOUT) throw unreadable();
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(1, 1 + NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(binding).setAuthTag(bytes.subarray(end));
  const start = decipher.update(bytes.subarray(1 + NONCE_BYTES, end));
  try {
    return Buffer.concat([start, decipher.final()]);
  } catch {
    throw unreadable();
  } finally {
    start.fill(0);
  }
}

const unreadable = (): Error =>
  new Error('Personal data cannot be read: it or its key was altered, or belongs to another person.');
