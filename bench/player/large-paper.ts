import { crc32, deflateSync } from 'node:zlib';

/** A picture of noise, 200 by 150, so that it cannot be packed to nothing: some 30 KB. */
function picture(seed: number): string {
  const [width, height] = [200, 150];
  const rows = Buffer.alloc((width + 1) * height);
  let state = seed + 1;
  for (let at = 0; at < rows.length; at++) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    rows[at] = at % (width + 1) === 0 ? 0 : state >> 16;
  }
  const chunk = (type: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]).toString('base64');
}

const cdata = (html: string): string => `<text><![CDATA[${html}]]></text>`;
const answer = (fraction: number, html: string): string =>
  `<answer fraction="${fraction}" format="html">${cdata(html)}<feedback format="html"><text></text></feedback></answer>`;
const question = (type: string, n: number, stem: string, rest: string): string =>
  `<question type="${type}"><name><text>Question ${n}</text></name><questiontext format="html">${cdata(stem)}${
    n % 20 === 0 ? `<file name="p${n}.png" path="/" encoding="base64">${picture(n)}</file>` : ''
  }</questiontext><defaultgrade>1</defaultgrade>${rest}</question>`;

/** Ten kinds in turn; every third text has formulas, every twentieth a picture, and all are as long as questions are. */
function questionOf(n: number): string {
  const formula =
    n % 3 === 0 ? `\\(\\int_0^{${n}} \\frac{\\sqrt{x^2+${n}}}{1+e^{-x}}\\,dx = \\sum_{k=1}^{${n}} \\binom{${n}}{k}\\)` : '';
  const shown = n % 20 === 0 ? `<p><img src="@@PLUGINFILE@@/p${n}.png" alt="Figure ${n}"></p>` : '';
  const stem = `<p>Consider case <strong>${n}</strong> of the series. ${formula}</p><p>${'It is described at some length, as questions are. '.repeat(5)}</p>${shown}`;
  const choices = [0, 1, 2, 3]
    .map((place) => answer(place === 1 ? 100 : 0, `<p>Answer ${place} \\(x_{${place}}^2\\)</p>`))
    .join('');
  switch (n % 10) {
    case 1:
      return question('truefalse', n, stem, answer(100, 'true') + answer(0, 'false'));
    case 2:
      return question('shortanswer', n, stem, answer(100, 'forty'));
    case 3:
      return question('numerical', n, stem, `<answer fraction="100"><text>${n}</text><tolerance>0.1</tolerance></answer>`);
    case 4:
      return question(
        'matching',
        n,
        stem,
        ['one', 'two', 'three']
          .map((word) => `<subquestion format="html">${cdata(word)}<answer><text>${word} ${n}</text></answer></subquestion>`)
          .join(''),
      );
    case 5:
      return question('essay', n, stem, '');
    case 6:
      return question('cloze', n, `${stem}<p>It is {1:MC:=this~that} and {1:SA:=so} and {1:NM:=4:0.1}.</p>`, '');
    case 7:
      return question('multichoice', n, stem, `<single>false</single>${answer(50, 'a') + answer(50, 'b') + answer(0, 'c')}`);
    case 8:
      return question('ordering', n, stem, ['first', 'second', 'third'].map((word, place) => answer(place + 1, word)).join(''));
    default:
      return question('multichoice', n, stem, `<single>true</single>${choices}`);
  }
}

/** A paper of so many questions of every kind. It begins with one that has formulas and a picture. */
export const largePaper = (count: number): string =>
  `<?xml version="1.0" encoding="UTF-8"?><quiz>${Array.from({ length: count }, (_, n) => questionOf(n)).join('')}</quiz>`;
