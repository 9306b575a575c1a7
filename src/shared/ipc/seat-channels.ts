import { z } from 'zod';
import { AnswerValue } from '../model/answer.ts';
import { BoundedJson, PlainText } from '../model/bounded-json.ts';
import { Sha256 } from '../model/evidence.ts';
import { QuestionId } from '../model/ids.ts';
import { MediaType } from '../model/media.ts';
import { SecurityEventType } from '../model/security-event.ts';
import { Severity } from '../model/severity.ts';
import { ToolMediaType } from '../model/tool-content.ts';
import { COMMANDS } from '../protocol/commands.ts';
import { fromRoom, nothing, type ShellChannel, type ShellSignal } from './channel.ts';
import {
  CANDIDATE_CALLS,
  CertificateOutcome,
  PagePlace,
  RecoveryLook,
  SeatFacts,
  SeatLine,
  SeatRefusal,
  SeatWork,
} from './seat-facts.ts';

/** HOST:PORT or a room's link, as typed; understood by `parseRoomAddress`. */
const address = PlainText(300);
const code = PlainText(64);
const attemptId = z.string().max(64);

/** The room's answer or refusal: a call of the page ends with the one or the other, as it would over the network. */
const answered = <Value extends z.ZodType>(value: Value) =>
  z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value }),
    z.strictObject({ ok: z.literal(false), error: SeatRefusal }),
  ]);

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
