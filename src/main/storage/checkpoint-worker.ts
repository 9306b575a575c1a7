import { parentPort, workerData } from 'node:worker_threads';
import { invariant } from '../../shared/assert.ts';
import { connect } from './open-database.ts';

/** Entry of the thread that carries the log over into the store's file; each message asks for it once, `null` ends it. */
const port = parentPort;
invariant(port && typeof workerData === 'string', 'this module is started as a worker, with the path of the store');
const db = connect(workerData);
const checkpoint = db.prepare('PRAGMA wal_checkpoint(PASSIVE)');
port.on('message', (ask: 'checkpoint' | null) => {
  if (ask === null) {
    db.close();
    port.close();
    return;
  }
  checkpoint.get();
  port.postMessage('done');
});
