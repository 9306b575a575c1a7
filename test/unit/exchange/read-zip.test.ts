import { randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { ZipFile } from 'yazl';
import { ImportRefused } from '../../../src/main/exchange/import-refused.ts';
import { readZip, type ZipLimits } from '../../../src/main/exchange/zip/read-zip.ts';
import { type CraftedEntry, craftZip } from '../../support/crafted-zip.ts';

const refusalOf = async (zip: Uint8Array, limits?: ZipLimits): Promise<ImportRefused> => {
  const outcome = await readZip(zip, limits).catch((error: unknown) => error);
  if (!(outcome instanceof ImportRefused)) throw new Error(`not refused: ${String(outcome)}`);
  return outcome;
};

const zeros = (size: number): Uint8Array => new Uint8Array(size);
const ok: CraftedEntry = { name: 'item.xml', content: '<a/>' };
const link = (mode: number) => (mode << 16) >>> 0;

describe('EX1 zips of honest makers', () => {
  it('EX1 gives the files by name, folders left out, stored and deflated', async () => {
    const zip = craftZip([{ name: 'images/', isStored: true }, ok, { name: 'images/ä.bin', content: 'xyz', isStored: true }]);
    const files = await readZip(zip);
    expect([...files].map(([name, bytes]) => [name, Buffer.from(bytes).toString()])).toEqual([
      ['item.xml', '<a/>'],
      ['images/ä.bin', 'xyz'],
    ]);
  });

  it('EX1 reads what a common writer of zips makes, with sizes behind the bytes', async () => {
    const writer = new ZipFile();
    writer.addBuffer(Buffer.from('<a/>'), 'a/item.xml', { mode: 0o100644 });
    writer.addEmptyDirectory('b');
    writer.end();
    const files = await readZip(new Uint8Array(await buffer(writer.outputStream)));
    expect([...files.keys()]).toEqual(['a/item.xml']);
  });

  it('EX1 leaves a document of an office in a course unread, and does not mind it', async () => {
    const files = await readZip(craftZip([ok, { name: 'plan.docx', content: craftZip([ok]), isStored: true }]));
    expect([...files.keys()]).toEqual(['item.xml', 'plan.docx']);
  });

  it('EX1 takes a dense but small file', async () => {
    const files = await readZip(craftZip([{ name: 'spaces.xml', content: ' '.repeat(60_000) }]));
    expect(files.get('spaces.xml')?.byteLength).toBe(60_000);
  });
});

describe('EX1 hostile zips are refused with the name of the entry', () => {
  const cases: [string, CraftedEntry[], RegExp][] = [
    ['a path upwards', [ok, { name: '../evil.xml' }], /"\.\.\/evil\.xml".*\.\./],
    ['a path upwards inside', [{ name: 'a/../../evil.xml' }], /"a\/\.\.\/\.\.\/evil\.xml"/],
    ['a last step upwards', [{ name: 'a/..' }], /leaves its folder/],
    ['an absolute path', [{ name: '/etc/cron.d/x' }], /"\/etc\/cron\.d\/x".*root/],
    ['a drive of Windows', [{ name: 'C:/x.xml' }], /"C:\/x\.xml".*root/],
    ['backslashes upwards', [{ name: '..\\evil.xml' }], /backslash/],
    ['a share of Windows', [{ name: '\\\\host\\share\\x' }], /backslash/],
    ['a NUL in the name', [{ name: 'a\u0000.xml' }], /control/],
    ['a line break in the name', [{ name: 'a\n.xml' }], /control/],
    ['a name of nothing', [{ name: '' }], /empty/],
    ['a very long name', [{ name: 'a'.repeat(600) }], /very long/],
    ['a double slash', [{ name: 'a//b.xml' }], /empty step/],
    ['a dot step', [{ name: './b.xml' }], /empty step/],
    [
      'a symbolic link',
      [{ name: 'l.xml', content: '/etc/passwd', versionMadeBy: 0x0314, externalAttributes: link(0xa1ff) }],
      /"l\.xml".*link/,
    ],
    ['a link that is not said to be of Unix', [{ name: 'l.xml', content: 'x', externalAttributes: link(0xa1ff) }], /link/],
    ['a device', [{ name: 'd', versionMadeBy: 0x0314, externalAttributes: link(0x21ff) }], /"d".*device/],
    ['a password', [{ name: 'p.xml', content: 'x', flags: 1 }], /"p\.xml".*password/],
    ['strong encryption', [{ name: 'p.xml', content: 'x', flags: 0x41 }], /password/],
    ['a name twice', [ok, ok], /"item\.xml" twice/],
    ['a name twice in two writings of one letter', [{ name: 'a\u0301.xml' }, { name: '\u00e1.xml' }], /twice/],
    ['a size that says less', [{ name: 's.xml', content: 'x'.repeat(1000), says: { size: 10 } }], /lies.*"s\.xml"/],
    ['a size that says more', [{ name: 's.xml', content: 'x'.repeat(1000), says: { size: 5000 } }], /lies.*"s\.xml"/],
    ['a stored size that differs', [{ name: 's.xml', content: 'xyz', isStored: true, says: { size: 9 } }], /lies/],
    ['another name beside the bytes', [{ name: 'a.xml', content: 'x', says: { localName: 'b.xml' } }], /"a\.xml" otherwise/],
    [
      'two entries on the same bytes',
      [
        { name: 'a.xml', content: 'x'.repeat(50) },
        { name: 'b.xml', says: { offset: 0, localName: 'b.xml' } },
      ],
      /"b\.xml"/,
    ],
    ['a ratio of a thousand', [{ name: 'bomb.xml', content: zeros(3_000_000) }], /"bomb\.xml".*100 times/],
    ['an archive within', [{ name: 'inner.zip', content: 'x' }], /"inner\.zip"/],
    ['an archive under another name', [{ name: 'inner.xml', content: craftZip([ok]), isStored: true }], /"inner\.xml"/],
    ['an unusual packing', [{ name: 'x.xml', content: 'x', method: 12 }], /"x\.xml".*method 12/],
    ['a folder with bytes', [{ name: 'f/', content: 'x', isStored: true }], /"f\/"/],
  ];
  it.each(cases)('EX1 security-32 refuses %s', async (_what, entries, message) => {
    const refusal = await refusalOf(craftZip(entries));
    expect(refusal.message).toMatch(message);
    expect(refusal.code).toBe('file_hostile');
  });

  it('EX1 security-32 refuses two entries that overlap', async () => {
    const inner = { name: 'a.xml', content: randomBytes(200), isStored: true };
    const zip = Buffer.from(craftZip([inner, { name: 'b.xml', content: 'x', isStored: true }]));
    // The first entry is said to reach over the second in both of its headers.
    for (const at of [18, 22]) zip.writeUInt32LE(230, at);
    const central = zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
    for (const at of [20, 24]) zip.writeUInt32LE(230, central + at);
    const refusal = await refusalOf(new Uint8Array(zip));
    expect(refusal.code).toBe('file_hostile');
    expect(refusal.message).toMatch(/"b\.xml" over the bytes/);
  });

  it('EX1 refuses more entries than 2,000, whether the count is true or not', async () => {
    const many = Array.from({ length: 2_001 }, (_, index) => ({ name: `f${index}.xml`, isStored: true }));
    expect((await refusalOf(craftZip(many))).message).toMatch(/2001 entries/);
    expect((await refusalOf(craftZip([ok], { count: 60_000 }))).code).toBe('file_hostile');
  });

  it('EX1 security-32 counts the bytes that come out of one entry and of all, not those the file speaks of', async () => {
    const limits = { entries: 10, entryBytes: 100_000, totalBytes: 250_000, ratio: 100 };
    const noise = (size: number): Uint8Array => randomBytes(size);
    const fits = craftZip(['a', 'b'].map((name) => ({ name, content: noise(100_000) })));
    expect([...(await readZip(fits, limits)).keys()]).toEqual(['a', 'b']);
    const three = await refusalOf(craftZip(['a', 'b', 'c'].map((name) => ({ name, content: noise(100_000) }))), limits);
    expect(three.message).toMatch(/more than 0\.24 MB, reached in "c"/);
    const large = await refusalOf(craftZip([{ name: 'large', content: noise(100_001) }]), limits);
    expect(large.message).toMatch(/"large" of more than 0\.1 MB/);
    // What claims to be small is stopped where it says it ends.
    const liar = await refusalOf(craftZip([{ name: 'liar', content: noise(150_000), says: { size: 10 } }]), limits);
    expect(liar.message).toMatch(/"liar"/);
    expect([three.code, large.code, liar.code]).toEqual(['file_hostile', 'file_hostile', 'file_hostile']);
  });
});

describe('EX1 broken zips are refused in words', () => {
  const whole = craftZip([{ name: 'item.xml', content: 'x'.repeat(300) }]);
  it.each<[string, Uint8Array]>([
    ['no zip at all', new TextEncoder().encode('PK\u0003\u0004 but nothing else')],
    ['cut off at the end', whole.subarray(0, whole.byteLength - 30)],
    ['a byte changed within', craftZip([{ name: 'item.xml', content: 'x'.repeat(300), says: { crc: 1 } }])],
  ])('EX1 %s', async (_what, zip) => {
    const refusal = await refusalOf(zip);
    expect(refusal.code).toBe('file_not_text');
    expect(refusal.message).toMatch(/cannot be read/);
  });
});
