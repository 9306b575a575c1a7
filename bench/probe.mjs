/**
 * Loaded into each Node server under test before its own code (`--import`), never in production: answers questions
 * about that process over its IPC channel. Costs one timer a millisecond while the loop is watched.
 */
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 1;
const SAMPLE_US = 250;
/** Finalisers and the allocator need a moment between collections, so that what is left is really held. */
const COLLECTIONS = 3;
const COLLECTION_PAUSE_MS = 100;

const profiles = process.env.BENCH_PROFILES;
const loop = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
let cpu = process.cpuUsage();
let windows = 0;
/** @type {Session | undefined} */
let profiler;

/** What the loop came late by; the histogram counts the timer's own millisecond too. */
const lateMs = (/** @type {number} */ percentile) => Math.max(0, loop.percentile(percentile) / 1e6 - RESOLUTION_MS);

const answers = {
  reset: async () => {
    if (profiles !== undefined) {
      profiler = new Session();
      profiler.connect();
      await profiler.post('Profiler.enable');
      await profiler.post('Profiler.setSamplingInterval', { interval: SAMPLE_US });
      await profiler.post('Profiler.start');
    }
    loop.enable();
    loop.reset();
    cpu = process.cpuUsage();
    return {};
  },
  report: async () => {
    const { user, system } = process.cpuUsage(cpu);
    loop.disable();
    windows++;
    if (profiler && profiles !== undefined) {
      const { profile } = await profiler.post('Profiler.stop');
      profiler.disconnect();
      writeFileSync(join(profiles, `${process.pid}-${windows}.cpuprofile`), JSON.stringify(profile));
    }
    return { cpuMs: (user + system) / 1000, loopP999Ms: lateMs(99.9) };
  },
  collect: async () => {
    for (let i = 0; i < COLLECTIONS; i++) {
      globalThis.gc?.();
      await new Promise((resolve) => setTimeout(resolve, COLLECTION_PAUSE_MS));
    }
    return answers.memory();
  },
  memory: async () => {
    const { rss, heapUsed } = process.memoryUsage();
    return { rss, heapUsed };
  },
  release: async () => {
    const session = new Session();
    session.connect();
    // What V8 does when the system says that memory is short; `gc()` leaves the pages it emptied resident, for the next burst.
    await session.post('HeapProfiler.collectGarbage');
    session.disconnect();
    await new Promise((resolve) => setTimeout(resolve, COLLECTION_PAUSE_MS));
    return answers.memory();
  },
};

process.on('message', (/** @type {{ ask: keyof typeof answers, id: number }} */ { ask, id }) => {
  void answers[ask]().then((answer) => process.send?.({ id, answer }));
});
// Whoever asks is gone: nobody else would end this process.
process.on('disconnect', () => process.exit(1));
// The server must be able to end by itself.
process.channel?.unref();
