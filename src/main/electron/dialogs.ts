import type { BrowserWindow, Dialog, MessageBoxOptions, OpenDialogOptions, SaveDialogOptions } from 'electron';
import type { WindowBook } from './window-book.ts';
import { bringToFront } from './window-maker.ts';

/** The system's own dialogs, before the window they belong to. */
export function createDialogs(dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox'>, book: WindowBook) {
  return {
    /** A folder somebody pointed at; nothing when they cancelled. */
    chooseFolder: async (window: BrowserWindow | undefined): Promise<string | undefined> => {
      const options: OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] };
      const { filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
      return filePaths[0];
    },
    /** Where a PDF is to go; nothing when they cancelled. */
    choosePdf: async (window: BrowserWindow | undefined, name: string): Promise<string | undefined> => {
      const options: SaveDialogOptions = { defaultPath: name, filters: [{ name: 'PDF', extensions: ['pdf'] }] };
      const { filePath, canceled } = await (window ? dialog.showSaveDialog(window, options) : dialog.showSaveDialog(options));
      return canceled || filePath === '' ? undefined : filePath;
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
