import type { Database } from 'better-sqlite3';
import type { AlertId, UserId } from '../../../shared/model/ids.ts';
import type { AlertRepo } from '../../domain/store.ts';
import type { SealedText } from '../sealed-text.ts';

interface Row {
  at: number;
  by_user: string;
  action: string;
  text_sealed: Buffer | null;
}

/** Who did what with alerts. What they wrote is sealed: about the candidate if the alert is about one, and else its author's own affair. */
export function createAlertNotes(
  db: Database,
  texts: SealedText,
  candidateOf: (alertId: AlertId) => UserId | undefined,
): Pick<AlertRepo, 'addNote' | 'notes'> {
  const insert = db.prepare('INSERT INTO alert_notes (alert_id, at, by_user, action, text_sealed) VALUES (?, ?, ?, ?, ?)');
  const ofAlert = db.prepare<[string], Row>(
    'SELECT at, by_user, action, text_sealed FROM alert_notes WHERE alert_id = ? ORDER BY number',
  );
  return {
    addNote: (alertId, at, by, action, text) =>
      void insert.run(alertId, at, by, action, texts.seal(candidateOf(alertId) ?? by, text)),
    notes: (alertId) => {
      const about = candidateOf(alertId);
      return ofAlert.all(alertId).map((row) => {
        const by = row.by_user as UserId;
        return { at: row.at, by, action: row.action, text: texts.open(about ?? by, row.text_sealed) };
      });
    },
  };
}
