import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createFakeClock } from '../support/fake-clock.ts';
import { type Staff, type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const HALF_AN_HOUR = 30 * 60_000;

const guess = (room: TestRoom) => room.anyone.refusal('auth_login', { username: 'typed-name-canary', password: 'not this one' });
/** Not the sign-ins of staff from the address of the test, which has been guessing. */
const fireAlerts = async ({ rest }: Staff) =>
  (await rest.call('alerts_list', { limit: 100 })).alerts.filter(({ type }) => type === 'brute_force');

function setting(dataDir: string, name: string, value?: string): string {
  const db = new Sqlite(join(dataDir, 'invigil.db'));
  try {
    if (value !== undefined) db.prepare('UPDATE settings SET value = ? WHERE name = ?').run(value, name);
    return db.prepare<[string], string>('SELECT value FROM settings WHERE name = ?').pluck().get(name) ?? '';
  } finally {
    db.close();
  }
}

/** The data dir as a crash at this moment would leave it. */
function crashImage(dataDir: string): string {
  const image = mkdtempSync(join(tmpdir(), 'invigil-crash-'));
  onTestFinished(() => rmSync(image, { recursive: true, force: true }));
  cpSync(dataDir, image, { recursive: true, filter: (path) => !/lock$/.test(path) });
  return image;
}

const triesIn = (dataDir: string): number => {
  const text = setting(dataDir, 'wall_memory');
  if (text === '') return 0;
  const { fire } = JSON.parse(text) as { fire: { sources: { tries: unknown[] }[] } };
  return fire.sources.reduce((sum, { tries }) => sum + tries.length, 0);
};

describe('a slow attack over a restart of the room', () => {
  it('W2 half of it, a crash, the other half: found, once, with nothing of a person kept meanwhile; after a stop nothing is told again', async () => {
    const clock = createFakeClock();
    const first = await startTestRoom({ clock });
    for (let time = 0; time < 4; time++) {
      clock.advance(HALF_AN_HOUR);
      expect((await guess(first)).code).toBe('credentials_invalid');
    }
    await vi.waitFor(() => expect(triesIn(first.dataDir)).toBe(4), { timeout: 15_000, interval: 100 });
    expect(setting(first.dataDir, 'wall_memory')).not.toMatch(/127\.0\.0\.1|canary/);
    const image = crashImage(first.dataDir);

    const second = await startTestRoom({ clock, dataDir: image });
    for (let time = 0; time < 4; time++) {
      const before = await fireAlerts(await second.signIn());
      expect(before, `before the guess ${time + 5}`).toEqual([]);
      clock.advance(HALF_AN_HOUR);
      await guess(second);
    }
    await second.stop();

    const third = await startTestRoom({ clock, dataDir: image });
    const staff = await third.signIn();
    const found = await fireAlerts(staff);
    expect(found).toMatchObject([{ type: 'brute_force', severity: 'medium', count: 1 }]);
    expect(found[0]?.reasons[0]).toMatch(/^8 wrong sign-ins, slowly, for 1 account within 4 h/);
    // One more of the same attack is not a new one.
    clock.advance(5 * 60_000);
    await guess(third);
    await third.stop();
    const fourth = await startTestRoom({ clock, dataDir: image });
    expect(await fireAlerts(await fourth.signIn())).toHaveLength(1);
  });

  it('W2 a memory that is broken is set aside and stops nothing', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    await guess(room);
    await room.stop();
    expect(triesIn(room.dataDir)).toBe(1);
    setting(room.dataDir, 'wall_memory', '{"version":1,');
    const next = await startTestRoom({ clock, dataDir: room.dataDir });
    await guess(next);
    await next.stop();
    expect(triesIn(room.dataDir)).toBe(1);
    expect(setting(room.dataDir, 'wall_memory_set_aside')).toBe('{"version":1,');
  });
});
