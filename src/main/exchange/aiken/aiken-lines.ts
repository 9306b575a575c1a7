const OPTION = /^\s*([A-Za-z])\s?[.)]\s(.*)$/;
const ANSWER = /^\s*ANSWERS?\s*:(.*)$/i;

/** `A. Paris` or `B) London`: the letter in capitals and the text. */
export function optionIn(line: string): { letter: string; text: string } | undefined {
  const option = OPTION.exec(line);
  const text = option?.[2]?.trim() ?? '';
  return option && text !== '' ? { letter: (option[1] ?? '').toUpperCase(), text } : undefined;
}

/** What stands after `ANSWER:`; nothing for any other line. */
export const answerIn = (line: string): string | undefined => ANSWER.exec(line)?.[1]?.trim();

/** Is this Aiken? It is where a line `ANSWER: B` follows at least two options. */
export function looksLikeAiken(lines: readonly string[]): boolean {
  let options = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    if (options >= 2 && /^ANSWER\s*:\s*[A-Z]\s*$/.test(line.trim())) return true;
    options = optionIn(line) ? options + 1 : 0;
  }
  return false;
}
