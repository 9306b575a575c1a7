import type { Migration } from '../migrate.ts';

/**
 * To whom a notification goes that was sent to many, in one row, until it stands with each of them (ADR 5). `keep`: what each keeps at
 * most. Empty but for a moment.
 */
export const audiences: Migration = {
  version: 19,
  name: 'audiences',
  up: `
    CREATE TABLE notification_audiences (
      number INTEGER PRIMARY KEY REFERENCES notifications(number),
      recipients TEXT NOT NULL,
      keep INTEGER NOT NULL
    ) STRICT;
  `,
};
