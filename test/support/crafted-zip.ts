import { crc32, deflateRawSync } from 'node:zlib';

/** One entry as bytes on the disk; whatever is given is written, true or not. */
export interface CraftedEntry {
  readonly name: string | Buffer;
  readonly content?: Uint8Array | string;
  readonly isStored?: boolean;
  readonly method?: number;
  readonly flags?: number;
  readonly versionMadeBy?: number;
  readonly externalAttributes?: number;
  /** What the headers claim instead of the truth. */
  readonly says?: {
    readonly size?: number;
    readonly packed?: number;
    readonly crc?: number;
    readonly localName?: string;
    readonly offset?: number;
  };
}

/** Writes a zip by its bytes, so that it can lie in any place. Source: APPNOTE 6.3.10. */
export function craftZip(entries: readonly CraftedEntry[], says: { readonly count?: number } = {}): Uint8Array {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name as string);
    const localName = Buffer.from(entry.says?.localName ?? name);
    const content = Buffer.from((entry.content ?? '') as string);
    const packed = entry.isStored ? content : deflateRawSync(content);
    const method = entry.method ?? (entry.isStored ? 0 : 8);
    const flags = (entry.flags ?? 0) | 0x800;
    const crc = entry.says?.crc ?? crc32(content);
    const packedSize = entry.says?.packed ?? packed.byteLength;
    const size = entry.says?.size ?? content.byteLength;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(crc, 14);
    local.writeUInt32LE(packedSize, 18);
    local.writeUInt32LE(size, 22);
    local.writeUInt16LE(localName.byteLength, 26);
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE(entry.versionMadeBy ?? 20, 4);
    header.writeUInt16LE(20, 6);
    header.writeUInt16LE(flags, 8);
    header.writeUInt16LE(method, 10);
    header.writeUInt32LE(crc, 16);
    header.writeUInt32LE(packedSize, 20);
    header.writeUInt32LE(size, 24);
    header.writeUInt16LE(name.byteLength, 28);
    header.writeUInt32LE(entry.externalAttributes ?? 0, 38);
    header.writeUInt32LE(entry.says?.offset ?? offset, 42);
    locals.push(local, localName, packed);
    central.push(header, name);
    offset += local.byteLength + localName.byteLength + packed.byteLength;
  }
  const list = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(says.count ?? entries.length, 8);
  end.writeUInt16LE(says.count ?? entries.length, 10);
  end.writeUInt32LE(list.byteLength, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...locals, list, end]));
}
