import type { MenuItemConstructorOptions } from 'electron';
import type { ShellWords } from './shell-words.ts';

/** What the menu can do with the room in this process; nothing where none is open. */
export interface RoomMenu {
  readonly openInBrowser: () => void;
  readonly copyJoinAddress: () => void;
  readonly showDataFolder: () => void;
}

export interface MenuParts {
  readonly platform: NodeJS.Platform;
  readonly isPackaged: boolean;
  readonly words: ShellWords;
  readonly room: RoomMenu | undefined;
}

/** The menu, in our own words: Electron's are English whatever the system speaks. No reload or developer tools once packaged. */
export function menuTemplate({ platform, isPackaged, words, room }: MenuParts): MenuItemConstructorOptions[] {
  const line: MenuItemConstructorOptions = { type: 'separator' };
  const isMac = platform === 'darwin';
  const developing: MenuItemConstructorOptions[] = isPackaged
    ? []
    : [line, { role: 'reload', label: words.reload }, { role: 'toggleDevTools', label: words.devTools }];
  const roomMenu: MenuItemConstructorOptions[] = room
    ? [
        {
          label: words.room,
          submenu: [
            { label: words.openInBrowser, click: room.openInBrowser },
            { label: words.copyJoinAddress, click: room.copyJoinAddress },
            line,
            { label: words.showDataFolder, click: room.showDataFolder },
          ],
        },
      ]
    : [];
  return [
    isMac ? { role: 'appMenu' } : { label: words.file, submenu: [{ role: 'quit', label: words.quit }] },
    {
      label: words.edit,
      submenu: [
        { role: 'undo', label: words.undo },
        { role: 'redo', label: words.redo },
        line,
        { role: 'cut', label: words.cut },
        { role: 'copy', label: words.copy },
        { role: 'paste', label: words.paste },
        { role: 'selectAll', label: words.selectAll },
      ],
    },
    ...roomMenu,
    {
      label: words.view,
      submenu: [
        { role: 'resetZoom', label: words.actualSize },
        { role: 'zoomIn', label: words.zoomIn },
        { role: 'zoomOut', label: words.zoomOut },
        line,
        { role: 'togglefullscreen', label: words.fullScreen },
        ...developing,
      ],
    },
    {
      label: words.window,
      role: 'window',
      submenu: [
        { role: 'minimize', label: words.minimise },
        { role: 'close', label: words.close },
      ],
    },
    { label: words.help, role: 'help', submenu: [{ role: 'about', label: words.about }] },
  ];
}
