import { parentPort } from 'node:worker_threads';
import { invariant } from '../../shared/assert.ts';
import { carryOutImport } from './import-task.ts';
import { createSlicedAnswer, type ToThread } from './sliced-answer.ts';

/** Entry of the thread that reads files, so that a large one never stops the room (decision 4). One task after the other. */
const port = parentPort;
invariant(port, 'this module is started as a worker');
const answers = createSlicedAnswer((message) => port.postMessage(message));
const answer = async (word: ToThread): Promise<void> => {
  if (word === 'next') answers.next();
  else answers.begin(await carryOutImport(word));
};
// A bug is an unhandled rejection here, which ends the thread and tells its owner.
port.on('message', (word: ToThread) => void answer(word));
