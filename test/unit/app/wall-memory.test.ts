import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createKeptWalls } from '../../../src/main/app/wall-memory.ts';
import type { Logger } from '../../../src/main/domain/logger-port.ts';
import { createWalls } from '../../../src/main/domain/walls/walls.ts';

const NOW = Date.UTC(2026, 10, 20, 8);
const wrong = (at = NOW) => ({
  ...({ kind: 'login', door: 'console', outcome: 'wrong_secret', ip: '203.0.113.9', user: 'ada', at } as const),
});

function kept(stored?: string) {
  const settings = new Map<string, string>(stored === undefined ? [] : [['wall_memory', stored]]);
  const warned: unknown[] = [];
  const failed: unknown[] = [];
  let writes = 0;
  let isFull = false;
  const walls = createWalls();
  const memory = createKeptWalls({
    settings: { get: (name) => settings.get(name), set: (name, value) => void settings.set(name, value) },
    clock: { now: () => NOW },
    logger: { warn: (facts: unknown) => warned.push(facts), error: (facts: unknown) => failed.push(facts) } as unknown as Logger,
    run: async (work) => {
      if (isFull) throw new Error('the disk is full');
      writes += 1;
      work();
    },
  });
  return {
    ...{ memory, walls, settings, warned, failed },
    writes: () => writes,
    fill: (full: boolean) => {
      isFull = full;
    },
  };
}

describe('what the walls remember, kept', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('W2 is written every two seconds where it changed, once more at the end, and not after', () => {
    const { memory, walls, settings, writes } = kept();
    memory.keep(walls);
    expect(writes()).toBe(0);
    vi.advanceTimersByTime(2_000);
    vi.advanceTimersByTime(20_000);
    expect(writes(), 'nothing new is not written again').toBe(1);
    walls.see(wrong());
    vi.advanceTimersByTime(2_000);
    expect(writes()).toBe(2);
    walls.see(wrong(NOW + 1));
    memory.flush();
    expect(writes()).toBe(3);
    walls.see(wrong(NOW + 2));
    vi.advanceTimersByTime(20_000);
    memory.flush();
    expect(writes()).toBe(3);

    const next = kept(settings.get('wall_memory'));
    next.memory.recall(next.walls);
    expect(next.walls.remember(NOW).fire.sources[0]?.tries).toHaveLength(2);
    next.memory.keep(next.walls);
    vi.advanceTimersByTime(2_000);
    expect(next.writes(), 'what was read is not written again').toBe(0);
    next.memory.flush();
  });

  it('W2 in a great attack it is written less often, the less the more there is', () => {
    const { memory, walls, settings, writes } = kept();
    for (let one = 0; one < 300 * 24; one++)
      walls.see({ ...wrong(NOW - one), ip: `10.${(one % 300) >> 8}.${one & 255}.9`, user: `somebody-${one}` });
    memory.keep(walls);
    vi.advanceTimersByTime(2_000);
    expect(writes()).toBe(1);
    const turns = Math.floor((settings.get('wall_memory') ?? '').length / 200_000);
    expect(turns).toBeGreaterThan(0);
    walls.see(wrong());
    vi.advanceTimersByTime(2_000 * turns);
    expect(writes()).toBe(1);
    vi.advanceTimersByTime(2_000);
    expect(writes()).toBe(2);
    memory.flush();
  });

  it('W2 what a full disk refused is written as soon as there is room', async () => {
    const { memory, walls, writes, fill, failed } = kept();
    memory.keep(walls);
    fill(true);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(failed).toHaveLength(1);
    fill(false);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(writes()).toBe(1);
    memory.flush();
  });

  const good = JSON.stringify(createWalls().remember(NOW));
  const many = JSON.stringify({ ...JSON.parse(good), air: { sources: Array(201).fill({ name: 'x', buckets: [] }) } });
  for (const [name, text, reason] of [
    ['is cut off', good.slice(0, -9), /no JSON/],
    ['is of another version', good.replace('"version":1', '"version":2'), /^version: /],
    ['holds a number that is none', good.replace('"usual":0', '"usual":1e400'), /^water\.usual: /],
    ['holds more than there may be', many, /^air\.sources: /],
    ['is far too long', `"${'x'.repeat(8 * 1_048_576)}"`, /longer than/],
  ] as const)
    it(`W2 a memory that ${name} is set aside in words, and the walls begin anew`, () => {
      const { memory, walls, settings, warned } = kept(text);
      memory.recall(walls);
      expect(warned).toMatchObject([{ reason: expect.stringMatching(reason) }]);
      expect(settings.get('wall_memory')).toBe('');
      expect(settings.get('wall_memory_set_aside')).toBe(text.slice(0, 65_536));
      expect(walls.remember(NOW)).toEqual(createWalls().remember(NOW));
      // The start after that has nothing to say.
      memory.recall(walls);
      expect(warned).toHaveLength(1);
    });
});
