import { OpenBlock, type SourceBlock } from './open-block.ts';
import { bracesOf, isBlank, isCategory, isComment, isNamed } from './source-lines.ts';

/**
 * Divides a GIFT file into its questions: as Moodle does, at blank lines, and where a question can only be a new one.
 * A block whose braces do not close ends where the next question begins, so that it never swallows a good one.
 * Every line is looked at a bounded number of times. Source: features EX1.
 */
export function splitQuestions(lines: readonly string[]): SourceBlock[] {
  const blocks: SourceBlock[] = [];
  for (let line = 0; line < lines.length; ) {
    const text = lines[line] ?? '';
    if (isBlank(text)) {
      line += 1;
    } else if (isCategory(text)) {
      blocks.push({ kind: 'category', start: line, end: line + 1 });
      line += 1;
    } else {
      const block = readBlock(lines, line);
      blocks.push(block);
      line = block.end;
    }
  }
  return blocks;
}

function readBlock(lines: readonly string[], start: number): SourceBlock {
  const block = new OpenBlock(start);
  for (let line = start; line < lines.length; line += 1) {
    const end = readLine(lines, line, block);
    if (end !== undefined) return block.endAt(end);
  }
  return block.endAt(lines.length);
}

/** Takes one more line into the block, or says where the block ended. */
function readLine(lines: readonly string[], line: number, block: OpenBlock): number | undefined {
  const text = lines[line] ?? '';
  if (isBlank(text)) return block.goesOver(line, () => closingLine(lines, line)) ? undefined : line;
  if (isComment(text)) return undefined;
  if (isCategory(text)) return line;
  if (line > block.start && isNamed(text) && block.endsBeforeName(line)) return line;
  for (const brace of bracesOf(text)) {
    const end = block.take(brace, line, text);
    if (end !== undefined) return end;
  }
  return undefined;
}

/** The line whose } closes a block left open before a blank line, if no question can begin between them. */
function closingLine(lines: readonly string[], from: number): number | undefined {
  for (let line = from; line < lines.length; line += 1) {
    const text = lines[line] ?? '';
    if (isComment(text)) continue;
    if (isCategory(text) || isNamed(text)) return undefined;
    const first = bracesOf(text)[0];
    if (first) return first.brace === '}' ? line : undefined;
  }
  return undefined;
}
