import { describe, expect, it } from 'vitest';
import { createChores } from '../../../src/main/app/chores.ts';
import type { Work } from '../../../src/main/domain/work.ts';

function start() {
  const done: string[] = [];
  const logged: unknown[] = [];
  const alerts: string[] = [];
  const time = { now: 0 };
  let failures = 0;
  let canSave = true;
  const fillDisk = () => {
    canSave = false;
  };
  const store = {
    alerts: {
      insert: (alert: { message: string }) => {
        alerts.push(alert.message);
        return { ...alert, reasons: [], data: {} };
      },
      lastOfGroup: () => undefined,
    },
    escalations: { get: () => ({ steps: [] }) },
  };
  const work = { now: 0, ids: { nextInOrder: () => 'alert' }, store, emit: () => {} } as unknown as Work;
  const doChore = createChores({
    run: async (chore) => chore(work),
    canSave: () => canSave,
    logger: { error: (fields: Record<string, unknown>) => void logged.push(fields.before) } as never,
    now: () => time.now,
    onFailure: () => failures++,
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const fine = (name: string) => doChore(name, () => void done.push(name));
  const broken = (name: string, error: Error) =>
    doChore(name, () => {
      throw error;
    });
  return { done, logged, alerts, time, settle, fine, broken, fillDisk, failures: () => failures };
}

describe('EX9 what the room does by itself', () => {
  it('EX9 one chore that fails keeps none of the others from being done', async () => {
    const { done, settle, fine, broken, failures } = start();
    fine('first');
    broken('second', new Error('a bug'));
    fine('third');
    await settle();
    expect(done).toEqual(['first', 'third']);
    expect(failures()).toBe(1);
  });

  it('EX9 what fails several times a second is told at once, then once a minute with its number', async () => {
    const { logged, time, settle, broken } = start();
    for (let times = 0; times < 121; times++) {
      broken('closing', new Error('a bug'));
      await settle();
      time.now += 500;
    }
    expect(logged.filter((before) => before !== undefined)).toEqual([0, 119]);
  });

  it('R11 a store that cannot be written is no bug staff could look for', async () => {
    const { logged, alerts, settle, broken } = start();
    broken('closing', Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }));
    await settle();
    expect([logged, alerts]).toEqual([[0], []]);
  });

  it('EX9 a chore that trips over one malformed row is told to staff: the store itself takes what others write', async () => {
    const { alerts, settle, broken } = start();
    broken('closing', Object.assign(new Error('malformed JSON'), { code: 'SQLITE_ERROR' }));
    await settle();
    expect(alerts).toHaveLength(1);
  });

  it('R11 no chore waits for a store that takes nothing', async () => {
    const { done, settle, fine, fillDisk } = start();
    fine('before');
    fillDisk();
    fine('meanwhile');
    await settle();
    expect(done).toEqual(['before']);
  });
});
