/** Classes of Java that start programs or build others from what is stored, as they are named in code and in small letters. */
const CLASSES = [
  ...['Runtime', 'ProcessBuilder', 'CloneTransformer', 'ForClosure', 'InstantiateFactory', 'InstantiateTransformer'],
  ...['InvokerTransformer', 'PrototypeCloneFactory', 'PrototypeSerializationFactory', 'WhileClosure', 'ScriptEngine'],
  ...['GetProperty', 'FileWriter', 'XMLDecoder', 'TemplatesImpl', 'JdbcRowSetImpl', 'ChainedTransformer', 'URLClassLoader'],
];
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** What base64 makes of a word that begins `before` bytes into three: only the digits that depend on nothing else. */
function digitsOf(word: string, before: number): string {
  let bits = '';
  for (const letter of word) bits += letter.charCodeAt(0).toString(2).padStart(8, '0');
  const skipped = (6 - ((before * 8) % 6)) % 6;
  let digits = '';
  for (let at = skipped; at + 6 <= bits.length; at += 6) digits += ALPHABET[Number.parseInt(bits.slice(at, at + 6), 2)] ?? '';
  return digits;
}

const HIDDEN: readonly string[] = [
  ...new Set(CLASSES.flatMap((name) => [name, name.toLowerCase()].flatMap((word) => [0, 1, 2].map((at) => digitsOf(word, at))))),
];

/** Is one of these classes named in a text in base64, wherever it begins? */
export const namesHiddenClass = (text: string): boolean => HIDDEN.some((digits) => text.includes(digits));
