import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '../domain/start-error.ts';
import { syncFolder, writeDurably } from './write-durably.ts';

const KEY_BYTES = 32;

/** The secrets of a room: four 0600 files in `keys/` of its data dir (ID2). */
export interface RoomKeys {
  /** Wraps the key of every person (ID7). */
  readonly master: Buffer;
  /** Signs tokens, HS256. */
  readonly token: Buffer;
  /** Turns login names into pseudonyms. */
  readonly lookup: Buffer;
  /** The room's identity: P-256; `spki` (DER) is what the join code is made of. */
  readonly room: { readonly privateKey: KeyObject; readonly spki: Buffer };
}

/**
 * Reads the room's keys, making those that are not there yet; what is there is never overwritten.
 * A lost `token.key` is made anew (everybody signs in again); a lost `room.pem` gives the room a new identity.
 * Throws StartError `key_damaged` for an altered or short file, and for a lost master or lookup key, without which
 * the people in the store could not be read: making a new one would only hide that.
 */
export function openKeys(dataDir: string): RoomKeys {
  const dir = join(dataDir, 'keys');
  if (!existsSync(dir)) {
    mkdirSync(dir, { mode: 0o700 });
    syncFolder(dataDir);
  }
  chmodSync(dir, 0o700);
  // The room's key is made last, so that it being there means that the others were there too.
  const isComplete = existsSync(join(dir, 'room.pem'));
  const master = openSecret(dir, 'master', isComplete);
  const lookup = openSecret(dir, 'lookup', isComplete);
  const token = openSecret(dir, 'token', false);
  return { master, token, lookup, room: openRoomKey(dir) };
}

function openSecret(dir: string, name: string, mustExist: boolean): Buffer {
  const path = join(dir, `${name}.key`);
  if (mustExist && !existsSync(path)) throw damaged(path, 'missing');
  const key = parseSecret(
    name,
    readOrMake(path, () => formatSecret(name, randomBytes(KEY_BYTES))),
  );
  if (!key) throw damaged(path, 'damaged');
  return key;
}

/** The keys as they lie there; a token key that is lost is made anew at the next start. */
export type FoundKeys = Omit<RoomKeys, 'token'> & Partial<Pick<RoomKeys, 'token'>>;

/**
 * Looks at the keys without making or changing anything; undefined while no room has made them all. Throws StartError
 * `key_damaged` as `openKeys` does.
 */
export function lookAtKeys(dataDir: string): FoundKeys | undefined {
  const dir = join(dataDir, 'keys');
  const roomKey = join(dir, 'room.pem');
  if (!existsSync(roomKey)) return undefined;
  const secret = (name: string): Buffer => {
    const path = join(dir, `${name}.key`);
    const key = parseSecret(name, readAsItIs(path));
    if (!key) throw damaged(path, 'damaged');
    return key;
  };
  const token = existsSync(join(dir, 'token.key')) ? { token: secret('token') } : {};
  return { master: secret('master'), lookup: secret('lookup'), ...token, room: parseRoomKey(roomKey, readAsItIs(roomKey)) };
}

function readAsItIs(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw damaged(path, existsSync(path) ? 'not readable' : 'missing', cause);
  }
}

/** Name of the setting in which a store says which keys it was written with. */
export const KEYS_ID = 'keys_id';

/** Which keys these are, without telling anything about them. */
export const keysIdOf = ({ master, lookup }: Pick<RoomKeys, 'master' | 'lookup'>): string =>
  createHash('sha256')
    .update(Buffer.concat([master, lookup]))
    .digest('hex')
    .slice(0, 16);

/** Text with a check of name and key, so that a flipped bit or two swapped files are noticed instead of used. */
const formatSecret = (name: string, key: Buffer): string =>
  `invigil ${name} key 1\n${key.toString('base64url')}\n${checkOf(name, key)}\n`;

function parseSecret(name: string, text: string): Buffer | undefined {
  const key = Buffer.from(text.split('\n')[1] ?? '', 'base64url');
  return key.length === KEY_BYTES && isSame(text, formatSecret(name, key)) ? key : undefined;
}

const checkOf = (name: string, key: Buffer): string =>
  createHash('sha256').update(`invigil ${name} key 1\0`).update(key).digest('hex').slice(0, 16);

function openRoomKey(dir: string): RoomKeys['room'] {
  const path = join(dir, 'room.pem');
  const pem = readOrMake(path, () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  );
  return parseRoomKey(path, pem);
}

function parseRoomKey(path: string, pem: string): RoomKeys['room'] {
  try {
    const privateKey = createPrivateKey(pem);
    const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
    const scalar = privateKey.export({ format: 'jwk' }).d ?? '';
    // Reading a PEM does not prove that its two halves belong together: a flipped bit in either would pass.
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(Buffer.from(scalar, 'base64url'));
    if (!spki.subarray(-65).equals(pair.getPublicKey())) throw new Error('The public half does not belong to the private one.');
    return { privateKey, spki };
  } catch (cause) {
    throw damaged(path, 'damaged', cause);
  }
}

function readOrMake(path: string, make: () => string): string {
  if (!existsSync(path)) writeDurably(path, make());
  try {
    chmodSync(path, 0o600);
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw damaged(path, 'not readable', cause);
  }
}

const isSame = (a: string, b: string): boolean =>
  Buffer.byteLength(a) === Buffer.byteLength(b) && timingSafeEqual(Buffer.from(a), Buffer.from(b));

// The cause is left out where it could quote the key.
const damaged = (path: string, how: string, cause?: unknown): StartError =>
  new StartError('key_damaged', `The key file ${path} is ${how}: restore the folder keys/ from a backup of this room.`, {
    cause,
  });
