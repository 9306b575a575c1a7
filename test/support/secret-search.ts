/** Secrets of a test, and a search for them in whatever was left behind. */
export interface SecretBook {
  /** Notes a secret under what it is, and answers it. A JWT is known by its signature: the rest of it is no secret. */
  keep(what: string, secret: string): string;
  readonly size: number;
  /** Every place in which one of them stands, in any of its forms: `a password of petra, as hex, in logs/invigil.log`. */
  foundIn(places: ReadonlyMap<string, Buffer>): string[];
}

interface Form {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Shorter ones stand anywhere by chance; encoded they are longer, and a number by itself is told from one inside another. */
const SHORTEST = 6;

/** The bytes as base64 has them wherever they begin inside something longer; what neighbours decide is left out. */
const base64Forms = (bytes: Buffer, name: 'base64' | 'base64url'): Form[] =>
  [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString(name)
      .replace(/=+$/, '');
    const from = [0, 2, 3][shift] ?? 0;
    const whole = (shift + bytes.length) % 3 === 0 ? text.length : text.length - 1;
    return { name, bytes: Buffer.from(text.slice(from, whole)) };
  });

const percentEncoded = (bytes: Buffer, toCase: (hex: string) => string): string =>
  [...bytes].map((byte) => `%${toCase(byte.toString(16).padStart(2, '0'))}`).join('');

function formsOf(secret: string): Form[] {
  const bytes = Buffer.from(secret);
  const forms = [
    { name: 'it is', bytes },
    { name: 'JSON', bytes: Buffer.from(JSON.stringify(secret).slice(1, -1)) },
    { name: 'UTF-16', bytes: Buffer.from(secret, 'utf16le') },
    { name: 'part of an address', bytes: Buffer.from(encodeURIComponent(secret)) },
    { name: 'part of a form', bytes: Buffer.from(new URLSearchParams({ x: secret }).toString().slice(2)) },
    { name: 'percent-encoded', bytes: Buffer.from(percentEncoded(bytes, (hex) => hex.toUpperCase())) },
    { name: 'percent-encoded', bytes: Buffer.from(percentEncoded(bytes, (hex) => hex)) },
    { name: 'hex', bytes: Buffer.from(bytes.toString('hex')) },
    { name: 'hex', bytes: Buffer.from(bytes.toString('hex').toUpperCase()) },
    ...base64Forms(bytes, 'base64'),
    ...base64Forms(bytes, 'base64url'),
  ];
  return forms.filter((form, index) => forms.findIndex((other) => other.bytes.equals(form.bytes)) === index);
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Is it there, and, being a number, not only inside a longer one? */
function stands(bytes: Buffer, place: Buffer): boolean {
  const isNumber = bytes.every(isDigit);
  for (let at = place.indexOf(bytes); at >= 0; at = place.indexOf(bytes, at + 1)) {
    if (!isNumber || !(isDigit(place[at - 1]) || isDigit(place[at + bytes.length]))) return true;
  }
  return false;
}

export function createSecretBook(): SecretBook {
  const secrets = new Map<string, string>();
  return {
    keep: (what, secret) => {
      const signature = /^eyJ[\w-]+\.[\w-]+\.([\w-]+)$/.exec(secret)?.[1];
      const kept = signature ?? secret;
      if (kept.length < SHORTEST) throw new Error(`${what} is too short to be looked for`);
      secrets.set(kept, what);
      return secret;
    },
    get size() {
      return secrets.size;
    },
    foundIn: (places) =>
      [...secrets].flatMap(([secret, what]) =>
        formsOf(secret).flatMap(({ name, bytes }) =>
          [...places].filter(([, place]) => stands(bytes, place)).map(([place]) => `${what}, as ${name}, in ${place}`),
        ),
      ),
  };
}
