import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openCore, type StartedExam } from '../support/room-core.ts';

/*
 * A process of its own: opens the room of a started exam, takes events in, and kills itself the very moment the n-th of
 * them is acknowledged. It says first what was told, on stdout: `told` an alert's seq, rev and count, `acked` an event's id.
 */
const [dataDir = '', exam = '', dieAt = ''] = process.argv.slice(2);
const { candidates } = JSON.parse(exam) as StartedExam;
const TYPES = ['copy', 'paste', 'copy', 'focus_lost', 'window_blur', 'focus_gained', 'copy', 'devtools_open', 'context_menu'];
/** So many at a time share a commit. */
const ABREAST = 11;

const say = (...words: unknown[]): void => void writeSync(1, `${words.join(' ')}\n`);
const room = await openCore(dataDir, { now: Date.now });
room.hub.addGateway({
  deliver: (event) => {
    if (event.name === 'security-alert' || event.name === 'alert-updated')
      say('told', event.payload.seq, event.payload.rev, event.payload.count);
  },
});
let acked = 0;
for (let n = 0; ; n += ABREAST) {
  await Promise.all(
    Array.from({ length: ABREAST }, async (_, index) => {
      const at = n + index;
      const who = candidates[at % candidates.length];
      const seq = Math.floor(at / candidates.length) + 1;
      const type = TYPES[(at * 7 + seq) % TYPES.length];
      const event = { id: randomUUID(), type, occurredAt: new Date().toISOString(), seq };
      if (who) await room.router.dispatch('security_event', event, who);
      say('acked', event.id);
      acked += 1;
      if (acked === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
    }),
  );
}
