import katex from 'katex';
import 'katex/dist/katex-swap.css';
import { DRAWING, isDrawable } from './drawable.ts';

/** A drawing with more parts, or parts in parts, costs more than a formula is worth; browsers fail on deep trees. */
const MAX_ELEMENTS = 20_000;
const MAX_DEPTH = 250;

function isTooLarge(drawing: Element): boolean {
  let count = 0;
  let depth = 0;
  const walker = document.createTreeWalker(drawing, NodeFilter.SHOW_ELEMENT);
  for (let next: Node | null = walker.firstChild(); next; ) {
    count += 1;
    depth += 1;
    if (count > MAX_ELEMENTS || depth > MAX_DEPTH) return true;
    next = walker.firstChild();
    while (!next && depth > 0) {
      depth -= 1;
      next = walker.nextSibling();
      if (!next && !walker.parentNode()) return false;
    }
  }
  return false;
}

/** Draws a formula; `undefined` for one that is wrong, refused or too large. Never throws. */
export function typeset(tex: string, isDisplay: boolean): HTMLElement | undefined {
  if (!isDrawable(tex)) return undefined;
  const drawing = document.createElement('span');
  try {
    katex.render(tex, drawing, { ...DRAWING, displayMode: isDisplay });
  } catch {
    // Wrong TeX, or nested so deep that the drawer ran out of stack: shown as written.
    return undefined;
  }
  return isTooLarge(drawing) ? undefined : drawing;
}

/** The fonts most formulas need, fetched before the network may be gone; rare ones come with their formula. */
export async function loadFormulaFonts(): Promise<void> {
  const common = ['KaTeX_Main', 'KaTeX_Math', 'KaTeX_AMS', 'KaTeX_Size1', 'KaTeX_Size2', 'KaTeX_Size3', 'KaTeX_Size4'];
  await Promise.allSettled(
    [...document.fonts].filter(({ family }) => common.includes(family.replaceAll('"', ''))).map((face) => face.load()),
  );
}
