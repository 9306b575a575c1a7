import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { importMoodleXml } from '../../../src/main/exchange/moodle-xml/import-moodle-xml.ts';
import { answer, file, importBank, MP3, only, PNG, question } from './moodle-banks.ts';

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const category = (path: string): string => `<question type="category"><category><text>${path}</text></category></question>`;
const essay = (inside = '', stem?: string, beside?: string): string => question('essay', inside, stem, beside);

describe('EX1 what stands around the questions of a Moodle bank', () => {
  it('EX1 keeps category, number, tags, penalty and points of each question', () => {
    const marks =
      '<defaultgrade>2.5000000</defaultgrade><penalty>0.3333333</penalty><idnumber>T &amp; F</idnumber>' +
      '<tags><tag><text>algebra</text></tag><tag><text>week 2</text></tag><tag><text>algebra</text></tag></tags>' +
      '<generalfeedback format="markdown"><text>See **page 3**</text></generalfeedback>';
    const bank = importBank(
      `${essay()}${category('$course$/top/Default for Maths/Trees // graphs')}${essay(marks)}${category('$module$/top')}${essay()}${category('Loose')}${essay()}`,
    );
    expect(bank.title).toBe('Maths');
    expect(bank.questions.map((one) => one.category)).toEqual([
      undefined,
      'Default for Maths/Trees // graphs',
      undefined,
      'Loose',
    ]);
    expect(bank.questions[1]).toMatchObject({
      points: 2.5,
      penalty: 0.3333333,
      idNumber: 'T & F',
      tags: ['algebra', 'week 2'],
      generalFeedback: { format: 'markdown', html: '<p>See <strong>page 3</strong></p>' },
    });
  });

  it('EX1 reads each format of text, and HTML that nobody put into CDATA', () => {
    const stems = [
      ['plain_text', 'a &lt;b&gt;\nnext', 'a &lt;b&gt;<br>next'],
      ['markdown', 'a **b**', '<p>a <strong>b</strong></p>'],
      ['moodle_auto_format', 'a\nb', 'a<br>b'],
      ['html', '<p>5 &lt; 6</p>', '<p>5 &lt; 6</p>'],
      ['html', 'x &amp;eacute; &lt;i&gt;y&lt;/i&gt;', 'x é <i>y</i>'],
    ];
    const bank = importBank(
      stems
        .map(
          ([format, text]) =>
            `<question type="essay"><questiontext format="${format}"><text>${text}</text></questiontext></question>`,
        )
        .join(''),
    );
    expect(bank.questions.map(({ stemHtml }) => stemHtml)).toEqual(stems.map(([, , html]) => html));
  });

  it('EX1 tells once of hints and of feedback on the whole', () => {
    const more = '<hint format="html"><text>Think.</text></hint><correctfeedback><text>Right.</text></correctfeedback>';
    expect(importBank(essay(more).repeat(3)).report.warnings).toEqual([
      'Hints for further tries are not kept (questions with hints: 3).',
      expect.stringContaining('(questions with it: 3)'),
    ]);
  });

  it.each([
    [
      'a byte order mark and Windows lines',
      (xml: string) => Buffer.from(`\ufeff${xml.replaceAll('\n', '\r\n')}`),
      'Größe\nétude',
    ],
    ['Latin-1', (xml: string) => Buffer.from(xml.replace('UTF-8', 'ISO-8859-1'), 'latin1'), 'Größe\nétude'],
    ['UTF-16', (xml: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]), 'Größe\nข้อ'],
  ])('EX1 reads a bank in %s', (_, encode, stem) => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n<quiz>\n<?php no ?>${essay('', stem)}</quiz>`;
    expect(importMoodleXml(encode(xml)).questions[0]?.stem.replaceAll('\r', '')).toBe(stem);
  });

  it('EX1 obeys the encoding a file names where its bytes leave it open, and says when it had to guess', () => {
    const thai = Buffer.from([0xa2, 0xe9, 0xcd]);
    const bankIn = (head: string) =>
      Buffer.concat([Buffer.from(`\n${head}<quiz>${essay('', '', '')}`.replace('<![CDATA[]]>', '')), Buffer.from('</quiz>')]);
    const put = (head: string) => {
      const whole = bankIn(head);
      const at = whole.indexOf('<text></text></questiontext>') + '<text>'.length;
      return importMoodleXml(Buffer.concat([whole.subarray(0, at), thai, whole.subarray(at)]));
    };
    const named = put('<?xml version="1.0" encoding="TIS-620"?>');
    expect(named.questions[0]).toMatchObject({ stem: 'ข้อ', line: 2 });
    expect(named.report.warnings).toEqual([]);
    const guessed = put('');
    expect(guessed.questions[0]).toMatchObject({ stem: 'ข้อ' });
    expect(guessed.report.warnings).toEqual([expect.stringContaining('read as Thai Windows text')]);
  });

  it('EX1 refuses a bank without a question, with the report of what it holds', () => {
    expect(() => importBank('')).toThrow(/no question in this file/);
    expect(() => importBank(question('stack', ''))).toThrow(
      expect.objectContaining({
        code: 'nothing_importable',
        report: expect.objectContaining({ skipped: [expect.objectContaining({ type: 'stack' })] }),
      }),
    );
  });
});

describe('EX1 categories of a Moodle bank', () => {
  it('EX1 lose their descriptions, which is said once with how many', () => {
    const category = (name: string, info: string) =>
      `<question type="category"><category><text>$course$/top/${name}</text></category><info format="html"><text>${info}</text></info></question>`;
    const bank = importBank(
      `${category('A', 'About A')}${question('essay', '')}${category('B', '')}${category('C', '&lt;p&gt;About C&lt;/p&gt;')}${question('essay', '')}`,
    );
    expect(bank.questions.map((one) => one.category)).toEqual(['A', 'C']);
    expect(bank.report.warnings).toEqual(['Descriptions of categories are not kept (categories with one: 2).']);
    expect(importBank(`${category('B', '')}${question('essay', '')}`).report.warnings).toEqual([]);
  });
});

describe('EX1 pictures and sounds inside a Moodle bank', () => {
  it('EX1 finds them by their name, percent signs and folders undone, each content kept once', () => {
    const stem =
      '<p><img src="@@PLUGINFILE@@/my%20pic%20%281%29.png" alt="dot" width="5"><img src="@@PLUGINFILE@@/deep/pic.png?time=1"></p>';
    const beside = `${file('my pic (1).png', PNG, ' path="/"')}${file('pic.png', PNG, ' path="/deep/"')}${file('unused.mp3', MP3)}`;
    const bank = importBank(essay('', stem, beside));
    const name = `media:${sha(PNG)}`;
    expect(bank.questions[0]?.stemHtml).toBe(`<p><img src="${name}" alt="dot" width="5" /><img src="${name}" alt="" /></p>`);
    expect(bank.questions[0]?.stem).toContain(`<img src="${name}" alt="dot" width="5">`);
    expect(bank.media).toEqual([{ sha256: sha(PNG), mediaType: 'image/png', bytes: new Uint8Array(PNG) }]);
    expect(bank.report.warnings).toEqual([]);
  });

  it('EX1 finds them by names with percent signs of their own, with composed letters, and beside one that is longer', () => {
    const source = (name: string) => `<img src="@@PLUGINFILE@@/${name}">`;
    const names = ['a%20b.png', 'e%CC%81.png', 'c.png', 'c.png?time=1'];
    const files = file('a%20b.png', PNG) + file('\u00e9.png', PNG) + file('c.png', PNG);
    const one = only(essay('', names.map(source).join(''), files));
    expect(one.stem).toBe(names.map(() => `<img src="media:${sha(PNG)}">`).join(''));
    expect(one.stemHtml.match(/media:/g)).toHaveLength(names.length);
  });

  it('EX1 keeps pictures written into a text beside it, once however often, so that no paper is too long to send', () => {
    const large = Buffer.concat([PNG, Buffer.alloc(900_000, 7)]);
    const inline = (bytes: Buffer) => `<img src="data:image/png;base64,\n${bytes.toString('base64')}" alt="dot">`;
    const bank = importBank(essay('', `<p>${inline(PNG)} ${inline(large)}</p>`) + essay('', inline(PNG)));
    expect(bank.media?.map(({ sha256 }) => sha256)).toEqual([sha(PNG), sha(large)]);
    expect(bank.questions.map(({ stem }) => stem)).toEqual([
      `<p><img src="media:${sha(PNG)}" alt="dot"> <img src="media:${sha(large)}" alt="dot"></p>`,
      `<img src="media:${sha(PNG)}" alt="dot">`,
    ]);
    expect(bank.questions[1]?.stemHtml).toContain(`src="media:${sha(PNG)}"`);
    expect(bank.report.warnings).toEqual([]);
    const huge = importBank(essay('', `x ${inline(Buffer.concat([PNG, Buffer.alloc(2_100_000)]))}`));
    expect(huge.media).toBeUndefined();
    expect(huge.report.warnings).toEqual([expect.stringContaining('a picture is left out')]);
  });

  it('EX1 plays what Moodle plays: a link to a sound, audio with sources', () => {
    const name = `media:${sha(MP3)}`;
    const stem =
      '<p><a class="x" href="@@PLUGINFILE@@/a.mp3">Listen</a></p><audio controls="true"><source src="@@PLUGINFILE@@/a.mp3" type="audio/mp3">no sound</audio>' +
      '<a href="https://outside.example/a.mp3">out</a>';
    expect(only(essay('', stem, file('a.mp3', MP3))).stemHtml).toBe(
      `<p>Listen <audio src="${name}" controls></audio></p><audio src="${name}" controls></audio>out`,
    );
  });

  it('EX1 keeps the pictures of choices and feedback, which have names of their own', () => {
    const other = Buffer.concat([PNG, Buffer.from([0])]);
    const choice = (bytes: Buffer): string => answer('100', '<img src="@@PLUGINFILE@@/p.png">', file('p.png', bytes));
    const read = only(question('multichoice', choice(PNG) + choice(other)));
    expect(read.type === 'single_choice' && read.choices.map(({ html }) => /media:(\w+)/.exec(html)?.[1])).toEqual([
      sha(PNG),
      sha(other),
    ]);
  });

  it('EX1 tells of a file that a text only links to, and not of a page of the web', () => {
    const warnings = (href: string) => importBank(essay('', `<p>Use <a href="${href}">these data</a>.</p>`)).report.warnings;
    expect(warnings('data:text/csv;base64,eCx5')).toEqual([expect.stringContaining('the link to a file written into the text')]);
    expect(warnings('https://example.org/')).toEqual([]);
  });

  it('EX1 tells each that is missing, lies about itself or lies outside, and shows none of them', () => {
    const sources = [
      '@@PLUGINFILE@@/gone.png',
      '@@PLUGINFILE@@/page.png',
      '@@PLUGINFILE@@/noise.png',
      '@@PLUGINFILE@@/../../etc/passwd',
      'file:///etc/passwd',
      '\\\\host\\share\\a.png',
      '//outside.example/a.png',
      `media:${'0'.repeat(64)}`,
    ];
    const beside = `${file('page.png', Buffer.from('<html><script>alert(1)</script>'))}<file name="noise.png" encoding="base64">!!not base64!!</file>`;
    const bank = importBank(
      essay('', `<p>See ${sources.map((source) => `<img src="${source}">`).join('')}<video src="x"></video></p>`, beside),
    );
    expect(bank.questions[0]?.stemHtml).toBe(`<p>See ${'<span>[image]</span>'.repeat(sources.length)}</p>`);
    expect(bank).not.toHaveProperty('media');
    expect(bank.report.warnings.map((warning) => warning.replace('Line 3: ', ''))).toEqual([
      'a <video> is left out: it cannot be shown here.',
      'the file gone.png is not in this file.',
      'the file page.png is neither PNG, JPEG, GIF, WebP, MP3, Ogg nor WAV, whatever its name says; it is not shown.',
      'the file noise.png is not the base64 it says it is; it is not shown.',
      'the file ../../etc/passwd is not in this file.',
      ...sources
        .slice(4)
        .map((source) => `the picture or sound ${source} lies outside the file and cannot be shown in an exam room.`),
    ]);
  });

  it('EX1 shows the picture Moodle 1.9 kept beside the text', () => {
    const read = only(essay(`<image>old.gif</image><image_base64>${PNG.toString('base64')}</image_base64>`));
    expect(read.stemHtml).toContain(`<img src="media:${sha(PNG)}"`);
    expect(importBank(essay('<image>old.gif</image>')).report.warnings).toEqual([
      'Line 3: the picture old.gif is not in this file.',
    ]);
  });
});
