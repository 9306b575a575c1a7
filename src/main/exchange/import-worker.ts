import { parentPort } from 'node:worker_threads';
import { invariant } from '../../shared/assert.ts';
import { carryOutImport, type ImportTask } from './import-task.ts';

/** Entry of the thread that reads files, so that a large one never stops the room (decision 4). One task after the other. */
const port = parentPort;
invariant(port, 'this module is started as a worker');
const answer = async (task: ImportTask): Promise<void> => port.postMessage(await carryOutImport(task));
// A bug is an unhandled rejection here, which ends the thread and tells its owner.
port.on('message', (task: ImportTask) => void answer(task));
