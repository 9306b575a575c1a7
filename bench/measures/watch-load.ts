import { cpus } from 'node:os';
import type { Probe, ServerReport } from '../contestants/start-node.ts';

/** Core-milliseconds this machine has been busy with anything at all. */
const busyMs = (): number => cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0);

export interface Load {
  /** Of the load generator, that is this process, in cores: near a whole core it is what is measured. */
  readonly generatorCores: number;
  /** Cores used by neither it nor the server under test: what the machine's other work took. */
  readonly othersCores: number;
  /** Of the server under test, in ms; NaN where there is no probe. */
  readonly serverCpuMs: number;
  readonly loopP999Ms: number;
}

const NOT_SEEN: Pick<ServerReport, 'cpuMs' | 'loopP999Ms'> = { cpuMs: Number.NaN, loopP999Ms: Number.NaN };

/** Begins watching this process, the server and the machine; call the result for what came of it. */
export async function watchLoad(probe: Probe | undefined): Promise<() => Promise<Load>> {
  await probe?.reset();
  const cpu = process.cpuUsage();
  const busy = busyMs();
  const at = performance.now();
  return async () => {
    const elapsedMs = performance.now() - at;
    const { user, system } = process.cpuUsage(cpu);
    const busyCores = (busyMs() - busy) / elapsedMs;
    const { cpuMs, loopP999Ms } = (await probe?.report()) ?? NOT_SEEN;
    const generatorCores = (user + system) / 1000 / elapsedMs;
    return {
      generatorCores,
      othersCores: Math.max(0, busyCores - generatorCores - cpuMs / elapsedMs),
      serverCpuMs: cpuMs,
      loopP999Ms,
    };
  };
}
