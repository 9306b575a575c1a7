import type { Database } from 'better-sqlite3';
import type { PersonVault } from '../domain/ports.ts';
import type { Store } from '../domain/store.ts';
import { createAcceptedCommandRepo } from './repos/accepted-commands.ts';
import { createAlertRepo } from './repos/alerts.ts';
import { createAnswerRepo } from './repos/answers.ts';
import { createAttemptRepo } from './repos/attempts.ts';
import { createAuditRepo } from './repos/audit.ts';
import { createExamRepo } from './repos/exams.ts';
import { createNotificationRepo } from './repos/notifications.ts';
import { createPersonRepo } from './repos/persons.ts';
import { createResponseRepo } from './repos/responses.ts';
import { createRosterRepo } from './repos/roster.ts';
import { createSecurityEventRepo } from './repos/security-events.ts';
import { createSessionRepo } from './repos/sessions.ts';
import { createSettingRepo } from './repos/settings.ts';
import { createSittingRepo } from './repos/sittings.ts';
import { createUserRepo } from './repos/users.ts';
import type { RowCaches } from './row-cache.ts';
import { createSealedText } from './sealed-text.ts';

/** The domain's store over one open database; every statement is prepared once, here. */
export function createStore(db: Database, vault: PersonVault, caches: RowCaches): Store {
  const persons = createPersonRepo(db, vault);
  const texts = createSealedText(db, persons);
  return {
    users: createUserRepo(db, caches),
    persons,
    sessions: createSessionRepo(db, persons, texts, caches),
    exams: createExamRepo(db, caches),
    roster: createRosterRepo(db),
    sittings: createSittingRepo(db, caches),
    attempts: createAttemptRepo(db, texts, caches),
    answers: createAnswerRepo(db),
    events: createSecurityEventRepo(db, caches),
    alerts: createAlertRepo(db, texts, caches),
    responses: createResponseRepo(db, texts),
    audit: createAuditRepo(db),
    accepted: createAcceptedCommandRepo(db),
    settings: createSettingRepo(db),
    notifications: createNotificationRepo(db, texts),
  };
}
