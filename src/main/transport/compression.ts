import type { CommandName } from '../../shared/protocol/commands.ts';

/** Shorter answers gain nothing (protocol 1, Transports). */
export const COMPRESS_FROM_BYTES = 4 * 1024;
/** Up to here compressing at once costs less than a millisecond; what is longer is compressed by another thread. */
const AT_ONCE_BYTES = 16 * 1024;

/** How an answer is compressed for whoever asks for it. */
export const COMPRESSED = {
  threshold: COMPRESS_FROM_BYTES,
  syncThreshold: AT_ONCE_BYTES,
  encodings: ['br', 'gzip', 'deflate'] as ('br' | 'gzip' | 'deflate')[],
};

/**
 * Commands whose answers, refusals included, carry a token, a code or a key: the length of a compressed answer tells something of
 * what is in it, to whoever can put text of their own beside it (BREACH).
 */
const CARRY_SECRETS: ReadonlySet<CommandName> = new Set<CommandName>([
  'setup',
  'auth_login',
  'auth_refresh',
  'auth_ticket',
  'join',
  'join_info',
  'room_info',
  'exam_open',
  'totp_enrol',
  'totp_confirm',
  'totp_new_codes',
  'api_key_issue',
  'recovery_code_issue',
  'recovery_request',
  'start_code_set',
  'sitting_create',
  'roster_codes',
  'roster_sheet',
  'attempt_result',
  'certificates_list',
]);

/** Pictures are as small as they get: compressing them again costs time and gains nothing. */
const PACKED_ALREADY: ReadonlySet<CommandName> = new Set<CommandName>([
  'evidence_get',
  'media_get',
  'tool_file_get',
  'tool_read',
  'certificate_get',
  'certificates_get',
  'own_certificate',
]);

export const mayCompress = (command: CommandName): boolean => !CARRY_SECRETS.has(command) && !PACKED_ALREADY.has(command);
