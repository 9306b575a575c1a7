import type { BrowserWindow, Dialog, MessageBoxOptions, OpenDialogOptions } from 'electron';
import type { WindowBook } from './window-book.ts';
import { bringToFront } from './window-maker.ts';

/** The system's own dialogs, before the window they belong to. */
export function createDialogs(dialog: Pick<Dialog, 'showOpenDialog' | 'showMessageBox'>, book: WindowBook) {
  return {
    /** A folder somebody pointed at; nothing when they cancelled. */
    chooseFolder: async (window: BrowserWindow | undefined): Promise<string | undefined> => {
      const options: OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] };
      const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
      return filePaths[0];
    },
    /** The number of the button that was pressed; asked before the console, which comes to the front. */
    ask: async (options: MessageBoxOptions): Promise<number> => {
      const window = book.ofKind('console')[0]?.window;
      if (window) bringToFront(window);
      const { response } = await (window ? dialog.showMessageBox(window, options) : dialog.showMessageBox(options));
      return response;
    },
  };
}
