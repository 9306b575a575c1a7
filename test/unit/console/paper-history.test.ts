import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  beginAt,
  changed,
  heldAgainst,
  redone,
  undone,
} from '../../../src/renderer/console/features/exams/writing/paper-history.ts';
import { undoStepOf } from '../../../src/renderer/console/features/exams/writing/undo-keys.ts';

describe('undo and redo of a paper', () => {
  it('EX2 leads through the very states that were made, whatever is undone, done again or changed', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('change', 'undo', 'redo'), { maxLength: 60 }), (steps) => {
        // What the room keeps: the content of every revision. Beside it the plain meaning of undo and redo.
        const contents = new Map([[1, 'start']]);
        const model = { past: [] as string[], now: 'start', future: [] as string[] };
        let history = beginAt(1);
        const save = (content: string): number => {
          contents.set(history.at + 1, content);
          return history.at + 1;
        };
        for (const [number, step] of steps.entries()) {
          const back = history.past.at(-1);
          const forth = history.future.at(-1);
          if (step === 'change') {
            history = changed(history, history.at, save(`change ${number}`));
            model.past.push(model.now);
            model.now = `change ${number}`;
            model.future = [];
          } else if (step === 'undo' && back !== undefined) {
            history = undone(history, save(contents.get(back) ?? 'lost'));
            model.future.push(model.now);
            model.now = model.past.pop() ?? 'nothing';
          } else if (step === 'redo' && forth !== undefined) {
            history = redone(history, save(contents.get(forth) ?? 'lost'));
            model.past.push(model.now);
            model.now = model.future.pop() ?? 'nothing';
          }
          expect(contents.get(history.at)).toBe(model.now);
          expect(history.past.map((to) => contents.get(to))).toEqual(model.past.slice(-50));
          expect(history.future.map((to) => contents.get(to))).toEqual(model.future);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('EX2 ends where somebody else has changed the paper', () => {
    const history = changed(changed(beginAt(4), 4, 5), 5, 6);
    expect(heldAgainst(history, 6)).toBe(history);
    // The page may still show an older state while ours is on its way.
    expect(heldAgainst(history, 5)).toBe(history);
    expect(heldAgainst(history, 7)).toEqual({ at: 7, past: [], future: [] });
    expect(changed(history, 8, 9)).toEqual({ at: 9, past: [8], future: [] });
  });

  it('EX2 knows its keys on every keyboard', () => {
    const press = (key: string, code: string, held: object) =>
      undoStepOf({ key, code, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held });
    expect(press('z', 'KeyZ', { ctrlKey: true })).toBe('undo');
    expect(press('Z', 'KeyZ', { metaKey: true, shiftKey: true })).toBe('redo');
    expect(press('y', 'KeyY', { ctrlKey: true })).toBe('redo');
    // Thai: the key writes another letter. German: Z and Y have changed places.
    expect(press('\u0e1c', 'KeyZ', { ctrlKey: true })).toBe('undo');
    expect(press('z', 'KeyY', { ctrlKey: true })).toBe('undo');
    expect(press('y', 'KeyZ', { ctrlKey: true })).toBe('redo');
    expect(press('z', 'KeyZ', {})).toBeUndefined();
    expect(press('z', 'KeyZ', { ctrlKey: true, altKey: true })).toBeUndefined();
  });
});
