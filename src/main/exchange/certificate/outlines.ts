import type { Font, PDFDocument } from 'pdfmake/js/PDFDocument.js';
import { FONT_FILES, type Script } from './certificate-fonts.ts';

const SCRIPTS = Object.keys(FONT_FILES) as Script[];

/**
 * Thai as fonts are made for it: SARA AM is its ring and its stroke, and the ring stands below the tone mark, whatever was typed
 * first. Shapers of other programs do this by themselves; the one at hand does not.
 */
export const inShapingOrder = (text: string): string =>
  text.normalize('NFC').replace(/([\u0E48-\u0E4B]*)\u0E33/g, '\u0E4D$1\u0E32');

interface Piece {
  readonly script: Script;
  readonly text: string;
}

/** Cuts a text where another font is needed; marks and spaces stay with the character before them. */
export function cutByScript(text: string, has: (script: Script, codePoint: number) => boolean): Piece[] {
  const pieces: { script: Script; text: string }[] = [];
  for (const character of inShapingOrder(text)) {
    const codePoint = character.codePointAt(0) ?? 0;
    const last = pieces.at(-1);
    const script = last && has(last.script, codePoint) ? last.script : SCRIPTS.find((one) => has(one, codePoint));
    if (last && (script === last.script || script === undefined)) last.text += character;
    else pieces.push({ script: script ?? 'latin', text: character });
  }
  return pieces;
}

/** One glyph of a line, ready to be drawn: its outline, and where it stands, at one unit for the size of the text. */
interface Placed {
  readonly outline: string;
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** A line of text as outlines. */
export interface Line {
  readonly glyphs: readonly Placed[];
  readonly width: number;
  /** Characters no font here has: they would be boxes. */
  readonly missing: number;
}

export type FontOf = (script: Script) => Font;

/** Shapes a line, each character by the first font that has it. */
export function shapeLine(fontOf: FontOf, text: string): Line {
  const glyphs: Placed[] = [];
  let [x, missing] = [0, 0];
  for (const piece of cutByScript(text, (script, codePoint) => fontOf(script).hasGlyphForCodePoint(codePoint))) {
    const font = fontOf(piece.script);
    const scale = 1 / font.unitsPerEm;
    const run = font.layout(piece.text);
    for (const [at, glyph] of run.glyphs.entries()) {
      const place = run.positions[at];
      if (!place) continue;
      if (glyph.id === 0) missing++;
      const outline = glyph.path.toSVG();
      if (outline !== '') glyphs.push({ outline, scale, x: x + place.xOffset * scale, y: place.yOffset * scale });
      x += place.xAdvance * scale;
    }
  }
  return { glyphs, width: x, missing };
}

export interface Style {
  readonly fontOf: FontOf;
  readonly size: number;
  readonly color: string;
  /** The line is made smaller until it fits into this. */
  readonly width: number;
}

/**
 * Draws a line around the middle `x` with its base at `y`. Outlines instead of an embedded font, because what would cut the font
 * down cannot read the format these come in.
 */
export function drawLine(document: PDFDocument, text: string, x: number, y: number, { fontOf, size, color, width }: Style): void {
  const line = shapeLine(fontOf, text);
  const fitting = Math.min(size, line.width > 0 ? width / line.width : size);
  const left = x - (line.width * fitting) / 2;
  for (const glyph of line.glyphs) {
    const scale = glyph.scale * fitting;
    document.save();
    document.transform(scale, 0, 0, -scale, left + glyph.x * fitting, y - glyph.y * fitting);
    document.path(glyph.outline).fill(color);
    document.restore();
  }
}
