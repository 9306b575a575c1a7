import type { Migration } from '../migrate.ts';

/** What each day saw (OP1): a few numbers about nobody, so that a restart does not begin at nothing. */
export const dailyFigures: Migration = {
  version: 7,
  name: 'daily-figures',
  up: `
    CREATE TABLE daily_figures (
      date TEXT PRIMARY KEY,
      connections INTEGER NOT NULL,
      messages INTEGER NOT NULL,
      alerts INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
