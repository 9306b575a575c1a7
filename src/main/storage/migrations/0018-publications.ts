import type { Migration } from '../migrate.ts';

/**
 * What a publication rests on stays with it: the pass mark, which may be another one for the next sitting of the exam, and the answers
 * kept apart that were left out. Earlier publications keep the pass mark their exam had when this was introduced (50 where nobody ever
 * set rules: what applied without any).
 */
export const publications: Migration = {
  version: 18,
  name: 'publications',
  up: `
    ALTER TABLE publications ADD COLUMN pass_percent REAL;
    ALTER TABLE publications ADD COLUMN waived_held INTEGER NOT NULL DEFAULT 0;
    UPDATE publications SET pass_percent = (
      SELECT CASE WHEN rules.exam_id IS NULL THEN 50 ELSE json_extract(rules.body, '$.passPercent') END
      FROM sittings LEFT JOIN grading_rules AS rules ON rules.exam_id = sittings.exam_id
      WHERE sittings.id = publications.sitting_id
    );
  `,
};
