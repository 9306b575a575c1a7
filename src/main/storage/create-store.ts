import type { Database } from 'better-sqlite3';
import type { PersonVault } from '../domain/ports.ts';
import type { Store } from '../domain/store.ts';
import { createEventIds } from './event-ids.ts';
import { createAcceptedCommandRepo } from './repos/accepted-commands.ts';
import { createAlertRepo } from './repos/alerts.ts';
import { createAnswerTimesRepo } from './repos/answer-times.ts';
import { createAnswerRepo } from './repos/answers.ts';
import { createApiKeyRepo } from './repos/api-keys.ts';
import { createAttemptRepo } from './repos/attempts.ts';
import { createAudiences } from './repos/audiences.ts';
import { createAuditRepo } from './repos/audit.ts';
import { createBurstRepo } from './repos/bursts.ts';
import { createChainRepo, createClockRepo, createDepartureRepo } from './repos/chains.ts';
import { createCourseRepo } from './repos/course.ts';
import { createDailyFigureRepo } from './repos/daily-figures.ts';
import { createEscalationRepo } from './repos/escalations.ts';
import { createEvidenceRepo } from './repos/evidence.ts';
import { createExamRepo } from './repos/exams.ts';
import { createGradingRepo } from './repos/grading.ts';
import { createMediaRepo } from './repos/media.ts';
import { createMessageRepo } from './repos/messages.ts';
import { createNotificationRepo } from './repos/notifications.ts';
import { createPaperRepo } from './repos/papers.ts';
import { createPersonRepo } from './repos/persons.ts';
import { createRecoveryRepo } from './repos/recovery.ts';
import { createResponseRepo } from './repos/responses.ts';
import { createRosterRepo } from './repos/roster.ts';
import { createRuleRepo } from './repos/rules.ts';
import { createSecondFactorRepo } from './repos/second-factors.ts';
import { createSecurityEventRepo } from './repos/security-events.ts';
import { createServiceEventRepo } from './repos/service-events.ts';
import { createSessionRepo } from './repos/sessions.ts';
import { createSettingRepo } from './repos/settings.ts';
import { createCreditRepo, createEntranceRepo, createPlanRepo } from './repos/sitting-plans.ts';
import { createSittingRepo } from './repos/sittings.ts';
import { createToolContentRepo } from './repos/tool-contents.ts';
import { createToolRepo } from './repos/tools.ts';
import { createUserRepo } from './repos/users.ts';
import { createRowCaches } from './row-cache.ts';
import { createSealedText } from './sealed-text.ts';
import { createUndoLog, type UndoLog } from './undo-log.ts';
import { createWriteBehind } from './write-behind.ts';

/** Settings: the last event that the rows of attempts and alerts contain; the last whose id stands in `event_ids`. */
const EVENTS_COUNTED = 'events_counted';
const EVENT_IDS_WRITTEN = 'event_ids_written';

/** The store, and what its transactions need. */
export interface OpenStore {
  readonly store: Store;
  readonly undoLog: UndoLog;
  /** The last thing in every transaction. */
  beforeCommit(): void;
  /** Writes what is kept in memory, and what was put off, inside the open transaction. */
  writeBehind(): void;
  /** Asked every now and then: has something waited long enough to be written? */
  isWriteDue(): boolean;
  /** Writes what only saves the next start some time, inside the open transaction. */
  writeForStop(): void;
}

/** The domain's store over one open database; every statement is prepared once, here. */
export function createStore(db: Database, vault: PersonVault): OpenStore {
  const undoLog = createUndoLog();
  const caches = createRowCaches(undoLog);
  const settings = createSettingRepo(db);
  const lastEvent = db.prepare<[], number>('SELECT coalesce(max(number), 0) FROM security_events').pluck().get() ?? 0;
  // Events that were deleted since took their numbers with them.
  const position = (name: string): number => Math.min(Number(settings.get(name) ?? 0), lastEvent);
  const ids = createEventIds(db, {
    undoLog,
    written: position(EVENT_IDS_WRITTEN),
    writePosition: (event) => settings.set(EVENT_IDS_WRITTEN, String(event)),
  });
  const behind = createWriteBehind({
    undoLog,
    reached: lastEvent,
    written: position(EVENTS_COUNTED),
    writePosition: (event) => settings.set(EVENTS_COUNTED, String(event)),
  });
  const persons = createPersonRepo(db, vault, caches);
  const texts = createSealedText(db, persons);
  const audiences = createAudiences(db, undoLog);
  return {
    store: {
      users: createUserRepo(db, caches),
      persons,
      sessions: createSessionRepo(db, persons, texts, caches),
      exams: createExamRepo(db, caches, behind),
      roster: createRosterRepo(db, texts, caches),
      sittings: createSittingRepo(db, caches),
      attempts: createAttemptRepo(db, { texts, caches, behind }),
      answers: createAnswerRepo(db),
      events: createSecurityEventRepo(db, { ids, caches, behind, undoLog }),
      alerts: createAlertRepo(db, { texts, caches, behind, undoLog }),
      responses: createResponseRepo(db, texts),
      audit: createAuditRepo(db, caches),
      accepted: createAcceptedCommandRepo(db),
      settings,
      tools: createToolRepo(db, texts),
      toolContents: createToolContentRepo(db),
      recovery: createRecoveryRepo(db, persons, texts),
      messages: createMessageRepo(db, texts, ids),
      secondFactors: createSecondFactorRepo(db, persons),
      apiKeys: createApiKeyRepo(db),
      serviceEvents: createServiceEventRepo(db, caches),
      notifications: createNotificationRepo(db, texts, audiences),
      days: createDailyFigureRepo(db),
      rules: createRuleRepo(db, caches, behind),
      escalations: createEscalationRepo(db),
      chains: createChainRepo(caches),
      departures: createDepartureRepo(caches),
      clocks: createClockRepo(caches),
      answerTimes: createAnswerTimesRepo(),
      bursts: createBurstRepo({ settings, caches, behind }),
      evidence: createEvidenceRepo(db, texts),
      course: createCourseRepo(db),
      papers: createPaperRepo(db, caches),
      media: createMediaRepo(db),
      grading: createGradingRepo(db, texts, caches),
      plans: createPlanRepo(db),
      entrances: createEntranceRepo(db),
      credits: createCreditRepo(db, texts),
    },
    undoLog,
    beforeCommit: () => {
      behind.beforeCommit();
      ids.writeSome();
    },
    writeBehind: () => {
      behind.write();
      audiences.settle();
    },
    isWriteDue: () => behind.isDue() || audiences.mayWait(),
    writeForStop: ids.writeAll,
  };
}
