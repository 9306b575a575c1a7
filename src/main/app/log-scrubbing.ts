const REDACTED = '[redacted]';
const MAX_DEPTH = 6;
const MAX_NODES = 500;
const MAX_TEXT = 8_192;
const MAX_SECRET = 4_096;
/** Of all texts of one line together. */
const MAX_TOTAL_TEXT = 65_536;

/** Fields whose value is a secret whatever it looks like: tokens, tickets, passwords, headers, codes that let in. */
const SECRET_NAME =
  /token|ticket|passw|passphrase|secret|authori[sz]ation|cookie|totp|(join|setup|access|recovery|quit|entry)[-_]?(code|pin)|private[-_]?key/i;
const SECRET_WORDS = '[\\w-]*(?:token|ticket|passw(?:or)?d|passphrase|secret|totp)|code|(?:join|setup|access|recovery)[-_]?code';

/** Secrets inside text: what people and libraries put into messages, URLs and quoted bodies. */
const SECRETS_IN_TEXT: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [new RegExp(`([?&;#](?:${SECRET_WORDS})=)[^&;#\\s"'<>]*`, 'gi'), `$1${REDACTED}`],
  [new RegExp(`("(?:${SECRET_WORDS})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, 'gi'), `$1"${REDACTED}"`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`],
  // A JWT, wherever it stands.
  [/\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, REDACTED],
  // 256 bits in base64url, as refresh, resume and recovery tokens are: upper and lower case mixed, exactly 43 characters.
  [/(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{43}(?![\w-])/g, REDACTED],
  // A join code as it is shown, and in a link.
  [/\b[\dA-Z]{4}-[\dA-Z]{4}-[\dA-Z]{4}-[\dA-Z]\b/g, REDACTED],
  [/(invigil:\/\/join\/)[^\s"'/?#]+/gi, `$1${REDACTED}`],
];

const ESCAPE_SEQUENCE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  /[\u001B\u009B](?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001B]*(?:\u0007|\u001B\\)?|[PX^_][^\u001B]*(?:\u001B\\)?|[0-?]*[ -/]*[@-~])?/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters, and those that turn the direction of text
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g;

/**
 * Text fit for a log: without secrets, without what could steer a terminal or forge a second line, and bounded.
 * Line breaks become spaces unless they are kept (stacks, which a JSON line carries escaped).
 */
export function scrubText(text: string, keepLineBreaks = false): string {
  // Longer than what is kept, so that no secret is cut at the edge into something that no longer looks like one.
  const visible = text
    .slice(0, MAX_TEXT + MAX_SECRET)
    .replace(ESCAPE_SEQUENCE, '')
    .replace(keepLineBreaks ? /\r/g : /[\r\n\t]+/g, keepLineBreaks ? '' : ' ')
    .replace(CONTROL, '');
  const clean = SECRETS_IN_TEXT.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), visible);
  return text.length > MAX_TEXT ? `${clean.slice(0, MAX_TEXT)}… (of ${text.length})` : clean;
}

/**
 * The same for a whole value of fields: secret fields by name, text by content; errors become
 * `{ name, message, code, stack, cause }`; depth (6), values (500) and text (64 Ki characters) are bounded. Changes nothing it is given.
 */
export function scrubFields(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  let nodes = 0;
  let characters = 0;

  const text = (value: string, keepLineBreaks = false): string => {
    if (characters > MAX_TOTAL_TEXT) return '[more]';
    const clean = scrubText(value, keepLineBreaks);
    characters += clean.length;
    return clean;
  };
  const items = (values: readonly unknown[], depth: number): unknown[] =>
    values.slice(0, MAX_NODES).map((item) => scrub(item, depth + 1));

  const scrub = (value: unknown, depth: number): unknown => {
    if (++nodes > MAX_NODES) return nodes > MAX_NODES + 1 ? undefined : '[more]';
    if (typeof value === 'string') return text(value);
    if (typeof value !== 'object' || value === null) return scalar(value);
    return inOneWord(value) ?? (depth >= MAX_DEPTH ? '[deeper]' : scrubInside(value, depth));
  };

  const scrubInside = (value: object, depth: number): unknown => {
    if (value instanceof Error) return scrubError(value, depth);
    if (Array.isArray(value)) return items(value, depth);
    if (value instanceof Set) return items([...value], depth);
    return scrubEntries(
      value instanceof Map ? [...value].map(([key, item]) => [String(key), item]) : Object.entries(value),
      depth,
    );
  };

  const scrubEntries = (entries: readonly (readonly [string, unknown])[], depth: number): Record<string, unknown> => {
    const clean: Record<string, unknown> = {};
    for (const [name, value] of entries) {
      if (nodes > MAX_NODES) break;
      const cleanName = text(name);
      const isSecret = SECRET_NAME.test(cleanName) && value !== undefined && value !== null && typeof value !== 'boolean';
      const cleanValue = isSecret ? REDACTED : scrub(value, depth + 1);
      Object.defineProperty(clean, cleanName, { value: cleanValue, enumerable: true, configurable: true, writable: true });
    }
    return clean;
  };

  const scrubError = (error: Error, depth: number): Record<string, unknown> => ({
    name: text(error.name),
    message: text(error.message),
    ...('code' in error ? { code: scrub(error.code, depth + 1) } : {}),
    ...(error.stack ? { stack: text(error.stack, true) } : {}),
    ...(error.cause === undefined ? {} : { cause: scrub(error.cause, depth + 1) }),
  });

  return scrubEntries(Object.entries(fields), 0);
}

const scalar = (value: unknown): unknown => {
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  return typeof value === 'bigint' ? String(value) : value;
};

function inOneWord(value: object): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'invalid date' : value.toISOString();
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer ? `[${value.byteLength} bytes]` : undefined;
}
