import { readXml, type XmlElement } from '../xml/read-xml.ts';
import { PackageMedia, resolvePath } from './package-media.ts';
import { withNamesOfVersion2 } from './qti-names.ts';

/** The files an item came with: those of its package, or none. */
export class ItemFiles {
  readonly media: PackageMedia;
  private readonly files: ReadonlyMap<string, Uint8Array>;
  private readonly trees = new Map<string, XmlElement>();

  constructor(files: ReadonlyMap<string, Uint8Array>) {
    this.files = files;
    this.media = new PackageMedia(files);
  }

  /** The bytes `reference` means in the file at `from`, with their place. */
  bytesOf(reference: string, from: string): { path: string; bytes: Uint8Array } | undefined {
    const path = resolvePath(reference, from);
    const bytes = path === undefined ? undefined : this.files.get(path);
    return path === undefined || bytes === undefined ? undefined : { path, bytes };
  }

  /** The XML file at a place of the package, read once. Throws `ImportRefused` for what `readXml` refuses. */
  tree(path: string): XmlElement | undefined {
    const known = this.trees.get(path);
    if (known) return known;
    const bytes = this.files.get(path);
    if (!bytes) return undefined;
    const tree = withNamesOfVersion2(readXml(bytes));
    this.trees.set(path, tree);
    return tree;
  }

  /** A tree that is done with gives its memory back. */
  forget(path: string): void {
    this.trees.delete(path);
  }

  paths(): string[] {
    return [...this.files.keys()];
  }
}
