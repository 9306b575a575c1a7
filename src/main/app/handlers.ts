import { hash, randomInt } from 'node:crypto';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { SessionId } from '../../shared/model/ids.ts';
import { alertCommands } from '../domain/alerts/alert-commands.ts';
import { bulkAlertCommands } from '../domain/alerts/bulk-commands.ts';
import { escalationCommands } from '../domain/alerts/escalation-commands.ts';
import { answerCommands } from '../domain/attempts/answer-commands.ts';
import { resultCommands } from '../domain/attempts/attempt-results.ts';
import { breakCommands } from '../domain/attempts/break-commands.ts';
import { heldAnswerCommands } from '../domain/attempts/held-answer-commands.ts';
import { createJoinCommands } from '../domain/attempts/join-commands.ts';
import { ownAttemptCommands } from '../domain/attempts/own-attempt-commands.ts';
import { proctorCommands } from '../domain/attempts/proctor-commands.ts';
import { securityEventCommands } from '../domain/attempts/security-event-commands.ts';
import { createAuditCommands } from '../domain/audit/audit-commands.ts';
import { createEvidenceCommands } from '../domain/evidence/evidence-commands.ts';
import { broadcastCommands } from '../domain/exams/broadcast-commands.ts';
import { createEditingCommands } from '../domain/exams/editing/editing-commands.ts';
import { createExamCommands } from '../domain/exams/exam-commands.ts';
import { createExamExportCommands, type PaperWriter } from '../domain/exams/exam-export-commands.ts';
import { externalCommands } from '../domain/exams/external-commands.ts';
import { createRosterCommands } from '../domain/exams/roster-commands.ts';
import { createSeatingCommands } from '../domain/exams/seating-commands.ts';
import type { FileReaders } from '../domain/exams/services.ts';
import { createUploadPlaces, inUploadPlaces } from '../domain/exams/upload-places.ts';
import { createCertificateCommands } from '../domain/grading/certificate-commands.ts';
import type { CertificatePress, CodeLimit } from '../domain/grading/certificate-services.ts';
import { createMarkingCommands } from '../domain/grading/marking-commands.ts';
import { createRegradeCommands } from '../domain/grading/regrade-commands.ts';
import { createResultsCommands, type ResultsWriter } from '../domain/grading/results-commands.ts';
import { createStatisticsCommands } from '../domain/grading/statistics-commands.ts';
import type { Handlers } from '../domain/handler.ts';
import { createAccountCommands } from '../domain/identity/account-commands.ts';
import { createApiKeyCommands } from '../domain/identity/api-key-commands.ts';
import { locationCommands } from '../domain/identity/location-commands.ts';
import { createSecondFactorCommands } from '../domain/identity/second-factor-commands.ts';
import type { IdentityServices } from '../domain/identity/services.ts';
import { sessionCommands } from '../domain/identity/session-commands.ts';
import { createSignInCommands } from '../domain/identity/sign-in-commands.ts';
import { createUserCommands } from '../domain/identity/user-commands.ts';
import { mediaCommands } from '../domain/media/media-commands.ts';
import { messageCommands } from '../domain/messages/message-commands.ts';
import { createMonitoringCommands, type Monitoring } from '../domain/monitoring/monitoring-commands.ts';
import { createNotificationCommands, type TestLimit } from '../domain/notifications/notification-commands.ts';
import { createPaperCommands } from '../domain/papers/paper-commands.ts';
import type { Hasher, Ids } from '../domain/ports.ts';
import { createRecoveryDecisionCommands } from '../domain/recovery/recovery-decision-commands.ts';
import { createRecoveryRequestCommands } from '../domain/recovery/recovery-request-commands.ts';
import type { RecoveryServices } from '../domain/recovery/services.ts';
import { createRecordCommands } from '../domain/replay/record-commands.ts';
import { createPolicyCommands } from '../domain/responses/policy-commands.ts';
import { createRuleCommands } from '../domain/rules/rule-commands.ts';
import { serviceCommands } from '../domain/service-events/service-commands.ts';
import { createLifeCycleCommands, type RoomAddress } from '../domain/sittings/life-cycle-commands.ts';
import { planCommands } from '../domain/sittings/plan-commands.ts';
import { createStartCodeCommands, createStartCodeRenewal } from '../domain/sittings/start-code.ts';
import { timeCommands } from '../domain/sittings/time-commands.ts';
import { toolCatalogueCommands } from '../domain/tools/tool-catalogue-commands.ts';
import { createToolContentCommands } from '../domain/tools/tool-content-commands.ts';
import { toolDecisionCommands } from '../domain/tools/tool-decision-commands.ts';
import { toolReadingCommands } from '../domain/tools/tool-reading-commands.ts';
import { toolRequestCommands } from '../domain/tools/tool-request-commands.ts';
import { rosterToCsv } from '../exchange/roster-to-csv.ts';

/** About as long as one part of a roster takes. */
const REST_MS = 20;

export interface HandlerParts {
  readonly identity: IdentityServices;
  readonly recovery: RecoveryServices;
  readonly readers: FileReaders;
  readonly papers: PaperWriter;
  readonly address: RoomAddress;
  readonly hasher: Hasher;
  readonly ids: Ids;
  readonly notificationTests: TestLimit;
  readonly monitoring: Monitoring;
  readonly certificates: { readonly press: CertificatePress; readonly limit: CodeLimit };
  readonly writeResults: ResultsWriter;
}

/** Every command of the contract with what carries it out; a command without a handler does not compile. */
export function createHandlers(parts: HandlerParts): Handlers {
  const { identity, recovery, readers, papers, address, hasher, ids, notificationTests, monitoring, certificates, writeResults } =
    parts;
  const newSessionId = () => ids.next<SessionId>();
  const handlers: Handlers = {
    ...createSignInCommands(identity, newSessionId),
    ...createUserCommands(identity),
    ...createAccountCommands(identity),
    ...createSecondFactorCommands(identity),
    ...createApiKeyCommands(identity, ids),
    ...serviceCommands,
    ...sessionCommands,
    ...locationCommands,
    ...createJoinCommands(identity, recovery, newSessionId),
    ...ownAttemptCommands,
    ...answerCommands,
    ...heldAnswerCommands,
    ...securityEventCommands,
    ...proctorCommands,
    ...resultCommands,
    ...alertCommands,
    ...createExamCommands(readers, createStartCodeRenewal(identity, parts.recovery.newCode)),
    ...createExamExportCommands(papers),
    ...createRosterCommands(readers, identity, () => setTimeout(REST_MS)),
    ...planCommands,
    ...externalCommands,
    ...timeCommands,
    ...createStartCodeCommands(identity, parts.recovery.newCode),
    ...createSeatingCommands(readers, identity, (below) => randomInt(below), rosterToCsv),
    ...createEditingCommands(readers),
    ...breakCommands,
    ...broadcastCommands,
    ...createLifeCycleCommands(address),
    ...createAuditCommands(hasher, () => setImmediate()),
    ...toolRequestCommands,
    ...toolDecisionCommands,
    ...toolCatalogueCommands,
    ...createToolContentCommands(readers.toolFile),
    ...toolReadingCommands,
    ...createRecoveryRequestCommands(recovery),
    ...createRecoveryDecisionCommands(recovery),
    ...createRecordCommands(() => setImmediate()),
    ...messageCommands,
    ...createNotificationCommands(notificationTests),
    ...createMonitoringCommands(monitoring),
    ...createPolicyCommands(() => setImmediate()),
    ...createRuleCommands(() => setImmediate()),
    ...escalationCommands,
    ...bulkAlertCommands,
    ...mediaCommands,
    ...createPaperCommands(() => setImmediate()),
    ...createMarkingCommands(identity.lookup),
    ...createRegradeCommands(hasher, () => setImmediate()),
    ...createStatisticsCommands(() => setImmediate()),
    ...createResultsCommands(writeResults),
    ...createCertificateCommands({ ...certificates, whereabouts: address.whereabouts }),
    ...createEvidenceCommands((bytes) => hash('sha256', bytes)),
  };
  return { ...handlers, ...inUploadPlaces(handlers, createUploadPlaces()) };
}
