import { hasFormula, splitFormulas } from '../../../shared/model/formulas.ts';
import classes from './formulas.module.css';
import { inSlices } from './slices.ts';
import { loadTypesetter, typesetterNow } from './typesetter.ts';

/** No text of an exam has more formulas than this; what is beyond stays as it was written. */
const MAX_IN_TEXT = 500;
/** Elements of all drawings together, some 1,500 formulas: with more, a browser crawls. */
const MAX_ELEMENTS_ON_PAGE = 100_000;

let elementsOnPage = 0;

/** The sentences that stand beside what could not be drawn. */
export interface FormulaNotes {
  readonly asWritten: string;
  readonly tooMany: string;
}

interface Spot {
  readonly element: HTMLElement;
  readonly tex: string;
  readonly isDisplay: boolean;
}

/** Text in code is code, not mathematics. */
function formulaTexts(root: HTMLElement): Text[] {
  const found: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let next = walker.nextNode(); next; next = walker.nextNode()) {
    const text = next as Text;
    if (hasFormula(text.data) && !text.parentElement?.closest('pre, code')) found.push(text);
  }
  return found;
}

function note(words: string): HTMLElement {
  const element = document.createElement('small');
  element.className = classes.note ?? '';
  element.textContent = ` (${words})`;
  return element;
}

/** Puts a span around each formula, with its source in it until it is drawn. */
function findSpots(root: HTMLElement): { spots: Spot[]; areMore: boolean } {
  const spots: Spot[] = [];
  root.normalize();
  for (const text of formulaTexts(root)) {
    const parts = splitFormulas(text.data).map((piece) => {
      if (piece.kind === 'text') return piece.source;
      if (spots.length >= MAX_IN_TEXT) return piece.source;
      const element = document.createElement('span');
      element.className = classes.formula ?? '';
      element.textContent = piece.source;
      if (piece.isDisplay) element.dataset.display = '';
      spots.push({ element, tex: piece.tex, isDisplay: piece.isDisplay });
      return element;
    });
    text.replaceWith(...parts);
    if (spots.length >= MAX_IN_TEXT) return { spots, areMore: true };
  }
  return { spots, areMore: false };
}

/** What is wider than its place can be scrolled, also with the keyboard. */
let widths: ResizeObserver | undefined;
function watchWidth(element: HTMLElement): void {
  widths ??= new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const formula = target as HTMLElement;
      const isWider = formula.scrollWidth > formula.clientWidth + 1;
      if (isWider) formula.tabIndex = 0;
      else formula.removeAttribute('tabindex');
    }
  });
  widths.observe(element);
}

const hasOwnColours = (drawing: HTMLElement): boolean =>
  drawing.querySelector('.katex-html [style*="color"], .katex-html [style*="background"]') !== null;

/**
 * Draws the formulas in an element whose content is safe already: only its words are looked at, and only elements made by
 * the typesetter come in. A formula that cannot be drawn stays as it was written, with a note. Returns how to stop.
 */
export function showFormulas(root: HTMLElement, notes: FormulaNotes): () => void {
  const { spots, areMore } = findSpots(root);
  if (areMore) root.append(note(notes.tooMany));
  if (spots.length === 0) return () => {};
  let isStopped = false;
  let elements = 0;

  const draw = ({ element, tex, isDisplay }: Spot): void => {
    if (isStopped) return;
    const isRoom = elementsOnPage < MAX_ELEMENTS_ON_PAGE;
    const drawing = isRoom ? typesetterNow()?.typeset(tex, isDisplay) : undefined;
    if (!drawing) {
      element.dataset.asWritten = '';
      element.append(note(isRoom ? notes.asWritten : notes.tooMany));
      return;
    }
    const size = drawing.querySelectorAll('*').length;
    elements += size;
    elementsOnPage += size;
    // Colours the author chose were chosen for white paper.
    if (hasOwnColours(drawing)) element.dataset.paper = '';
    element.replaceChildren(drawing);
    watchWidth(element);
  };
  const start = (): void => {
    if (!isStopped) inSlices(spots.map((spot) => () => draw(spot)));
  };

  if (typesetterNow()) start();
  else void loadTypesetter().then(start);
  return () => {
    isStopped = true;
    elementsOnPage -= elements;
    for (const { element } of spots) widths?.unobserve(element);
  };
}
