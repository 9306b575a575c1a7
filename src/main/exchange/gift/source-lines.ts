/** What a single line of a GIFT file is, told without its neighbours. */
export const isBlank = (line: string): boolean => line.trim() === '';
export const isComment = (line: string): boolean => line.trimStart().startsWith('//');
export const isCategory = (line: string): boolean => line.trimStart().startsWith('$CATEGORY:');

/** Does the line start with a name, `::like this::`? */
export const isNamed = (line: string): boolean => nameEnd(line) > 0;

/** Where the name at the start of a line ends; 0 without one. */
function nameEnd(line: string): number {
  const start = line.search(/\S/);
  if (start < 0 || !line.startsWith('::', start)) return 0;
  for (let at = line.indexOf('::', start + 2); at >= 0; at = line.indexOf('::', at + 1)) {
    if (!isEscaped(line, at)) return at + 2;
  }
  return 0;
}

function isEscaped(line: string, at: number): boolean {
  let backslashes = 0;
  while (line[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

export interface Brace {
  readonly brace: string;
  readonly at: number;
}

/** No line has more braces that matter: the third one is already a fault. */
const ENOUGH_BRACES = 8;

/** A gap of a cloze on one line, `{1:SHORTANSWER:=Paris}`: it is no answer block of GIFT. */
const GAP = /\{\s{0,9}\d{0,6}\s{0,9}:\s{0,9}[A-Z_]{2,20}\s{0,9}:(?:\\.|[^\\{}])*\}/;

const BRACES = new RegExp(`\\\\.|${GAP.source}|[{}]`, 'g');

/** The first unescaped braces of a line, without those in a question's name and those of gaps. */
export function bracesOf(line: string): Brace[] {
  if (!line.includes('{') && !line.includes('}')) return [];
  const skip = nameEnd(line);
  const found: Brace[] = [];
  for (const match of line.slice(skip).matchAll(BRACES)) {
    if (match[0].length === 1) found.push({ brace: match[0], at: skip + match.index });
    if (found.length === ENOUGH_BRACES) break;
  }
  return found;
}
