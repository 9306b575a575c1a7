import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { exportExam } from '../../../src/main/exchange/export/export-exam.ts';
import { importExam } from '../../../src/main/exchange/import-exam.ts';
import { PNG } from './moodle-banks.ts';

const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
/** As GIFT has it: its own signs denied. */
const inGift = (bytes: Buffer): string => `data\\:image/png;base64,${bytes.toString('base64').replaceAll('=', '\\=')}`;
const large = Buffer.concat([PNG, Buffer.alloc(900_000, 7)]);
const name = `media:${sha(PNG)}`;

describe('EX1 pictures written into plain texts', () => {
  it('EX1 GIFT: are kept beside the paper, once however often, and named by content in text and page', async () => {
    const exam = await importExam(
      Buffer.from(
        [
          `::One::[html]<p>See <img src\\="${inGift(PNG)}" alt\\="a dot"> and <img src\\="${inGift(large)}"></p> {=Yes <img src\\="${inGift(PNG)}"> ~No}`,
          `::Two::[markdown]See ![a dot](${inGift(PNG)}). {T#[html]<img src\\="${inGift(PNG)}">}`,
          `::Three::[html]<img src\\="data:image/png;base64,${PNG.toString('base64')}"> {1:SA:=x}`,
        ].join('\n\n'),
      ),
      { format: 'gift' },
    );
    expect(exam.report).toMatchObject({ imported: 3, skipped: [], warnings: [] });
    expect(exam.media?.map(({ sha256, mediaType }) => [sha256, mediaType])).toEqual([
      [sha(PNG), 'image/png'],
      [sha(large), 'image/png'],
    ]);
    expect(JSON.stringify(exam.questions)).not.toContain('base64');
    const [one, two, three] = exam.questions;
    expect(one?.stem).toBe(`<p>See <img src="${name}" alt="a dot"> and <img src="media:${sha(large)}"></p>`);
    expect(one).toMatchObject({ choices: [{ html: expect.stringContaining(`src="${name}"`) }, {}] });
    expect(two?.stem).toBe(`See ![a dot](${name}).`);
    expect([two?.stemHtml, three?.stemHtml]).toEqual([expect.stringContaining(name), expect.stringContaining(name)]);
    const told = exportExam({ title: 'x', questions: exam.questions, media: exam.media ?? [] }, 'gift').report.warnings;
    const lost = 'is not in the file: GIFT cannot carry it, Moodle XML can.';
    expect(told.toSorted()).toEqual([
      `"One": its picture "a dot" (PNG, 1 KB) ${lost}`,
      `"One": its picture (PNG, 1 KB) ${lost}`,
      `"One": its picture (PNG, 879 KB) ${lost}`,
      `"Two": its picture "a dot" (PNG, 1 KB) ${lost}`,
      `"Two": its picture (PNG, 1 KB) ${lost}`,
    ]);
  });

  it('EX1 GIFT: one that cannot be kept is told, and leaves no megabytes in the text', async () => {
    const { questions, report, media } = await importExam(
      Buffer.from(`::One::[html]See <img src\\="${inGift(Buffer.concat([PNG, Buffer.alloc(2_100_000)]))}" alt\\="dot"> {T}`),
      { format: 'gift' },
    );
    expect(media).toBeUndefined();
    expect(report.warnings).toEqual([
      expect.stringContaining('a picture is left out; only PNG, JPEG, GIF and WebP of at most 2 MB'),
    ]);
    expect(questions).toMatchObject([{ stem: 'See <img src="data:," alt="dot">', stemHtml: 'See <span>[image: dot]</span>' }]);
  });

  it('EX1 a text with gaps: likewise', async () => {
    const picture = `<img src="data:image/png;base64,${PNG.toString('base64')}">`;
    const { questions, media } = await importExam(Buffer.from(`Look ${picture} at {1:SA:=it}`), {});
    expect(media?.map(({ sha256 }) => sha256)).toEqual([sha(PNG)]);
    expect(questions[0]?.stemHtml).toContain(`src="${name}"`);
  });
});
