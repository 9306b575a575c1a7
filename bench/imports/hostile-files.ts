import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { craftZip } from '../../test/support/crafted-zip.ts';
import type { ImportFile } from './import-file.ts';

const MB = 1024 * 1024;
/** A symbolic link, as Unix says it in the upper half of the attributes. */
const SYMLINK = 0o120777 * 0x1_0000;
const UNIX = 3 << 8;

const least = (text: string): string =>
  `<quiz><question type="essay"><name><text>q</text></name><questiontext format="html"><text><![CDATA[${text}]]></text></questiontext></question></quiz>`;
const item = `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="i" title="t"><itemBody><p>Text</p></itemBody></assessmentItem>`;

function entityBomb(): string {
  const laughs = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');
  return `<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY l0 "ha">${laughs}]><quiz>&l9;</quiz>`;
}

/** Files nobody exports by accident. Those that are slow are as long as a reader may be made to look at. */
function crafted(): readonly (readonly [name: string, content: string | Uint8Array, more?: Partial<ImportFile>])[] {
  return [
    ['entity bomb', entityBomb()],
    ['200,000 elements in one another', `<quiz>${'<question>'.repeat(200_000)}`],
    ['200,000 tables in one another, in a text', least('<table><tr><td>'.repeat(200_000))],
    ['9,900 tags in one another, in a text', least('<b><i>'.repeat(4_950))],
    ['a million questions', `<quiz>${'<question type="x"/>'.repeat(1_000_000)}</quiz>`],
    ['20 MB of text in one question', least('word '.repeat(4 * MB))],
    [
      'calculated formulas',
      `<quiz>${'<question type="calculated"><name><text>c</text></name><questiontext><text>{={a}**{b}}</text></questiontext><answer fraction="100"><text>{a}*process.exit(1)</text></answer></question>'.repeat(2_000)}</quiz>`,
    ],
    ['zip bomb, 60 MB of blanks', craftZip([{ name: 'a.xml', content: Buffer.alloc(60 * MB, ' ') }])],
    [
      'zip bomb, many that pass one by one',
      craftZip(Array.from({ length: 400 }, (_, n) => ({ name: `${n}.xml`, content: Buffer.alloc(MB, ' ') }))),
    ],
    ['zip slip', craftZip([{ name: '../../../etc/cron.d/x', content: item }])],
    [
      'zip with a symbolic link',
      craftZip([{ name: 'i.xml', content: '/etc/passwd', versionMadeBy: UNIX, externalAttributes: SYMLINK }]),
    ],
    ['zip that lies about sizes', craftZip([{ name: 'i.xml', content: item.repeat(1_000), says: { size: 10 } }])],
    ['zip that lies about its count', craftZip([{ name: 'i.xml', content: item }], { count: 60_000 })],
    ['GIFT: 300,000 braces', `::Q:: ${'{'.repeat(300_000)}`, { format: 'gift' }],
    ['GIFT: 100,000 answers', `::Q:: x {${'=a ~b '.repeat(50_000)}}`, { format: 'gift' }],
    ['GIFT: 300,000 blanks before nothing', `::Q:: x {${' '.repeat(300_000)}\n`, { format: 'gift' }],
    ['GIFT: 200,000 escapes', `::Q:: ${'\\'.repeat(200_000)} {T}`, { format: 'gift' }],
    ['Markdown: 90,000 brackets', `::Q::[markdown]${'['.repeat(90_000)} {T}`, { format: 'gift' }],
    ['Markdown: 90,000 stars and links', `::Q::[markdown]${'*_a_[b]('.repeat(11_000)} {T}`, { format: 'gift' }],
    ['Markdown: quotes in lists in quotes', `::Q::[markdown]${'> - '.repeat(22_000)}a {T}`, { format: 'gift' }],
    ['formulas: 50,000 that never close', `::Q:: ${'\\\\( $$ '.repeat(50_000)} {T}`, { format: 'gift' }],
    ['cloze: 50,000 openings', least('{1:SA:=a'.repeat(50_000)).replace('type="essay"', 'type="cloze"')],
    ['Aiken: 300,000 blanks', `What?\nA. ${' '.repeat(300_000)}x\nB. b\nANSWER: ${' '.repeat(300_000)}B`, { format: 'aiken' }],
    [
      'regular expression (a+)+$ as an answer',
      least('x')
        .replace('</question>', `<answer fraction="100"><text>(a+)+$</text></answer></question>`)
        .replace('type="essay"', 'type="regexp"'),
    ],
    ['roster: one line of 10 MB', `candidateNumber,firstName,lastName\n${'"'.repeat(10 * MB)}`, { isRoster: true }],
    [
      'roster: formulas in every cell',
      `candidateNumber,firstName,lastName\n${'=1+1,=cmd|x,@a\n'.repeat(5_000)}`,
      { isRoster: true },
    ],
  ];
}

/** Files that mean harm: those of the folder, where it is, and our own. */
export function hostileFiles(data: string): ImportFile[] {
  const folder = join(data, 'hostile-xml');
  const found = existsSync(folder) ? readdirSync(folder).toSorted() : [];
  return [
    ...found.map((name) => ({ name, bytes: readFileSync(join(folder, name)) })),
    ...crafted().map(([name, content, more]) => ({ name, bytes: Buffer.from(content as string), ...more })),
  ];
}
