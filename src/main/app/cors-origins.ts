/**
 * An entry of a CORS list as the origins browsers send: an origin as it is, a bare host (with or without a port)
 * under both schemes. Undefined for anything else, `*` and `null` included.
 */
export function originsOf(entry: string): readonly string[] | undefined {
  const text = entry.trim();
  // What pages without an origin send; as a host name it could only be a misunderstanding.
  if (text.toLowerCase() === 'null') return undefined;
  const candidates = text.includes('://') ? [text] : [`http://${text}`, `https://${text}`];
  const origins = candidates.map(originOf);
  return origins.every((origin) => origin !== undefined) ? origins : undefined;
}

function originOf(text: string): string | undefined {
  if (!/^https?:\/\/[^/?#@\s*]+\/?$/i.test(text) || !URL.canParse(text)) return undefined;
  return new URL(text).origin;
}
