import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { ImportRefused } from '../import-refused.ts';

/** How much a zip may hold; counted in what comes out, not in what the file says of itself. */
export interface ZipLimits {
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
  /** Times its size that an entry may grow. */
  readonly ratio: number;
}

const MB = 1024 * 1024;
/** No question bank needs more. */
const LIMITS: ZipLimits = { entries: 2_000, entryBytes: 64 * MB, totalBytes: 200 * MB, ratio: 100 };
/** Below this even the densest entry does no harm: a page of spaces is no bomb. */
const RATIO_COUNTS_FROM = 64 * 1024;
const MAX_NAME = 500;

/** Documents that are zips themselves: a course may bring them along, and nobody opens them here. */
const OFFICE = /\.(?:docx|docm|dotx|pptx|pptm|ppsx|xlsx|xlsm|odt|ods|odp|epub|ggb|h5p|sb2|sb3)$/i;
const ARCHIVE = /\.(?:zip|imscc|jar|7z|rar|gz|tgz|bz2|xz|tar|zst)$/i;
const UNIX_TYPE = 0xf000;
const UNIX_FILE = 0x8000;
const UNIX_FOLDER = 0x4000;

export const looksLikeZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5) && (bytes[3] === 4 || bytes[3] === 6);

/** A name may hold what a terminal or a page obeys: only letters of it are repeated. */
const shown = (name: string): string => `"${name.replace(/[\p{C}"]/gu, '?').slice(0, 120)}"`;

const hostile = (what: string): ImportRefused =>
  new ImportRefused('file_hostile', `The zip ${what}, as no export of a question bank does: export it again and import that.`);

const damaged = (reason: string): ImportRefused =>
  new ImportRefused('file_not_text', `The zip cannot be read (${reason.slice(0, 200)}): export it again.`);

/**
 * The files of a zip by name, folders left out. Names use `/` and are relative. Nothing is written anywhere.
 *
 * Throws `ImportRefused` with the entry's name. `file_hostile`: too many or too large entries, a ratio above 100,
 * names that leave the folder or stand twice, links, passwords, archives within, sizes that lie, overlaps.
 * `file_not_text`: no zip or a damaged one. Source: security 31.
 */
export async function readZip(bytes: Uint8Array, limits: ZipLimits = LIMITS): Promise<ReadonlyMap<string, Uint8Array>> {
  const zip = await open(bytes);
  try {
    const entries = await listed(zip, limits);
    await refuseOverlaps(zip, entries);
    const files = new Map<string, Uint8Array>();
    let total = 0;
    for (const { entry, name, isFolder } of entries) {
      if (isFolder) continue;
      const content = await inflate(zip, { entry, name, isFolder }, limits, total);
      total += content.byteLength;
      if (isArchive(name, content)) throw hostile(`holds another archive, ${shown(name)}`);
      files.set(name, content);
    }
    return files;
  } finally {
    zip.close();
  }
}

async function open(bytes: Uint8Array): Promise<ZipFile> {
  try {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return await fromBufferPromise(buffer, {
      lazyEntries: true,
      decodeStrings: false,
      validateEntrySizes: true,
      autoClose: false,
    });
  } catch (error) {
    throw damaged(error instanceof Error ? error.message : 'not a zip');
  }
}

interface Listed {
  readonly entry: Entry;
  readonly name: string;
  readonly isFolder: boolean;
}

async function listed(zip: ZipFile, { entries: most }: ZipLimits): Promise<Listed[]> {
  if (zip.entryCount > most) throw hostile(`has ${zip.entryCount} entries, more than ${most}`);
  const entries: Listed[] = [];
  const seen = new Set<string>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.length >= most) throw hostile(`has more than ${most} entries`);
      const one = checked(entry);
      const key = one.name.normalize('NFC').replace(/\/$/, '');
      if (seen.has(key)) throw hostile(`has the entry ${shown(one.name)} twice`);
      seen.add(key);
      entries.push(one);
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    const reason = error instanceof Error ? error.message : 'its list of entries is broken';
    // The reader checks these two before it shows the entry, so its name is not known.
    if (/size mismatch/.test(reason)) throw hostile(`lies about the size of its entry number ${entries.length + 1}`);
    if (/encryption/.test(reason)) throw hostile(`has its entry number ${entries.length + 1} under a password`);
    throw damaged(reason);
  }
  return entries;
}

function checked(entry: Entry): Listed {
  const raw = entry.fileNameRaw;
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, true);
  const unixType = ((entry.externalFileAttributes >>> 16) & UNIX_TYPE) >>> 0;
  const isFolder = name.endsWith('/');
  const why = nameFault(name);
  if (why !== undefined) throw hostile(`has the entry ${shown(name)}, whose name ${why}`);
  if (entry.versionMadeBy >>> 8 === 3 && unixType !== 0 && unixType !== UNIX_FILE && unixType !== UNIX_FOLDER)
    throw hostile(`has the entry ${shown(name)}, which is a link or a device`);
  // Some makers set the type without saying they are Unix.
  if (unixType === 0xa000) throw hostile(`has the entry ${shown(name)}, which is a link`);
  if (entry.isEncrypted()) throw hostile(`has the entry ${shown(name)} under a password`);
  if (isFolder && entry.uncompressedSize > 0) throw hostile(`has the folder ${shown(name)} with bytes in it`);
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    throw hostile(`has the entry ${shown(name)} packed in an unusual way (method ${entry.compressionMethod})`);
  return { entry, name, isFolder };
}

function nameFault(name: string): string | undefined {
  if (name === '' || name.length > MAX_NAME) return 'is empty or very long';
  if (/\p{Cc}/u.test(name)) return 'has control characters';
  if (name.includes('\\')) return 'has a backslash';
  if (name.startsWith('/') || /^[a-z]:/i.test(name)) return 'begins at the root of a disk';
  const parts = name.replace(/\/$/, '').split('/');
  if (parts.some((part) => part === '..')) return 'leaves its folder by ..';
  if (parts.some((part) => part === '' || part === '.')) return 'has an empty step';
  return undefined;
}

async function refuseOverlaps(zip: ZipFile, entries: readonly Listed[]): Promise<void> {
  const spans: { start: number; end: number; name: string }[] = [];
  for (const { entry, name } of entries) {
    const start = entry.relativeOffsetOfLocalHeader;
    const local = await localHeader(zip, entry, name);
    if (Buffer.compare(local.fileName, entry.fileNameRaw) !== 0)
      throw hostile(`names the entry ${shown(name)} otherwise in its list than beside its bytes`);
    spans.push({ start, end: local.fileDataStart + entry.compressedSize, name });
  }
  spans.sort((left, right) => left.start - right.start);
  for (const [index, { start, name }] of spans.entries()) {
    if (start < (spans[index - 1]?.end ?? 0)) throw hostile(`has the entry ${shown(name)} over the bytes of another`);
  }
}

async function localHeader(zip: ZipFile, entry: Entry, name: string) {
  try {
    return await zip.readLocalFileHeaderPromise(entry);
  } catch (error) {
    throw hostile(`points for ${shown(name)} to where it is not (${error instanceof Error ? error.message : 'unreadable'})`);
  }
}

async function inflate(zip: ZipFile, { entry, name }: Listed, limits: ZipLimits, before: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    const stream = await zip.openReadStreamPromise(entry);
    for await (const part of stream as AsyncIterable<Buffer>) {
      size += part.byteLength;
      // Leaving the loop ends the stream: a bomb is not inflated further than this.
      if (size > limits.entryBytes) throw hostile(`has the entry ${shown(name)} of more than ${inMegabytes(limits.entryBytes)}`);
      if (size > limits.totalBytes - before)
        throw hostile(`holds more than ${inMegabytes(limits.totalBytes)}, reached in ${shown(name)}`);
      if (size > RATIO_COUNTS_FROM && size > limits.ratio * entry.compressedSize)
        throw hostile(`has the entry ${shown(name)}, which grows to more than ${limits.ratio} times its size`);
      parts.push(part);
    }
  } catch (error) {
    if (error instanceof ImportRefused) throw error;
    const reason = error instanceof Error ? error.message : 'unreadable';
    if (/too (?:many|few) bytes|expected \d+\. got|overflows|more bytes|size/i.test(reason))
      throw hostile(`lies about the size of ${shown(name)}`);
    throw damaged(`${shown(name)}: ${reason}`);
  }
  const content = Buffer.concat(parts, size);
  if (crc32(content) !== entry.crc32) throw damaged(`${shown(name)} is not what it was when it was packed`);
  return content;
}

const inMegabytes = (bytes: number): string => `${Math.round((bytes / MB) * 100) / 100} MB`;

const isArchive = (name: string, content: Uint8Array): boolean =>
  ARCHIVE.test(name) || (looksLikeZip(content) && !OFFICE.test(name));
