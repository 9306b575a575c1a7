import type { UndoLog } from './undo-log.ts';

/** Rows of one table as they are now, for as long as the table says something older. */
export interface BehindRows<Key, Row> {
  /** Undefined when the table is up to date with this row. */
  get(key: Key): Row | undefined;
  put(key: Key, row: Row): void;
  /** To be called by whoever writes the row itself. */
  drop(key: Key): void;
}

/**
 * State that the stored events tell again is not written for each of them but a little later, all at once, together
 * with the number of the last event it contains (ADR 5). Whatever events do not tell (a new alert, a response,
 * anything a person did) makes its commit a full one, so that what is on disk is at any time the exact state after one
 * event, followed by events that only repeat.
 */
export interface WriteBehind {
  /** Rows of one table; `write` stores one, inside the open transaction. */
  rows<Key, Row>(write: (row: Row) => void): BehindRows<Key, Row>;
  /** The last stored event; the state in memory contains it. */
  reached(event: number): void;
  /** The last event that the tables contain. */
  lastWritten(): number;
  /** The transaction that is open contains what events do not tell: its commit must be a full one. */
  demandFullCommit(): void;
  /** Writes everything, inside the open transaction. */
  write(): void;
  /** To be called last in every transaction. */
  beforeCommit(): void;
  /** Is it time? True when something waits and nothing came since the last call, when it has waited for long, or before it is much. */
  isDue(): boolean;
}

/** So many calls of `isDue` later what waits is written even while more comes. */
const MOST_TURNS = 10;
/**
 * So many rows, no fewer and no more, are written at once: waiting for more would hold everybody up for longer at the end. Fewer are
 * worth waiting for; where more come between two calls they are mostly the same rows again, and waiting spares writing them.
 */
const SOON = { from: 100, to: 500 };
/** Writing so many rows takes some milliseconds, which is as long as everybody else should wait for it. */
const MOST_ROWS = 2_000;

export interface WriteBehindParts {
  readonly undoLog: UndoLog;
  /** The last event there is, and the last that the tables contain. */
  readonly reached: number;
  readonly written: number;
  /** Stores that number, inside the open transaction. */
  writePosition(event: number): void;
}

export function createWriteBehind({ undoLog, reached, written, writePosition }: WriteBehindParts): WriteBehind {
  const tables: { size(): number; write(): void }[] = [];
  let position = { reached, written };
  let isFullCommit = false;
  let turns = 0;
  let lastSeen = reached;

  const size = (): number => tables.reduce((sum, table) => sum + table.size(), 0);
  const move = (next: typeof position): void => {
    const before = position;
    undoLog.note(() => {
      position = before;
    });
    position = next;
  };

  function write(): void {
    for (const table of tables) table.write();
    turns = 0;
    if (position.reached === position.written) return;
    writePosition(position.reached);
    move({ reached: position.reached, written: position.reached });
  }

  return {
    rows: <Key, Row>(writeRow: (row: Row) => void): BehindRows<Key, Row> => {
      let waiting = new Map<Key, Row>();
      const restore = (map: Map<Key, Row>, key: Key, before: Row | undefined): void => {
        if (before === undefined) map.delete(key);
        else map.set(key, before);
      };
      const note = (key: Key): void => {
        const map = waiting;
        const before = map.get(key);
        undoLog.note(() => restore(map, key, before));
      };
      tables.push({
        size: () => waiting.size,
        write: () => {
          if (waiting.size === 0) return;
          for (const row of waiting.values()) writeRow(row);
          const before = waiting;
          undoLog.note(() => {
            waiting = before;
          });
          waiting = new Map();
        },
      });
      return {
        get: (key) => waiting.get(key),
        put: (key, row) => {
          note(key);
          waiting.set(key, row);
        },
        drop: (key) => {
          if (!waiting.has(key)) return;
          note(key);
          waiting.delete(key);
        },
      };
    },
    reached: (event) => move({ ...position, reached: event }),
    lastWritten: () => position.written,
    demandFullCommit: () => {
      isFullCommit = true;
    },
    write,
    beforeCommit: () => {
      if (isFullCommit || size() >= MOST_ROWS) write();
      isFullCommit = false;
    },
    isDue: () => {
      if (position.reached === position.written) return false;
      const isQuiet = lastSeen === position.reached;
      lastSeen = position.reached;
      turns += 1;
      const rows = size();
      return isQuiet || turns >= MOST_TURNS || (rows >= SOON.from && rows <= SOON.to);
    },
  };
}
