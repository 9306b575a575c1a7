import type { Database } from 'better-sqlite3';
import type { CourseEntry, CourseRepo, PlacedEntry } from '../../domain/course/course-store.ts';
import { json } from '../columns.ts';

interface Row {
  place: number;
  at: number;
  body: string;
}

/** Between two numbers of events there is room for a quarter of a million entries on either side of the middle. */
const STEP = 1 / 524_288;
/** What is noted before an event that is stored already stands in the second half of the way to it. */
const HALF = 0.5;

export function createCourseRepo(db: Database): CourseRepo {
  const insert = db.prepare('INSERT INTO course (place, at, kind, body) VALUES (?, ?, ?, ?)');
  const lastEvent = db.prepare<[], number>('SELECT coalesce(max(number), 0) FROM security_events').pluck();
  const lastIn = db
    .prepare<[number, number], number | null>('SELECT max(place) FROM course WHERE place >= ? AND place < ?')
    .pluck();
  const has = db.prepare<[number], number>('SELECT 1 FROM course WHERE place = ?').pluck();
  const from = db.prepare<[number, string], Row>(
    `SELECT place, at, body FROM course
     WHERE at >= ? AND kind IN (SELECT value FROM json_each(?)) ORDER BY at, place`,
  );
  const fromAll = db.prepare<[number], Row>('SELECT place, at, body FROM course WHERE at >= ? ORDER BY at, place');
  const first = db.prepare<[], number | null>('SELECT min(at) FROM course').pluck();
  const count = db.prepare<[], number>('SELECT count(*) FROM course').pluck();
  const toEntry = ({ place, at, body }: Row): PlacedEntry => ({ ...json<CourseEntry>(body), place, at });
  return {
    note: (at, entry, before) => {
      const begin = before === undefined ? (lastEvent.get() ?? 0) : before - HALF;
      const place = (lastIn.get(begin, begin + HALF) ?? begin) + STEP;
      insert.run(place, at, entry.kind, JSON.stringify(entry));
      return place;
    },
    stands: (place) => has.get(place) !== undefined,
    from: (at, kinds) => (kinds ? from.all(at, JSON.stringify(kinds)) : fromAll.all(at)).map(toEntry),
    count: () => count.get() ?? 0,
    since: () => first.get() ?? undefined,
  };
}
