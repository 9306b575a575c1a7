/** `npm run invigil -- COMMAND`: the command line, in this very process, so that signals and the exit code are its own. */
import { runCommandLine } from './run-command-line.mjs';

await runCommandLine(process.argv.slice(2));
