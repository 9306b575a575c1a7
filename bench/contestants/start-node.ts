import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface ServerReport {
  /** CPU of all its threads since the reset. */
  readonly cpuMs: number;
  readonly loopP999Ms: number;
}
/** Bytes. */
export interface Memory {
  readonly rss: number;
  readonly heapUsed: number;
}

/** Questions to a server under test, answered by the probe inside it. */
export interface Probe {
  reset(): Promise<void>;
  report(): Promise<ServerReport>;
  /** Memory as it is, garbage and all. */
  memory(): Promise<Memory>;
  /** Memory after forced garbage collections. */
  collect(): Promise<Memory>;
  /** The same after the runtime was told that memory is short: without the emptied pages it would keep for the next burst. */
  release(): Promise<Memory>;
}

/** A server under test as a process of its own. */
export interface ServerProcess {
  /** The first lines of stdout, as many as were asked for. */
  readonly lines: readonly string[];
  readonly probe: Probe;
  /** Ends it as an operator would, waits, and kills it when it does not end. */
  stop(): Promise<void>;
}

const START_MS = 20_000;
const STOP_MS = 8_000;
const PROBE = new URL('../probe.mjs', import.meta.url).href;

/** Settings of whoever runs the bench are none of the servers under test. */
const FOREIGN_SETTING = /^(INVIGIL_|WEBSOCKET_|WS_CORS|CORS_|PORT$|USE_PRODUCTION_)/;
const ownEnvironment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN_SETTING.test(name)));

interface StartOptions {
  /** Where no `.env` of anybody lies. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A folder for CPU profiles of what is measured. */
  readonly profiles?: string | undefined;
  /** Lines of output after which it serves. */
  readonly lines?: number;
}

/** Starts a script under this very Node with the probe inside; resolves when it has printed its first lines. */
export async function startNode(
  script: string,
  args: readonly string[],
  { cwd, env = {}, profiles, lines = 1 }: StartOptions,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['--no-warnings', '--expose-gc', '--import', PROBE, script, ...args], {
    cwd,
    env: { ...ownEnvironment(), ...env, ...(profiles === undefined ? {} : { BENCH_PROFILES: profiles }) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const waiting = new Map<number, (answer: never) => void>();
  let asked = 0;
  child.on('message', ({ id, answer }: { id: number; answer: never }) => {
    waiting.get(id)?.(answer);
    waiting.delete(id);
  });
  const ask = <T>(question: string): Promise<T> =>
    new Promise((resolve) => {
      const id = asked++;
      waiting.set(id, resolve);
      child.send({ ask: question, id });
    });

  async function stop(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    await ended;
    clearTimeout(timer);
  }

  const printed: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`${script} did not start in time: ${errors}`)), START_MS);
    child.once('exit', (code, signal) => reject(new Error(`${script} ended with ${code ?? signal}: ${errors}`)));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (printed.length < lines) printed.push(line);
      if (printed.length < lines) return;
      clearTimeout(timer);
      resolve();
    });
  }).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    lines: printed,
    probe: {
      reset: () => ask('reset'),
      report: () => ask('report'),
      memory: () => ask('memory'),
      collect: () => ask('collect'),
      release: () => ask('release'),
    },
    stop,
  };
}
