/**
 * A candidate's program that types until it is killed: `seat-typist.ts FOLDER ATTEMPT QUESTION ROUND`. Prints `kept N MS` for each
 * change once it is promised to be on the disk, with how long that took.
 */
import { openBridgedLink } from '../../src/renderer/link/bridged-link.ts';
import { createSeatBridge } from '../support/seat-bridge.ts';

const [folder = '', attemptId = '', question = '', round = ''] = process.argv.slice(2);
const { shell } = createSeatBridge({ folder });
const link = await openBridgedLink(shell, { attemptId });
link.start();
// A page types only into questions the room has shown it.
await link.client.loadAttempt();
for (let word = 1; ; word += 1) {
  const startedAt = performance.now();
  link.client.report({ type: 'focus_lost', details: { round, word } });
  const reply = await shell.saveAnswer({ questionId: question, value: `round ${round}, word ${word}` });
  if (!reply.ok) throw new Error(reply.error.message);
  process.stdout.write(`kept ${word} ${(performance.now() - startedAt).toFixed(1)}\n`);
  await new Promise((resolve) => setTimeout(resolve, 5));
}
