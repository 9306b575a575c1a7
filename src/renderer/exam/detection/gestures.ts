import { type DetectorPorts, listen, type Stop, stopAll } from './observation.ts';

interface Preventable {
  preventDefault(): void;
}

/** The context menu: prevented and reported. */
export function detectContextMenu({ report, target }: DetectorPorts): Stop {
  return listen<Preventable>(target.document, 'contextmenu', (event) => {
    event.preventDefault();
    report({ type: 'context_menu' });
  });
}

/** Printing by whatever way (a menu cannot be prevented; the page's print style shows an empty sheet). */
export function detectPrinting({ report, target }: DetectorPorts): Stop {
  return listen(target.window, 'beforeprint', () => report({ type: 'print_attempt', details: { purpose: 'print' } }));
}

/** Dragging text or files into or out of the page: prevented. It moves nothing, so there is nothing to report. */
export function preventDragging({ target }: DetectorPorts): Stop {
  const prevent = (event: Preventable): void => event.preventDefault();
  return stopAll(['dragstart', 'dragover', 'drop'].map((type) => listen(target.document, type, prevent)));
}
