import { describe, expect, it } from 'vitest';
import { createPersonVault } from '../../../src/main/app/person-vault.ts';
import type { Exam } from '../../../src/main/domain/records.ts';
import { createStore } from '../../../src/main/storage/create-store.ts';
import { openDatabase } from '../../../src/main/storage/open-database.ts';
import type { ExamId } from '../../../src/shared/model/ids.ts';
import { STANDARD_POLICY } from '../../../src/shared/model/policy.ts';
import { Question } from '../../../src/shared/model/question.ts';
import { tempDirs } from '../../support/temp-dir.ts';

const makeDir = tempDirs();
const id = 'exam' as ExamId;
const exam: Exam = {
  id,
  title: 'Tides',
  durationMinutes: 60,
  instructions: '',
  policy: STANDARD_POLICY,
  drawing: { shuffleQuestions: false, shuffleChoices: false, pools: [] },
  createdAt: 0,
};
const asked = (stem: string) =>
  Question.parse({ id: 'q', name: '', type: 'essay', stem, stemFormat: 'plain', stemHtml: '', points: 1 });

/** The revisions that can be gone back to after so many changes of a paper whose question is so long. */
function keptAfter(changes: number, length: number): number[] {
  const db = openDatabase(makeDir());
  const { exams } = createStore(db, createPersonVault(Buffer.alloc(32, 7))).store;
  exams.insert(exam, [asked('x'.repeat(length))]);
  // One transaction for all: the disk is not what is tried here.
  return db.transaction(() => {
    const revisions = Array.from({ length: changes }, () => {
      exams.keepPaper(id);
      return exams.raiseRevision(id) - 1;
    });
    return revisions.filter((revision) => exams.keptPaper(id, revision));
  })();
}

describe('the states of a paper', () => {
  it('EX2 are kept to be gone back to, and no more of them than 120', () => {
    expect(keptAfter(5, 10)).toEqual([1, 2, 3, 4, 5]);
    expect(keptAfter(123, 10)).toEqual(Array.from({ length: 120 }, (_, place) => place + 4));
  });

  it('EX2 do not fill the disk: of a large paper a few are kept, of a huge one the last', () => {
    expect(keptAfter(4, 6_000_000)).toEqual([3, 4]);
    expect(keptAfter(2, 17_000_000)).toEqual([2]);
  });
});
