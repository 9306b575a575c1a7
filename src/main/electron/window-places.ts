import type { BrowserWindow, Rectangle, Screen } from 'electron';
import type { Place, Places, ShellMemory } from './shell-memory.ts';

/** As much of a display as matters to a window. */
export interface Surface {
  readonly id: number;
  /** Without task bars and docks. */
  readonly workArea: Rectangle;
}

/** So much of a window has to be seen for it to be found and moved: about a title bar's piece. */
const VISIBLE = { width: 160, height: 60 };
const SAVE_AFTER_MS = 500;

/** Moves and shrinks a frame until it lies within an area. */
export function within(frame: Rectangle, area: Rectangle): Rectangle {
  const width = Math.min(frame.width, area.width);
  const height = Math.min(frame.height, area.height);
  const between = (value: number, low: number, high: number): number => Math.max(low, Math.min(value, high));
  return {
    x: between(frame.x, area.x, area.x + area.width - width),
    y: between(frame.y, area.y, area.y + area.height - height),
    width,
    height,
  };
}

/**
 * Where a window opens: where it stood on the display it was on last, if that is still there; else where it once stood on the
 * primary one; else in the middle of that. Always within what can be seen.
 */
export function choosePlace(
  remembered: Places | undefined,
  surfaces: readonly Surface[],
  primary: Surface,
  size: { readonly width: number; readonly height: number },
): Place {
  const surface = surfaces.find(({ id }) => String(id) === remembered?.last) ?? primary;
  const place = remembered?.displays[String(surface.id)];
  if (place) return { ...within(place, surface.workArea), isMaximized: place.isMaximized };
  const { x, y, width, height } = surface.workArea;
  const middle = { x: Math.round(x + (width - size.width) / 2), y: Math.round(y + (height - size.height) / 2), ...size };
  return { ...within(middle, surface.workArea), isMaximized: false };
}

/** Where a window has to move that nobody can reach any more, because its display went; nothing if it can be reached. */
export function rescue(frame: Rectangle, surfaces: readonly Surface[], primary: Surface): Rectangle | undefined {
  const isSeen = surfaces.some(({ workArea: area }) => {
    const width = Math.min(frame.x + frame.width, area.x + area.width) - Math.max(frame.x, area.x);
    // Its upper edge counts: that is what a window is moved by.
    const height = Math.min(frame.y + VISIBLE.height, area.y + area.height) - Math.max(frame.y, area.y);
    return width >= Math.min(VISIBLE.width, frame.width) && height >= VISIBLE.height / 2;
  });
  return isSeen ? undefined : within(frame, primary.workArea);
}

type PlacedWindow = Pick<
  BrowserWindow,
  'on' | 'once' | 'getNormalBounds' | 'getBounds' | 'setBounds' | 'isMaximized' | 'isMinimized' | 'isFullScreen' | 'isDestroyed'
>;

export interface PlaceParts {
  readonly memory: ShellMemory;
  readonly screen: Pick<Screen, 'on' | 'removeListener' | 'getAllDisplays' | 'getPrimaryDisplay' | 'getDisplayMatching'>;
}

/** Remembers where windows of a kind stand, and brings back those whose display went. */
export function createPlaces({ memory, screen }: PlaceParts) {
  return {
    /** Where the next window of this kind opens. */
    choose: (kind: string, size: { readonly width: number; readonly height: number }): Place =>
      choosePlace(memory.get().places[kind], screen.getAllDisplays(), screen.getPrimaryDisplay(), size),

    /** Follows a window until it is closed. */
    follow: (kind: string, window: PlacedWindow): void => {
      let saving: NodeJS.Timeout | undefined;
      const save = (): void => {
        clearTimeout(saving);
        if (window.isDestroyed() || window.isFullScreen() || window.isMinimized()) return;
        const display = String(screen.getDisplayMatching(window.getBounds()).id);
        const { places } = memory.get();
        const { x, y, width, height } = window.getNormalBounds();
        const place: Place = { x, y, width, height, isMaximized: window.isMaximized() };
        memory.change({
          places: { ...places, [kind]: { last: display, displays: { ...places[kind]?.displays, [display]: place } } },
        });
      };
      const saveSoon = (): void => {
        clearTimeout(saving);
        saving = setTimeout(save, SAVE_AFTER_MS);
      };
      window.on('resize', saveSoon);
      window.on('move', saveSoon);
      window.on('maximize', saveSoon);
      window.on('unmaximize', saveSoon);
      window.on('close', save);

      const bringBack = (): void => {
        const frame = window.isDestroyed()
          ? undefined
          : rescue(window.getBounds(), screen.getAllDisplays(), screen.getPrimaryDisplay());
        if (frame) window.setBounds(frame);
      };
      screen.on('display-removed', bringBack);
      screen.on('display-metrics-changed', bringBack);
      window.once('closed', () => {
        clearTimeout(saving);
        screen.removeListener('display-removed', bringBack);
        screen.removeListener('display-metrics-changed', bringBack);
      });
    },
  };
}

export type WindowPlaces = ReturnType<typeof createPlaces>;
