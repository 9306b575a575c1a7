import { type DetectorPorts, listen, type Stop, stopAll } from './observation.ts';

/** The part of a KeyboardEvent that is looked at. */
export interface KeyGesture {
  readonly key: string;
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
  readonly repeat?: boolean;
  preventDefault(): void;
}

export interface ForbiddenShortcut {
  readonly type: 'forbidden_shortcut' | 'print_attempt';
  /** As printed on the keys, e.g. `Ctrl+Shift+I`. */
  readonly keys: string;
  readonly purpose: 'save' | 'source' | 'print' | 'developer_tools' | 'screenshot';
}

/** The letter that was meant: by its place on the keyboard, so that a Thai layout does not slip through. */
const letterOf = (event: KeyGesture): string =>
  event.code?.startsWith('Key') === true ? event.code.slice(3) : event.key.toUpperCase();

/**
 * Names the shortcut that an exam page has no use for, or nothing. Pressing one proves a key press and no more: it is
 * never reported as opened developer tools. F11, reload and zoom are the candidate's own business.
 */
export function forbiddenShortcut(event: KeyGesture): ForbiddenShortcut | undefined {
  if (event.key === 'F12') return { type: 'forbidden_shortcut', keys: 'F12', purpose: 'developer_tools' };
  if (event.key === 'PrintScreen') return { type: 'forbidden_shortcut', keys: 'PrintScreen', purpose: 'screenshot' };
  if (!event.ctrlKey && !event.metaKey) return undefined;
  const letter = letterOf(event);
  const keys = [
    event.ctrlKey ? 'Ctrl' : 'Cmd',
    ...(event.altKey ? ['Alt'] : []),
    ...(event.shiftKey ? ['Shift'] : []),
    letter,
  ].join('+');
  const isToolsChord = (event.ctrlKey && event.shiftKey) || (event.metaKey && (event.altKey || event.shiftKey));
  if (isToolsChord && ['I', 'J', 'C'].includes(letter)) return { type: 'forbidden_shortcut', keys, purpose: 'developer_tools' };
  if (letter === 'U' && !event.shiftKey) return { type: 'forbidden_shortcut', keys, purpose: 'source' };
  if (letter === 'S') return { type: 'forbidden_shortcut', keys, purpose: 'save' };
  if (letter === 'P') return { type: 'print_attempt', keys, purpose: 'print' };
  return undefined;
}

/** Prevents and reports forbidden shortcuts; `onToolsKey` hears of those meant for developer tools. */
export function detectShortcuts({ report, target }: DetectorPorts, onToolsKey: (keys: string) => void = () => {}): Stop {
  const onKey = (event: KeyGesture): void => {
    const found = forbiddenShortcut(event);
    if (!found) return;
    event.preventDefault();
    if (event.repeat) return;
    report({ type: found.type, details: { keys: found.keys, purpose: found.purpose } });
    if (found.purpose === 'developer_tools') onToolsKey(found.keys);
  };
  return stopAll([
    listen(target.window, 'keydown', onKey),
    // Browsers tell of PrintScreen only when it is let go.
    listen<KeyGesture>(target.window, 'keyup', (event) => {
      if (event.key === 'PrintScreen') onKey(event);
    }),
  ]);
}
