/** What a press of keys asks for; nothing, or one step back or forth. */
export type UndoStep = 'undo' | 'redo';

interface Pressed {
  readonly key: string;
  /** Where the key is, whatever the keyboard writes: a Thai layout has no Latin letters. */
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const isLatin = (key: string): boolean => /^[a-z]$/i.test(key);
const isKey = ({ key, code }: Pressed, letter: string): boolean =>
  isLatin(key) ? key.toLowerCase() === letter : code === `Key${letter.toUpperCase()}`;

/** Ctrl or Cmd with Z, with Shift+Z, or Ctrl+Y. */
export function undoStepOf(pressed: Pressed): UndoStep | undefined {
  const { ctrlKey, metaKey, shiftKey, altKey } = pressed;
  // Both at once, or AltGr (Ctrl and Alt), write something or mean something else.
  if (ctrlKey === metaKey || altKey) return undefined;
  if (isKey(pressed, 'z')) return shiftKey ? 'redo' : 'undo';
  return ctrlKey && !shiftKey && isKey(pressed, 'y') ? 'redo' : undefined;
}

/** Inputs nobody types into. */
const WITHOUT_TEXT = ['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'image', 'range', 'color', 'hidden'];

/** Where the browser undoes what was typed: that is left alone. */
export function hasOwnUndo(target: EventTarget | null): boolean {
  if (typeof HTMLElement === 'undefined' || !(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !WITHOUT_TEXT.includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}
