import { z } from 'zod';
import { AnswerValue, HeldReason } from '../model/answer.ts';
import { BoundedJson, PlainText } from '../model/bounded-json.ts';
import { Sha256 } from '../model/evidence.ts';
import { QuestionId } from '../model/ids.ts';
import { MediaType } from '../model/media.ts';
import { SecurityEventType } from '../model/security-event.ts';
import { Severity } from '../model/severity.ts';
import { ToolMediaType } from '../model/tool-content.ts';
import { COMMANDS } from '../protocol/commands.ts';
import { isErrorCode } from '../protocol/errors.ts';
import { RecoveryStatusEvent } from '../protocol/events.ts';
import { nothing, type ShellChannel, type ShellSignal } from './channel.ts';

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

/** HOST:PORT or a room's link, as typed; understood by `parseRoomAddress`. */
const address = PlainText(300);
const code = PlainText(64);
const attemptId = z.string().max(64);

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

/** The room's answer or refusal: a call of the page ends with the one or the other, as it would over the network. */
const answered = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), error: SeatRefusal }),
  ]);

/**
 * Said by the room. Read against the contract where it came in, which lets fields of a newer room through; a second reading here would
 * refuse them.
 */
const fromRoom = z.unknown();

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
const RecoveryLook = z.strictObject({ connection, status: RecoveryStatusEvent.optional() });
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

const joinInput = COMMANDS.join.input.omit({ device: true, resumeToken: true });
const requestId = z.string().max(64);

/** What a candidate's page asks of the shell that holds its seat (architecture, decision 5). */
export const SEAT_CHANNELS = {
  /** The place this computer still has. */
  'seat:place': {
    input: nothing,
    output: z.strictObject({
      kept: z.strictObject({ facts: SeatFacts, address: z.string(), isOpen: z.boolean() }).optional(),
    }),
    windows: ['exam'],
  },
  /** Which exams the room at this address has for this code. */
  'seat:look-up': { input: z.strictObject({ address, code }), output: answered(fromRoom), windows: ['exam'] },
  /** Takes a place there. The shell adds what it says of this computer, and what proves that it was here before. */
  'seat:join': {
    input: z.strictObject({ address, request: joinInput }),
    output: answered(SeatFacts),
    windows: ['exam'],
  },
  /** A join was refused because the attempt is in use: how the request to take it over stands. Its token stays with the shell. */
  'seat:look-back': { input: z.strictObject({ requestId }), output: answered(RecoveryLook), windows: ['exam'] },
  'seat:ask-back': {
    input: z.strictObject({ requestId, input: COMMANDS.recovery_request.input }),
    output: answered(fromRoom),
    windows: ['exam'],
  },
  /** Opens the place this computer has, or finds it open. `heard`: the page has had the events up to here. */
  'seat:open': {
    input: z.strictObject({ attemptId }),
    output: answered(z.strictObject({ line: SeatLine, work: SeatWork, heard: z.int() })),
    windows: ['exam'],
  },
  'seat:load-attempt': {
    input: nothing,
    output: answered(z.strictObject({ view: fromRoom, work: SeatWork })),
    windows: ['exam'],
  },
  /** Answered when the change is on the disk, or could not be put there. */
  'seat:save-answer': {
    input: z.strictObject({ questionId: QuestionId, value: AnswerValue }),
    output: z.strictObject({ work: SeatWork }),
    windows: ['exam'],
  },
  'seat:report': {
    input: z.strictObject({
      type: SecurityEventType,
      details: BoundedJson.refine((details) => JSON.stringify(details).length <= 8_192, 'says too much').optional(),
      severity: Severity.optional(),
    }),
    output: nothing,
    windows: ['exam'],
  },
  'seat:ready': {
    input: COMMANDS.client_ready.input.omit({ id: true }),
    output: answered(nothing),
    windows: ['exam'],
  },
  'seat:submit': { input: nothing, output: answered(z.strictObject({ output: fromRoom, work: SeatWork })), windows: ['exam'] },
  'seat:call': {
    input: z.strictObject({ command: z.enum(CANDIDATE_CALLS), timeoutMs: z.int().min(1).max(60_000).optional() }),
    output: answered(fromRoom),
    windows: ['exam'],
  },
  /** A picture or sound of the paper; the shell fetches it, for the page has no network. */
  'seat:medium': {
    input: z.strictObject({ sha256: Sha256 }),
    output: answered(z.strictObject({ mediaType: MediaType, bytes: z.instanceof(Uint8Array) })),
    windows: ['exam'],
  },
  /** Saves the own certificate where the candidate says in the system's dialog. The page names neither file nor place. */
  'seat:save-certificate': {
    input: nothing,
    output: answered(z.strictObject({ outcome: CertificateOutcome })),
    windows: ['exam'],
  },
  /** Words of a granted dictionary, and what one means. */
  'seat:tool': {
    input: z.discriminatedUnion('command', [
      z.strictObject({ command: z.literal('tool_search'), input: COMMANDS.tool_search.input }),
      z.strictObject({ command: z.literal('tool_entry'), input: COMMANDS.tool_entry.input }),
    ]),
    output: answered(fromRoom),
    windows: ['exam'],
  },
  /** A file of a granted tool, fetched by the shell like a picture. */
  'seat:tool-file': {
    input: COMMANDS.tool_read.input,
    output: answered(z.strictObject({ mediaType: ToolMediaType, bytes: z.instanceof(Uint8Array) })),
    windows: ['exam'],
  },
  /** Shows the web page of a granted tool at this place, or covers it. Where it leads, the shell asks the room. */
  'seat:tool-page': {
    input: z.strictObject({ grantId: z.string().max(64).optional(), place: PagePlace.optional() }),
    output: nothing,
    windows: ['exam'],
  },
  'seat:say': {
    input: z.discriminatedUnion('name', [
      z.strictObject({ name: z.literal('chat_send'), input: COMMANDS.chat_send.input }),
      z.strictObject({ name: z.literal('hand_raise'), input: COMMANDS.hand_raise.input }),
      z.strictObject({ name: z.literal('hand_lower'), input: COMMANDS.hand_lower.input }),
      z.strictObject({ name: z.literal('break_start'), input: COMMANDS.break_start.input }),
      z.strictObject({ name: z.literal('break_end'), input: COMMANDS.break_end.input }),
      z.strictObject({ name: z.literal('note_add'), input: COMMANDS.note_add.input }),
      z.strictObject({ name: z.literal('start_code_enter'), input: COMMANDS.start_code_enter.input }),
      z.strictObject({ name: z.literal('suspension_note'), input: COMMANDS.suspension_note.input }),
      z.strictObject({ name: z.literal('tool_request'), input: COMMANDS.tool_request.input }),
      z.strictObject({ name: z.literal('tool_use'), input: COMMANDS.tool_use.input }),
      z.strictObject({ name: z.literal('recovery_request'), input: COMMANDS.recovery_request.input }),
    ]),
    output: answered(fromRoom),
    windows: ['exam'],
  },
  /** Shows the external paper from `top` (CSS pixels) down, or covers it. Which, the shell asks the room. */
  'seat:external': { input: z.strictObject({ top: z.int().min(0).max(10_000).optional() }), output: nothing, windows: ['exam'] },
  /** A heartbeat now, for whoever measures the way to the room. */
  'seat:ping': { input: nothing, output: answered(fromRoom), windows: ['exam'] },
  'seat:retry': { input: nothing, output: nothing, windows: ['exam'] },
  /** Gives the seat up: `seat` leaves the work and the proof for the next join, `everything` leaves nothing of this candidate. */
  'seat:forget': {
    input: z.strictObject({ attemptId, what: z.enum(['seat', 'everything']) }),
    output: nothing,
    windows: ['exam'],
  },
} as const satisfies Record<string, ShellChannel>;

/** What the shell tells a candidate's page unasked. */
export const SEAT_SIGNALS = {
  'seat:line': { payload: SeatLine, windows: ['exam'] },
  'seat:work': { payload: SeatWork, windows: ['exam'] },
} as const satisfies Record<string, ShellSignal>;
