import { afterEach, describe, expect, it, vi } from 'vitest';

const freshPage = async () => {
  vi.resetModules();
  return (await import('../../../src/renderer/link/stored-seat.ts')).deviceId;
};
const storage = (refuses = false) => {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (refuses) throw new Error('storage is refused');
      kept.set(key, value);
    },
  };
};

describe('EX6 the name of a device', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('EX6 is random, long enough to be believed, and the same at every visit', async () => {
    vi.stubGlobal('localStorage', storage());
    const first = (await freshPage())();
    expect(first.length).toBeGreaterThanOrEqual(32);
    expect((await freshPage())()).toBe(first);
    vi.stubGlobal('localStorage', storage());
    expect((await freshPage())()).not.toBe(first);
  });

  it('EX6 lasts as long as the page where the browser keeps nothing, so that a second try is known', async () => {
    vi.stubGlobal('localStorage', storage(true));
    const deviceId = await freshPage();
    expect(deviceId()).toBe(deviceId());
  });
});
