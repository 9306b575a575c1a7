/** What the Air Wall says a request looks like: the `type` of its findings. */
export type AttackType =
  | 'sql_injection'
  | 'shell_injection'
  | 'code_injection'
  | 'server_side_request'
  | 'path_traversal'
  | 'sensitive_file'
  | 'remote_file_inclusion'
  | 'cross_site_scripting'
  | 'session_fixation'
  | 'scanner'
  | 'request_smuggling'
  | 'malformed_request';

/** Where in a request a text stood. A name is a parameter's, a filename what an upload calls its file. */
export type Place = 'path' | 'name' | 'value' | 'cookie' | 'header' | 'referer' | 'body' | 'filename';

/**
 * How a text is read before a sign is looked for: `plain` with percent-encoding undone, `text` with every other encoding undone
 * as well, `sql` without its comments and in lower case, `shell` without the quoting a shell would drop, `code` without
 * the comments of a programming language.
 */
export type Reading = 'plain' | 'text' | 'sql' | 'shell' | 'code';

/**
 * Something attacks are written with and honest requests are not. `weight` counts towards THRESHOLD; a sign that is enough by
 * itself weighs as much. Its pattern repeats no group that repeats something; its gaps are bounded (bounded-gaps.ts).
 */
export interface Sign {
  readonly type: AttackType;
  readonly weight: number;
  /** In words, to stand before the quoted piece. */
  readonly says: string;
  readonly reading: Reading;
  readonly pattern: RegExp;
  /** One of these characters must be there, or the pattern is not tried: it keeps honest requests cheap. */
  readonly needs?: string;
  /** Only there; everywhere when absent. */
  readonly only?: readonly Place[];
  /** A second condition on the whole text, when a pattern cannot tell. */
  readonly holds?: (text: string) => boolean;
}

/** From this score on a request is reported. One clear sign reaches it; weaker ones only together. */
export const THRESHOLD = 5;

/** What a client chose freely as a value: no path, no header of the protocol. */
export const PARAMETERS: readonly Place[] = ['name', 'value', 'cookie', 'body'];
