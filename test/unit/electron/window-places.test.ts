import { EventEmitter } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openShellMemory } from '../../../src/main/electron/shell-memory.ts';
import { choosePlace, createPlaces, rescue, type Surface, within } from '../../../src/main/electron/window-places.ts';

const LAPTOP: Surface = { id: 1, workArea: { x: 0, y: 25, width: 1440, height: 875 } };
const BEAMER: Surface = { id: 2, workArea: { x: 1440, y: 0, width: 1920, height: 1080 } };
const SIZE = { width: 1000, height: 700 };

describe('choosePlace', () => {
  it('UI1 opens in the middle of the primary display the first time', () => {
    expect(choosePlace(undefined, [LAPTOP, BEAMER], LAPTOP, SIZE)).toEqual({ x: 220, y: 113, ...SIZE, isMaximized: false });
  });

  const remembered = {
    last: '2',
    displays: {
      '1': { x: 30, y: 40, ...SIZE, isMaximized: false },
      '2': { x: 1500, y: 100, ...SIZE, isMaximized: true },
    },
  };

  it('UI1 opens where it stood last, on that display', () => {
    expect(choosePlace(remembered, [LAPTOP, BEAMER], LAPTOP, SIZE)).toEqual({ x: 1500, y: 100, ...SIZE, isMaximized: true });
  });

  it('UI1 opens where it once stood on the display that is left, and comes back with the other', () => {
    expect(choosePlace(remembered, [LAPTOP], LAPTOP, SIZE)).toEqual({ x: 30, y: 40, ...SIZE, isMaximized: false });
    expect(choosePlace(remembered, [LAPTOP, BEAMER], LAPTOP, SIZE)).toMatchObject({ x: 1500 });
  });

  it('UI1 opens where it can be seen, whatever was remembered and however displays lie', () => {
    const area = fc.record({
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
      width: fc.integer({ min: 320, max: 8000 }),
      height: fc.integer({ min: 240, max: 5000 }),
    });
    fc.assert(
      fc.property(area, area, area, (first, second, frame) => {
        const surfaces = [
          { id: 1, workArea: first },
          { id: 2, workArea: second },
        ] as const;
        const place = { ...frame, isMaximized: false };
        const places = { last: '2', displays: { '1': place, '2': place } };
        const chosen = choosePlace(places, surfaces, surfaces[0], SIZE);
        expect(within(chosen, second)).toEqual({ x: chosen.x, y: chosen.y, width: chosen.width, height: chosen.height });
      }),
    );
  });
});

describe('rescue', () => {
  it.each([
    [{ x: 1500, y: 100, ...SIZE }, [LAPTOP, BEAMER], undefined],
    [{ x: 1500, y: 100, ...SIZE }, [LAPTOP], { x: 440, y: 100, ...SIZE }],
    [{ x: 100, y: 900, ...SIZE }, [LAPTOP], { x: 100, y: 200, ...SIZE }],
    [{ x: 1400, y: 100, ...SIZE }, [LAPTOP], { x: 440, y: 100, ...SIZE }],
    [{ x: 1200, y: 100, ...SIZE }, [LAPTOP], undefined],
  ])('UI1 moves %j only when nobody can reach it', (frame, surfaces, expected) => {
    expect(rescue(frame, surfaces, LAPTOP)).toEqual(expected);
  });
});

describe('the places of windows', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'invigil-places-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function placed(surfaces: Surface[]) {
    const reported: string[] = [];
    const memory = openShellMemory(join(folder, 'shell', 'windows.json'), (what) => reported.push(what));
    const screen = Object.assign(new EventEmitter(), {
      getAllDisplays: () => surfaces,
      getPrimaryDisplay: () => LAPTOP,
      getDisplayMatching: ({ x }: { x: number }) => (x >= 1440 ? BEAMER : LAPTOP),
    });
    const places = createPlaces({ memory, screen } as unknown as Parameters<typeof createPlaces>[0]);
    let bounds = { x: 1500, y: 100, ...SIZE };
    let isMaximized = false;
    const window = Object.assign(new EventEmitter(), {
      getNormalBounds: () => bounds,
      getBounds: () => bounds,
      setBounds: (given: typeof bounds) => {
        bounds = given;
      },
      isMaximized: () => isMaximized,
      isMinimized: () => false,
      isFullScreen: () => false,
      isDestroyed: () => false,
    });
    places.follow('console', window as unknown as Parameters<typeof places.follow>[1]);
    return {
      places,
      memory,
      screen,
      window,
      reported,
      bounds: () => bounds,
      maximise: () => {
        isMaximized = true;
      },
    };
  }

  it('UI1 are kept when the window closes, and found by the next start', () => {
    const first = placed([LAPTOP, BEAMER]);
    first.maximise();
    first.window.emit('close');
    const second = placed([LAPTOP, BEAMER]);
    expect(second.places.choose('console', SIZE)).toEqual({ x: 1500, y: 100, ...SIZE, isMaximized: true });
    expect(second.places.choose('guest', SIZE)).toMatchObject({ x: 220 });
    expect(statSync(join(folder, 'shell/windows.json')).mode & 0o077).toBe(0);
  });

  it('UI1 come back to what can be seen when their display goes, and are not followed once closed', () => {
    const surfaces = [LAPTOP, BEAMER];
    const { screen, bounds, window } = placed(surfaces);
    screen.emit('display-metrics-changed');
    expect(bounds().x).toBe(1500);
    surfaces.pop();
    screen.emit('display-removed');
    expect(bounds()).toEqual({ x: 440, y: 100, ...SIZE });
    window.emit('closed');
    expect([screen.listenerCount('display-removed'), screen.listenerCount('display-metrics-changed')]).toEqual([0, 0]);
  });

  it.each(['', '{', '[]', '{"places":{"console":{"last":"1","displays":{"1":{"x":"far"}}}}}', '{"language":"xx"}'])(
    'UI1 begin anew from a file that says %j',
    (content) => {
      writeFileSync(join(folder, 'windows.json'), content);
      const memory = openShellMemory(join(folder, 'windows.json'), () => undefined);
      expect(memory.get()).toEqual({ places: {} });
      memory.change({ language: 'th' });
      expect(JSON.parse(readFileSync(join(folder, 'windows.json'), 'utf8'))).toEqual({ places: {}, language: 'th' });
    },
  );

  it('UI1 that cannot be written are reported, and nothing else happens', () => {
    writeFileSync(join(folder, 'file'), '');
    const reported: string[] = [];
    const memory = openShellMemory(join(folder, 'file', 'windows.json'), (what) => reported.push(what));
    memory.change({ language: 'en' });
    expect([memory.get().language, reported]).toEqual(['en', ['the places of the windows could not be kept']]);
  });
});
