import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, expect } from 'vitest';
import { ADMIN_PASSWORD } from './test-room-files.ts';

const CLI = join(import.meta.dirname, '../../src/main/cli.ts');

export interface ReadyLine {
  readonly event: 'ready';
  readonly url: string;
  readonly lanUrls: readonly string[];
  readonly pid: number;
  readonly dataDir: string;
  readonly version: string;
}

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `invigil serve` as a process of its own. */
export interface ServeProcess {
  readonly pid: number;
  /** Parsed lines of stdout so far. */
  readonly lines: readonly Record<string, unknown>[];
  /** The first line, which must be the ready line; rejects with stderr when the process ends before. */
  readonly ready: Promise<ReadyLine>;
  readonly exit: Promise<Exit>;
  /** Resolves once this stands in what it has written to stderr. */
  complained(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Nobody reads its lines any more. */
  stopReading(): void;
}

/** Starts one room, from the sources or from another build's `cli`; whoever starts it sees to its end. */
export function startServe(args: readonly string[], env: Record<string, string> = {}, cli = CLI): ServeProcess {
  const child = spawn(process.execPath, ['--no-warnings', cli, 'serve', '--json', ...args], {
    env: { ...process.env, INVIGIL_ADMIN_PASSWORD: ADMIN_PASSWORD, INVIGIL_LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: Record<string, unknown>[] = [];
  let stdout = '';
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const { promise: ready, resolve: isReady, reject: isOver } = Promise.withResolvers<ReadyLine>();
  // Whoever only waits for the exit must not be told of this as well.
  ready.catch(() => {});
  createInterface({ input: child.stdout }).on('line', (line) => {
    stdout += `${line}\n`;
    const parsed = JSON.parse(line) as Record<string, unknown>;
    lines.push(parsed);
    if (lines.length > 1) return;
    if (parsed.event === 'ready') isReady(parsed as unknown as ReadyLine);
    else isOver(new Error(`the first line is no ready line: ${line}`));
  });
  const exit = new Promise<Exit>((resolve) => {
    child.on('close', (code, signal) => {
      isOver(new Error(`serve ended with ${code ?? signal} before it was ready: ${stderr}`));
      resolve({ code, signal, stdout, stderr });
    });
  });
  return {
    pid: child.pid ?? 0,
    lines,
    ready,
    exit,
    complained: (text) =>
      new Promise((resolve) => {
        const look = () => {
          if (!stderr.includes(text)) return;
          child.stderr.off('data', look);
          resolve();
        };
        child.stderr.on('data', look);
        look();
      }),
    kill: (signal) => void child.kill(signal),
    stopReading: () => child.stdout.destroy(),
  };
}

/** Starts rooms as processes; whatever still runs after a test (or, per file, after the last one) is killed, by its own pid. */
export function serveProcesses({ per = 'test' }: { per?: 'test' | 'file' } = {}): typeof startServe {
  const started: ServeProcess[] = [];
  const cleanUp = async () => {
    for (const room of started.splice(0)) {
      room.kill('SIGKILL');
      await room.exit;
    }
  };
  if (per === 'test') afterEach(cleanUp);
  else afterAll(cleanUp);
  return (args, env, cli) => {
    const room = startServe(args, env, cli);
    started.push(room);
    return room;
  };
}

/** Starts a room that must not open: exit 1 and one clear line without a stack, which is returned. */
export async function refusedStart(serve: typeof startServe, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await serve(args).exit;
  expect(code, stderr).toBe(1);
  expect(stdout).toBe('');
  expect(stderr.trim().split('\n'), stderr).toHaveLength(1);
  expect(stderr).toMatch(/^invigil: /);
  return stderr;
}

/** A port nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || !address) throw new Error('a listening server has an address');
  return address.port;
}
