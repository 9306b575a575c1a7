import type { Migration } from '../migrate.ts';

/** Answers kept apart are asked for with every result; few saves are, so the index holds them alone. */
export const heldAnswers: Migration = {
  version: 2,
  name: 'held-answers',
  up: `
    CREATE INDEX answer_saves_held ON answer_saves (attempt_id, question_id, revision) WHERE held IS NOT NULL;
  `,
};
