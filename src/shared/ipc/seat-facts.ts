import { z } from 'zod';
import { AnswerValue, HeldReason } from '../model/answer.ts';
import { isErrorCode } from '../protocol/errors.ts';
import { RecoveryStatusEvent } from '../protocol/events.ts';
import { fromRoom } from './channel.ts';

/** How long unacknowledged work lasts on this computer: past a power cut, past a closed tab, or only while the program is open. */
export const Keeping = z.enum(['durable', 'browser', 'page']);
export type Keeping = z.infer<typeof Keeping>;

/** What a candidate's page may know of its place: who, which exam, and the ids it speaks of them by. No token, no proof. */
export const SeatFacts = z.strictObject({
  sessionId: z.string().max(64),
  attemptId: z.string().max(64),
  examId: z.string().max(64),
  examTitle: z.string(),
  candidateNumber: z.string().max(64),
  displayName: z.string(),
});
export type SeatFacts = z.infer<typeof SeatFacts>;

/** What a page asks the room for its candidate beside what has a channel of its own. Anything else it cannot ask. */
export const CANDIDATE_CALLS = [
  'attempt_events',
  'attempt_messages',
  'attempt_recovery',
  'attempt_result',
  'attempt_time',
  'attempt_tools',
  'auth_logout',
  'notifications_list',
  'notifications_read_all',
  'notification_test',
] as const;
export type CandidateCall = (typeof CANDIDATE_CALLS)[number];

/** What a candidate says to the room beside answers and events. */
export const CANDIDATE_WORDS = [
  'chat_send',
  'hand_raise',
  'hand_lower',
  'break_start',
  'break_end',
  'note_add',
  'start_code_enter',
  'suspension_note',
  'tool_request',
  'tool_use',
  'recovery_request',
] as const;
export type CandidateWord = (typeof CANDIDATE_WORDS)[number];

/** What a candidate's page hears of the room. What is meant for staff does not get as far as the page. */
export const CANDIDATE_EVENTS = [
  'attempt-state',
  'exam-state',
  'exam-message',
  'session-update',
  'security_warning',
  'monitoring_increased',
  'critical_threat',
  'session_suspended',
  'tool-access',
  'recovery-status',
  'notification',
  'watch-changed',
] as const;
export type CandidateEvent = (typeof CANDIDATE_EVENTS)[number];

/** Why there is no way to a room at an address. */
export const NO_ROOM_CODES = [
  'address_invalid',
  'code_missing',
  'room_not_found',
  'room_plain',
  'room_identity',
  'not_a_room',
  'room_version',
] as const;
export type NoRoomCode = (typeof NO_ROOM_CODES)[number];

/** A refusal, whole: the room's own, the network's, or that there is no room. */
export const SeatRefusal = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('refused'),
    code: z.string().refine(isErrorCode),
    message: z.string(),
    field: z.string().optional(),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({
    kind: z.literal('unreachable'),
    reason: z.enum(['network', 'timeout', 'disconnected', 'stopped']),
    message: z.string(),
  }),
  z.strictObject({ kind: z.literal('no room'), code: z.enum(NO_ROOM_CODES), message: z.string() }),
]);
export type SeatRefusal = z.infer<typeof SeatRefusal>;

const revision = z.number();
const SaveState = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('saving'), revision }),
  z.strictObject({ state: z.literal('saved'), revision, at: z.number() }),
  z.strictObject({ state: z.literal('offline'), revision }),
  z.strictObject({ state: z.literal('held'), revision, reason: HeldReason }),
  z.strictObject({ state: z.literal('superseded'), revision }),
  z.strictObject({ state: z.literal('refused'), revision, code: z.string(), message: z.string() }),
]);

/** Everything a page shows about the candidate's work, whole: lost or doubled on the way it does no harm, the newest counts. */
export const SeatWork = z.strictObject({
  sessionId: z.string(),
  /** Grows with every one, over all seats of this start of the program. */
  version: z.int(),
  saves: z.array(z.tuple([z.string(), SaveState])),
  answers: z.array(z.tuple([z.string(), AnswerValue])),
  pending: z.int(),
  pendingAnswers: z.int(),
  roomCannotSave: z.boolean(),
  setAside: z.array(
    z.strictObject({
      id: z.string(),
      kind: z.enum(['answer', 'event']),
      subject: z.string(),
      code: z.string(),
      message: z.string(),
    }),
  ),
  submit: z.discriminatedUnion('state', [
    z.strictObject({ state: z.enum(['idle', 'draining', 'submitting', 'submitted']) }),
    z.strictObject({ state: z.literal('failed'), code: z.string(), message: z.string() }),
  ]),
});
export type SeatWork = z.infer<typeof SeatWork>;

const connection = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('connecting') }),
  z.strictObject({ state: z.literal('connected'), since: z.number() }),
  z.strictObject({ state: z.literal('waiting'), retryAt: z.number(), attempt: z.int() }),
  z.strictObject({ state: z.literal('refused'), code: z.string(), message: z.string() }),
  z.strictObject({ state: z.literal('stopped') }),
]);

/** How a request to get back in stands, and the connection it is asked over. */
export const RecoveryLook = z.strictObject({ connection, status: RecoveryStatusEvent.optional() });
export type RecoveryLook = z.infer<typeof RecoveryLook>;

/** How it stands with the room, whole like `SeatWork`. */
export const SeatLine = z.strictObject({
  sessionId: z.string(),
  version: z.int(),
  connection,
  /** The room's time in epoch ms when this was sent, and by how many ms it may be wrong; the latter only once the room was heard. */
  serverNow: z.number(),
  uncertaintyMs: z.number().optional(),
  /** How long ago the room was asked for it, in ms; only once the room was heard. */
  ageMs: z.number().optional(),
  keeping: Keeping,
  /** The latest events, oldest first, each with a number that grows: whoever missed one line finds them in the next. */
  events: z.array(z.strictObject({ number: z.int(), name: z.enum(CANDIDATE_EVENTS), payload: fromRoom })).max(64),
});
export type SeatLine = z.infer<typeof SeatLine>;

/** What became of saving a certificate; `locked`: an exam is on at this computer. */
export const CertificateOutcome = z.enum(['saved', 'cancelled', 'locked', 'not_written']);
export type CertificateOutcome = z.infer<typeof CertificateOutcome>;

const pixels = z.int().min(0).max(20_000);
/** A place on the page, in CSS pixels from its corner. */
export const PagePlace = z.strictObject({ x: pixels, y: pixels, width: pixels, height: pixels });
export type PagePlace = z.infer<typeof PagePlace>;
