/**
 * Every refusal of the room, in one table: code -> HTTP status, and what a client should do about it.
 * `docs/PROTOCOL.md` and the texts of the user interface are held equal to it by tests.
 */
export const ERRORS = {
  // who are you
  token_missing: { status: 401, retryable: false },
  token_invalid: { status: 401, retryable: false },
  token_expired: { status: 401, retryable: false },
  token_revoked: { status: 401, retryable: false },
  token_in_query: { status: 400, retryable: false },
  user_inactive: { status: 403, retryable: false },
  role_forbidden: { status: 403, retryable: false },
  origin_forbidden: { status: 403, retryable: false },
  /** By the address lists of ID4. */
  ip_forbidden: { status: 403, retryable: false },
  credentials_invalid: { status: 401, retryable: false },
  totp_required: { status: 401, retryable: false },
  totp_invalid: { status: 401, retryable: false },
  setup_code_invalid: { status: 403, retryable: false },
  setup_done: { status: 409, retryable: false },
  password_too_weak: { status: 422, retryable: false },
  username_taken: { status: 409, retryable: false },
  // limits
  too_many_connections: { status: 503, retryable: true },
  rate_limited: { status: 429, retryable: true },
  payload_too_large: { status: 413, retryable: false },
  // what was sent
  invalid_input: { status: 400, retryable: false },
  value_invalid: { status: 422, retryable: false },
  unknown_command: { status: 400, retryable: false },
  not_found: { status: 404, retryable: false },
  method_not_allowed: { status: 405, retryable: false },
  unsupported_media_type: { status: 415, retryable: false },
  // files
  file_too_large: { status: 413, retryable: false },
  file_not_text: { status: 422, retryable: false },
  file_hostile: { status: 422, retryable: false },
  format_unknown: { status: 422, retryable: false },
  nothing_importable: { status: 422, retryable: false },
  pdf_not_taken: { status: 422, retryable: false },
  roster_columns_missing: { status: 422, retryable: false },
  // the exam day
  state_conflict: { status: 409, retryable: false },
  exam_not_found: { status: 404, retryable: false },
  exam_ambiguous: { status: 409, retryable: false },
  exam_not_open: { status: 409, retryable: true },
  join_code_invalid: { status: 404, retryable: false },
  not_on_roster: { status: 403, retryable: false },
  access_code_invalid: { status: 403, retryable: false },
  consent_refused: { status: 403, retryable: false },
  consent_outdated: { status: 409, retryable: true },
  browser_not_allowed: { status: 403, retryable: false },
  attempt_in_use: { status: 409, retryable: false },
  attempt_not_found: { status: 404, retryable: false },
  attempt_finished: { status: 409, retryable: false },
  question_not_found: { status: 404, retryable: false },
  late_join_closed: { status: 403, retryable: false },
  start_code_required: { status: 403, retryable: false },
  start_code_invalid: { status: 403, retryable: false },
  answers_missing: { status: 409, retryable: true },
  identity_unconfirmed: { status: 409, retryable: false },
  result_not_released: { status: 403, retryable: false },
  session_not_found: { status: 404, retryable: false },
  alert_not_found: { status: 404, retryable: false },
  tool_not_found: { status: 404, retryable: false },
  tool_not_granted: { status: 403, retryable: false },
  tool_in_use: { status: 409, retryable: false },
  recovery_not_found: { status: 404, retryable: false },
  recovery_code_invalid: { status: 403, retryable: false },
  // the room itself
  store_unavailable: { status: 503, retryable: true },
  room_stopping: { status: 503, retryable: true },
  internal: { status: 500, retryable: true },
} as const satisfies Record<string, { status: number; retryable: boolean }>;

export type ErrorCode = keyof typeof ERRORS;

export const isErrorCode = (code: unknown): code is ErrorCode => typeof code === 'string' && Object.hasOwn(ERRORS, code);

/** The body of a refusal on every transport; `field` names what was wrong with the input. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly field?: string;
  /** What is current, for `state_conflict` and its like. */
  readonly data?: Record<string, unknown>;
}

/** How `data` of a `rate_limited` says when it is worth trying again, where that is known: whole seconds, at least one. */
export const retryIn = (ms: number): { retryAfterSeconds: number } => ({ retryAfterSeconds: Math.max(1, Math.ceil(ms / 1_000)) });

/**
 * An expected refusal: thrown anywhere inside a command, rolls its transaction back, becomes a WireError.
 * The message is one clear sentence for a person: what, where, what to do. No personal data, no secret.
 */
export class RoomError extends Error {
  override readonly name = 'RoomError';
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly data: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, details: { field?: string; data?: Record<string, unknown> } = {}) {
    super(message);
    this.code = code;
    this.field = details.field;
    this.data = details.data;
  }

  /** The refusal somebody else worded. */
  static of({ code, message, field, data }: WireError): RoomError {
    return new RoomError(code, message, { ...(field === undefined ? {} : { field }), ...(data === undefined ? {} : { data }) });
  }

  toWire(): WireError {
    return {
      code: this.code,
      message: this.message,
      ...(this.field === undefined ? {} : { field: this.field }),
      ...(this.data === undefined ? {} : { data: this.data }),
    };
  }
}
