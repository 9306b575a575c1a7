import { createHash } from 'node:crypto';
import { MOST_MEDIUM_BYTES } from '../../../shared/model/media.ts';
import type { ImportedMedia } from '../imported-exam.ts';
import { inlinePicture } from '../inline-picture.ts';
import { elementsOf, textInside, type XmlElement } from '../xml/read-xml.ts';
import { sniffMedia } from './sniff-media.ts';

/** A file in a question: its content under our name for it, or why it cannot be shown. */
export type EmbeddedFile = { readonly name: string } & (
  | { readonly reference: string; readonly mediaType: ImportedMedia['mediaType'] }
  | { readonly fault: string }
);

/** A longer one the room would not keep. */
const MOST_INLINE_CHARS = Math.floor(MOST_MEDIUM_BYTES / 3) * 4;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** The media of one file, each content once, however often and under whatever names it stands there. */
export class EmbeddedMedia {
  private readonly bySha = new Map<string, ImportedMedia>();
  /** Decoding and hashing a large file twice is what a hostile one would like. */
  private readonly seen = new WeakMap<XmlElement, EmbeddedFile[]>();

  /** The `<file>` elements beside a text, by the names its `@@PLUGINFILE@@` addresses use. */
  filesIn(element: XmlElement): EmbeddedFile[] {
    const known = this.seen.get(element);
    if (known) return known;
    const files = elementsOf(element, 'file').map((file) => {
      const folder = (file.attributes.path ?? '/').replace(/^\/+|\/+$/g, '');
      const name = `${folder === '' ? '' : `${folder}/`}${file.attributes.name ?? ''}`;
      return { name, ...this.take(textInside(file), file.attributes.encoding ?? 'base64') };
    });
    this.seen.set(element, files);
    return files;
  }

  /** Keeps the content of a file; its bytes decide what it is, never its name. */
  take(content: string, encoding: string): { reference: string; mediaType: ImportedMedia['mediaType'] } | { fault: string } {
    if (encoding.toLowerCase() !== 'base64') return { fault: `is encoded as "${encoding.slice(0, 30)}" instead of base64` };
    const plain = content.replace(/\s+/g, '');
    if (plain === '') return { fault: 'is empty' };
    if (!BASE64.test(plain) || plain.length % 4 === 1) return { fault: 'is not the base64 it says it is' };
    const bytes = Buffer.from(plain, 'base64');
    const mediaType = sniffMedia(bytes);
    if (!mediaType) return { fault: 'is neither PNG, JPEG, GIF, WebP, MP3, Ogg nor WAV, whatever its name says' };
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (!this.bySha.has(sha256)) this.bySha.set(sha256, { sha256, mediaType, bytes: new Uint8Array(bytes) });
    return { reference: `media:${sha256}`, mediaType };
  }

  /** A picture that is written into its address, kept as a file is: a paper with many would be too long to send. */
  takeInline(address: string): string | undefined {
    const content = inlinePicture(address);
    if (content === undefined || content.length > MOST_INLINE_CHARS) return undefined;
    const taken = this.take(content, 'base64');
    return 'reference' in taken ? taken.reference : undefined;
  }

  /** Those that some text names; what nobody shows is not kept. */
  namedIn(questions: unknown): ImportedMedia[] {
    if (this.bySha.size === 0) return [];
    const named = new Set([...JSON.stringify(questions).matchAll(/media:([0-9a-f]{64})/g)].map(([, sha256]) => sha256));
    return [...this.bySha.values()].filter(({ sha256 }) => named.has(sha256));
  }
}
