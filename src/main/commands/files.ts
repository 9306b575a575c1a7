import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Command, Option } from 'commander';
import type { ImportReport } from '../../shared/model/exam.ts';
import type { ExamId } from '../../shared/model/ids.ts';
import { ExamId as ExamIdSchema } from '../../shared/model/ids.ts';
import { COMMANDS, type CommandInput } from '../../shared/protocol/commands.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { createOutput } from './output.ts';
import { type CallRoom, type RoomFlags, withRoom, withRoomOptions } from './room-access.ts';

async function read(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new RoomError('not_found', `${path} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : String(code)}.`);
  }
}

/** Never over a file that is there. */
async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new RoomError(
      'state_conflict',
      `${path} cannot be written: ${code === 'EEXIST' ? 'it exists already' : String(code)}.`,
    );
  }
}

const describe = (report: ImportReport): string =>
  [
    `${report.imported} questions imported: ${Object.entries(report.byType)
      .map(([type, count]) => `${count} ${type}`)
      .join(', ')}`,
    ...report.skipped.map(({ line, reason }) => `  skipped${line === undefined ? '' : `, line ${line}`}: ${reason}`),
    ...report.warnings.map((warning) => `  note: ${warning}`),
  ].join('\n');

/** An exam by its id, or by its title when only one has it. */
async function findExam(call: CallRoom, wanted: string): Promise<ExamId> {
  const asId = ExamIdSchema.safeParse(wanted);
  if (asId.success) return asId.data;
  const { exams } = await call('exams_list', {});
  const found = exams.filter(({ title }) => title === wanted);
  if (found.length !== 1 || !found[0]) {
    throw new RoomError(
      'exam_not_found',
      found.length === 0 ? `There is no exam "${wanted}" in this room.` : `Several exams are called "${wanted}": give the id.`,
    );
  }
  return found[0].id;
}

/** `invigil import`, `invigil roster` and `invigil export`: what the REST calls do (operations). */
export function addFileCommands(program: Command): void {
  withRoomOptions(
    program
      .command('import')
      .description('import an exam from a file')
      .argument('<file>', 'a question bank or package, as the teacher has it'),
  )
    .addOption(
      new Option('--format <name>', 'what the file is, where its content does not tell').choices(
        COMMANDS.exam_import.input.shape.format.unwrap().options,
      ),
    )
    .action(async (path: string, flags: RoomFlags & { format?: CommandInput<'exam_import'>['format'] }) => {
      const bytes = await read(path);
      const answer = await withRoom(flags, (call) =>
        call('exam_import', { bytes, filename: basename(path), ...(flags.format ? { format: flags.format } : {}) }),
      );
      createOutput(flags.json ?? false).line(
        { event: 'imported', ...answer },
        `${answer.exam.title} (${answer.exam.id})\n${describe(answer.report)}`,
      );
    });
  withRoomOptions(
    program
      .command('roster')
      .description('import who may sit an exam')
      .argument('<exam>', 'id or title')
      .argument('<file>', 'a CSV file'),
  ).action(async (exam: string, path: string, flags: RoomFlags) => {
    const bytes = await read(path);
    const report = await withRoom(flags, async (call) => call('roster_import', { examId: await findExam(call, exam), bytes }));
    const rejected = report.rejected.map(({ line, reason }) => `\n  rejected, line ${line}: ${reason}`).join('');
    createOutput(flags.json ?? false).line(
      { event: 'roster', ...report },
      `${report.added} added, ${report.updated} updated, ${report.rejected.length} rejected${rejected}`,
    );
  });
  withRoomOptions(
    program
      .command('export')
      .description('take out the record of a sitting that has ended, for `invigil replay --format events-jsonl`')
      .argument('<exam>', 'id or title'),
  )
    .option('--out <file>', 'where to write it; stdout when absent')
    .action(async (exam: string, flags: RoomFlags & { out?: string }) => {
      const { lines, ...record } = await withRoom(flags, async (call) =>
        call('sitting_export', { examId: await findExam(call, exam) }),
      );
      const { out } = flags;
      if (out === undefined) return void process.stdout.write(`${lines.join('\n')}\n`);
      await write(out, `${lines.join('\n')}\n`);
      createOutput(flags.json ?? false).line(
        { event: 'exported', ...record, lines: lines.length, out },
        `${lines.length} lines in ${out}`,
      );
    });
}
