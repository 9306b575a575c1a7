import { createHash } from 'node:crypto';
import { MOST_MEDIUM_BYTES } from '../../../shared/model/media.ts';
import type { ImportedMedia } from '../imported-exam.ts';
import { inlinePicture } from '../inline-picture.ts';

/** A picture written into its address that is longer the room would not keep. */
const MOST_INLINE_CHARS = Math.floor(MOST_MEDIUM_BYTES / 3) * 4;

const ascii = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));

/** What the first bytes show a picture or a sound to be; nothing for all that a page must not show. */
export function mediaTypeOf(bytes: Uint8Array): ImportedMedia['mediaType'] | undefined {
  const head = ascii(bytes, 0, 12);
  if (head.startsWith('\u0089PNG\r\n\u001a\n')) return 'image/png';
  if (head.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif';
  if (head.startsWith('RIFF')) return head.endsWith('WEBP') ? 'image/webp' : head.endsWith('WAVE') ? 'audio/wav' : undefined;
  if (head.startsWith('OggS')) return 'audio/ogg';
  if (head.startsWith('ID3')) return 'audio/mpeg';
  const [first = 0, second = 0] = bytes;
  return first === 0xff && (second & 0xe6) === 0xe2 ? 'audio/mpeg' : undefined;
}

/** A reference as files write it, from the place of the file it stands in; nothing for one that leaves the package. */
export function resolvePath(reference: string, from: string): string | undefined {
  const clean = decoded(reference.trim().split(/[?#]/, 1)[0] ?? '');
  if (clean === '' || clean.includes('\\') || clean.startsWith('/') || /^[a-z][a-z\d+.-]*:/i.test(clean)) return undefined;
  const steps = from.split('/').slice(0, -1);
  for (const step of clean.split('/')) {
    if (step === '..') {
      if (steps.pop() === undefined) return undefined;
    } else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}

/** Canvas and other makers of cartridges begin at the folder of the course's own files by this word. */
const FILE_BASE = /^\$?(?:IMS-CC-FILEBASE|IMS_CC_FILE_BASE|CANVAS_OBJECT_REFERENCE)\$?\/?/i;

/** Addresses on the server of Vista, and Respondus' word for the folder of the file. */
const OF_THE_MAKER = /^(?:\/(?!\/)|%%LINKPATH%%)/i;

/** The pictures and sounds of a package, found by what the texts call them and named by what they hold. */
export class PackageMedia {
  private readonly files: ReadonlyMap<string, Uint8Array>;
  private readonly used = new Map<string, ImportedMedia>();
  private readonly nameOf = new Map<string, string | undefined>();
  /** The one file with a name; nothing where several have it. Filled when first asked. */
  private readonly pathCalled = new Map<string, string | undefined>();

  constructor(files: ReadonlyMap<string, Uint8Array>) {
    this.files = files;
  }

  /** `media:<sha256>` for a reference in the file at `from`, if the package holds it and it is a picture or a sound. */
  find(reference: string, from: string): string | undefined {
    if (reference.startsWith('media:')) return this.used.has(reference.slice(6)) ? reference : undefined;
    const inline = inlinePicture(reference);
    if (inline !== undefined) return inline.length > MOST_INLINE_CHARS ? undefined : this.keep(Buffer.from(inline, 'base64'));
    const path = this.pathOf(reference, from);
    if (path === undefined) return undefined;
    if (!this.nameOf.has(path)) this.nameOf.set(path, this.keep(this.files.get(path)));
    return this.nameOf.get(path);
  }

  /** Why a reference is not kept, for the report. */
  lossOf(reference: string, from: string): string {
    const shown = `"${reference.slice(0, 100).replace(/\p{C}/gu, '?').toWellFormed()}"`;
    if (/^data:/i.test(reference)) return 'a picture written into the text is too large or of a kind not shown, and left out';
    if (/^(?:[a-z][a-z\d+.-]*:|\/\/|\\\\)/i.test(reference.trim()))
      return `${shown} is outside the file, and nothing is fetched: put it into the package or describe it`;
    return this.pathOf(reference, from) === undefined
      ? `${shown} is not in the file and left out`
      : `${shown} is of a kind not shown here and left out`;
  }

  /** All that `find` named, each once. */
  all(): ImportedMedia[] {
    return [...this.used.values()];
  }

  private pathOf(reference: string, from: string): string | undefined {
    const plain = decoded(reference.trim());
    if (FILE_BASE.test(plain)) {
      const rest = plain.replace(FILE_BASE, '');
      const paths = ['web_resources/', 'Web Resources/', ''].map((folder) => resolvePath(encodeURI(folder + rest), ''));
      return paths.find((path) => path !== undefined && this.files.has(path));
    }
    const beside = resolvePath(reference, from);
    if (beside !== undefined && this.files.has(beside)) return beside;
    const fromRoot = resolvePath(reference.replace(/^\/+(?!\/)/, ''), '');
    if (fromRoot !== undefined && this.files.has(fromRoot)) return fromRoot;
    return OF_THE_MAKER.test(plain) ? this.onlyOneCalled(plain) : undefined;
  }

  /** A place within the program that wrote the file says nothing here, but the name may be that of one file alone. */
  private onlyOneCalled(reference: string): string | undefined {
    const name = (reference.split(/[?#]/, 1)[0] ?? '').split(/[/%]/).at(-1) ?? '';
    if (this.pathCalled.size === 0) {
      for (const path of this.files.keys()) {
        const own = path.slice(path.lastIndexOf('/') + 1);
        this.pathCalled.set(own, this.pathCalled.has(own) ? undefined : path);
      }
    }
    return this.pathCalled.get(name);
  }

  private keep(bytes: Uint8Array | undefined): string | undefined {
    const mediaType = bytes && mediaTypeOf(bytes);
    if (!bytes || !mediaType) return undefined;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (!this.used.has(sha256)) this.used.set(sha256, { sha256, mediaType, bytes: new Uint8Array(bytes) });
    return `media:${sha256}`;
  }
}
