import { type Command, Option } from 'commander';
import { RoomError } from '../../shared/protocol/errors.ts';
import { createSittingReplay } from '../domain/replay/replay-sitting.ts';
import type { Finding } from '../domain/walls/finding.ts';
import { createWalls } from '../domain/walls/walls.ts';
import { LOG_FORMATS, type LogFormat } from '../exchange/logs/formats.ts';
import { type Line, LONGEST_LINE, readLines } from '../exchange/logs/read-lines.ts';
import { createOutput, type Output } from './output.ts';
import { reportDecisions } from './replayed-decisions.ts';

/** So many skipped lines are named; more of them are only counted. */
const MOST_NAMED = 20;

interface ReplayFlags {
  readonly format: LogFormat;
  readonly json?: boolean;
}

/** `invigil replay`: a recorded log goes through the walls, by its own clock (operations). Nothing is stored. */
export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('feed a recorded log through the walls and report what they find')
    .argument('<file>', 'the log')
    .addOption(
      new Option('--format <name>', 'what kind of log it is').choices(Object.keys(LOG_FORMATS)).makeOptionMandatory(true),
    )
    .option('--json', 'machine-readable lines on stdout')
    .action(async (path: string, { format, json }: ReplayFlags) => replay(path, format, createOutput(json ?? false)));
}

function report(output: Output, { number }: Line, { wall, type, severity, confidence, subject, reasons }: Finding): void {
  const who = [subject.ip, subject.user].filter((part) => part !== undefined).join(' ');
  output.line(
    { line: number, wall, type, severity, confidence, subject, reasons },
    `line ${number}: ${severity} ${type}${who ? ` from ${who}` : ''}: ${reasons.join('; ')}`,
  );
}

async function replay(path: string, format: LogFormat, output: Output): Promise<void> {
  const walls = createWalls();
  const reader = LOG_FORMATS[format]();
  const day = createSittingReplay();
  const count = { lines: 0, findings: 0, skipped: 0 };
  const skip = (number: number, why: string): void => {
    count.skipped += 1;
    if (count.skipped <= MOST_NAMED) process.stderr.write(`invigil: line ${number} skipped: ${why}\n`);
  };
  const take = (line: Line): void => {
    count.lines += 1;
    if (line.text === undefined) skip(line.number, `longer than ${LONGEST_LINE} characters`);
    if (line.text === undefined || line.text.trim() === '') return;
    const read = reader.read(line.text, line.number);
    const unfit = 'skipped' in read ? read.skipped : read.record && day.take(read.record);
    if ('skipped' in read || unfit !== undefined) return skip(line.number, unfit ?? '');
    for (const signal of read.signals) {
      for (const finding of walls.see(signal)) {
        count.findings += 1;
        report(output, line, finding);
      }
    }
  };
  try {
    for await (const line of readLines(path)) take(line);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new RoomError('not_found', `${path} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : code}.`);
  }
  if (count.skipped > MOST_NAMED) process.stderr.write(`invigil: ${count.skipped - MOST_NAMED} more lines skipped\n`);
  const decided = format === 'events-jsonl' ? reportDecisions(output, day) : undefined;
  const said = decided ? `, ${decided.decisions} decisions, ${decided.differing} other than on the day` : '';
  output.line(
    { event: 'summary', ...count, ...decided },
    `${count.lines} lines, ${count.findings} findings, ${count.skipped} lines skipped${said}`,
  );
}
