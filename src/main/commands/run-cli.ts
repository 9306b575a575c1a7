import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { readVersion } from '../app/version.ts';
import { addDoctor } from './doctor.ts';
import { addFileCommands } from './files.ts';
import { describeFailure } from './output.ts';
import { addReplay } from './replay.ts';
import { addSelftest } from './selftest.ts';
import { addServe } from './serve.ts';
import { addSimulate } from './simulate.ts';
import { addToken } from './token.ts';
import { addUser } from './user.ts';

/** Runs one `invigil` command. Resolves to its exit code: 0 ok, 1 failed, 2 usage (operations). */
export async function runCli(argv: readonly string[]): Promise<number> {
  const program = new Command('invigil')
    .description('Supervised exams in a room, watched over live.')
    .version(readVersion())
    .showHelpAfterError('(--help shows what there is)')
    .configureOutput({ outputError: (text, write) => write(`invigil: ${text.replace(/^error: /, '')}`) })
    .exitOverride();
  addServe(program);
  addDoctor(program);
  addSelftest(program);
  addFileCommands(program);
  addUser(program);
  addToken(program);
  addSimulate(program);
  addReplay(program);
  for (const command of program.commands) command.exitOverride();
  try {
    await program.parseAsync([...argv]);
    return typeof process.exitCode === 'number' ? process.exitCode : 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof InvalidArgumentError) return 2;
    process.stderr.write(`invigil: ${describeFailure(error)}\n`);
    return 1;
  }
}
