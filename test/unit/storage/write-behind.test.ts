import { describe, expect, it } from 'vitest';
import { createUndoLog } from '../../../src/main/storage/undo-log.ts';
import { createWriteBehind } from '../../../src/main/storage/write-behind.ts';

function open() {
  const undoLog = createUndoLog();
  const written: unknown[] = [];
  const behind = createWriteBehind({ undoLog, reached: 0, written: 0, writePosition: (event) => void written.push(event) });
  const rows = behind.rows<string, string>((row) => void written.push(row));
  return { undoLog, written, behind, rows };
}

describe('EV2 writing behind', () => {
  it('EV2 writes each row once, as it is last, and then up to which event', () => {
    const { written, behind, rows } = open();
    for (const [event, row] of [
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
    ] as const) {
      rows.put('x', row);
      behind.reached(event);
      behind.beforeCommit();
    }
    expect(written).toEqual([]);
    behind.write();
    expect(written).toEqual(['c', 3]);
    expect([rows.get('x'), behind.lastWritten()]).toEqual([undefined, 3]);
    behind.write();
    expect(written).toHaveLength(2);
  });

  it('EV2 what events do not tell makes one commit a full one, and only that', () => {
    const { written, behind, rows } = open();
    rows.put('x', 'a');
    behind.reached(1);
    behind.demandFullCommit();
    behind.beforeCommit();
    expect(written).toEqual(['a', 1]);
    rows.put('x', 'b');
    behind.reached(2);
    behind.beforeCommit();
    expect(written).toEqual(['a', 1]);
  });

  it('EV2 a rolled back command or transaction takes the memory back, written or not', () => {
    const { undoLog, behind, rows } = open();
    rows.put('x', 'a');
    behind.reached(1);
    undoLog.settle();
    rows.put('x', 'b');
    rows.put('x', 'twice');
    rows.put('y', 'new');
    behind.reached(2);
    behind.write();
    rows.put('x', 'c');
    undoLog.undoTo(0);
    expect([rows.get('x'), rows.get('y'), behind.lastWritten()]).toEqual(['a', undefined, 0]);
    rows.drop('x');
    undoLog.undoTo(0);
    expect(rows.get('x')).toBe('a');
  });

  it('EV2 is due when it is quiet, at the latest at the tenth time of asking, and at once when it would take long', () => {
    const { written, behind, rows } = open();
    expect(behind.isDue()).toBe(false);
    let event = 0;
    const asked = Array.from({ length: 10 }, () => {
      behind.reached(++event);
      return behind.isDue();
    });
    expect(asked).toEqual([...new Array<boolean>(9).fill(false), true]);
    behind.write();
    behind.reached(++event);
    expect([behind.isDue(), behind.isDue()]).toEqual([false, true]);
    written.length = 0;
    for (let n = 0; n < 2_000; n++) rows.put(`row ${n}`, 'r');
    behind.beforeCommit();
    expect(written).toHaveLength(2_001);
  });

  it('EV2 R15 is due while it is not yet much, but more than a few; when much has come at once it waits for the rest', () => {
    const { behind, rows } = open();
    let event = 0;
    const isDueWith = (count: number): boolean => {
      behind.write();
      for (let n = 0; n < count; n++) rows.put(`row ${n}`, 'r');
      behind.reached(++event);
      return behind.isDue();
    };
    expect([99, 100, 500, 501].map(isDueWith)).toEqual([false, true, true, false]);
  });
});
