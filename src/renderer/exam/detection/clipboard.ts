import { type DetectorPorts, listen, type Stop, stopAll } from './observation.ts';

/** The part of a ClipboardEvent that is looked at. */
export interface ClipboardGesture {
  readonly target: unknown;
  readonly clipboardData?: { getData(type: string): string } | null;
  preventDefault(): void;
}

interface TextField {
  readonly value: string;
  readonly selectionStart: number | null;
  readonly selectionEnd: number | null;
}

const isTextField = (value: unknown): value is TextField =>
  typeof value === 'object' && value !== null && 'value' in value && typeof value.value === 'string' && 'selectionStart' in value;

/** How many characters are marked in a text field; undefined where the text is marked in the page itself. */
function markedLength(target: unknown): number | undefined {
  if (!isTextField(target) || target.selectionStart === null || target.selectionEnd === null) return undefined;
  return target.selectionEnd - target.selectionStart;
}

/**
 * Copy, cut and paste: prevented and reported with the length of the text and where it was, never with the text.
 * `selectionText` gives what is marked in the page; it is measured here and let go.
 */
export function detectClipboard({ report, target }: DetectorPorts, selectionText: () => string = () => ''): Stop {
  const taken = (type: 'copy' | 'cut') => (event: ClipboardGesture) => {
    event.preventDefault();
    const inField = markedLength(event.target);
    report({ type, details: { length: inField ?? selectionText().length, where: inField === undefined ? 'page' : 'answer' } });
  };
  return stopAll([
    listen(target.document, 'copy', taken('copy')),
    listen(target.document, 'cut', taken('cut')),
    listen<ClipboardGesture>(target.document, 'paste', (event) => {
      event.preventDefault();
      const length = event.clipboardData?.getData('text/plain').length ?? 0;
      report({ type: 'paste', details: { length, where: isTextField(event.target) ? 'answer' : 'page' } });
    }),
  ]);
}
