import type { ConsoleShell } from '../../../shared/ipc.ts';

/** The desktop app around this console; nothing in a browser, and nothing in the desktop's window on another room. */
export const consoleShell = (): ConsoleShell | undefined => (window as { invigilShell?: ConsoleShell }).invigilShell;
