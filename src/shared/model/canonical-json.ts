/**
 * JSON with one spelling: keys sorted by UTF-16 code units, no white space, numbers as ECMAScript writes them
 * (the rules of RFC 8785 for values JSON can carry). Both sides hash this text for the event chain and the audit log.
 * `undefined` fields are left out, as JSON.stringify does.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = value as Readonly<Record<string, unknown>>;
    let text = '';
    // Each event is hashed on its way in: without a list for each step this takes three fifths of the time.
    for (const key of Object.keys(fields).sort()) {
      const field = fields[key];
      if (field !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(field)}`;
    }
    return `{${text}}`;
  }
  return JSON.stringify(value);
}
