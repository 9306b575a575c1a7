import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { serveProcesses } from '../support/serve-process.ts';
import { ADMIN_PASSWORD } from '../support/start-test-room.ts';
import { tempDirs } from '../support/temp-dir.ts';

const CLI = join(import.meta.dirname, '../../src/main/cli.ts');
const serve = serveProcesses({ per: 'file' });
const makeDir = tempDirs({ per: 'file' });

interface Run {
  readonly lines: Record<string, unknown>[];
  /** Resolves with the first line of this event. */
  line(event: string): Promise<Record<string, unknown>>;
  readonly exit: Promise<{ code: number | null; signal: NodeJS.Signals | null; stderr: string }>;
  kill(signal: NodeJS.Signals): void;
}
const runs: Run[] = [];
afterAll(async () => {
  for (const run of runs.splice(0)) {
    run.kill('SIGKILL');
    await run.exit;
  }
});

/** `invigil simulate --json` as a process of its own. */
function simulate(...args: string[]): Run {
  const child = spawn(process.execPath, ['--no-warnings', CLI, 'simulate', '--json', ...args], { stdio: 'pipe' });
  child.stdin.end(`${ADMIN_PASSWORD}\n`);
  const lines: Record<string, unknown>[] = [];
  const watchers = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (text) => {
    lines.push(JSON.parse(text) as Record<string, unknown>);
    for (const look of [...watchers]) look();
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const exit = new Promise<Awaited<Run['exit']>>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, stderr }));
  });
  const run: Run = {
    lines,
    line: (event) =>
      new Promise((resolve) => {
        const look = () => {
          const found = lines.find((one) => one.event === event);
          if (found) resolve(found);
        };
        watchers.add(look);
        look();
      }),
    exit,
    kill: (signal) => void child.kill(signal),
  };
  runs.push(run);
  return run;
}

async function startRoom() {
  const room = serve(['--port', '0', '--data-dir', makeDir()]);
  return { room, url: (await room.ready).url };
}
const STAFF = ['--prepare', '--username', 'admin', '--password-stdin'];

function scenarioFile(content: unknown): string {
  const dir = makeDir();
  mkdirSync(dir, { recursive: true });
  const path = join(dir, 'scenario.json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}
const AT_ONCE = { name: 'at once', phases: { lobby: { over: '0s' } } };

// Side by side: a simulation waits more than it works.
describe.concurrent('invigil simulate as a process', () => {
  it('OP1 plays a scenario from a file to its end: one line an event, exit 0, and nothing keeps it alive', async () => {
    const { url } = await startRoom();
    const scenario = { ...AT_ONCE, everybody: [{ do: 'cut', at: '50%' }], proctor: [{ do: 'end', at: '100%' }] };
    const run = simulate(
      '--url',
      url,
      ...STAFF,
      '--students',
      '6',
      '--minutes',
      '0.08',
      '--speed',
      '40',
      '--scenario',
      scenarioFile(scenario),
    );
    const { code, stderr } = await run.exit;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const events = run.lines.map(({ event }) => event).filter((event) => event !== 'progress');
    expect(events).toEqual(['prepared', 'joined', 'started', 'fault', 'staff', 'summary']);
    expect(run.lines.at(-1)).toMatchObject({
      scenario: 'at once',
      joined: 6,
      lost: 0,
      doubled: 0,
      outOfOrder: 0,
      unchecked: 0,
      faults: 6,
    });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('OP1 %s ends it in order, with what was seen so far', async (signal) => {
    const { url } = await startRoom();
    const run = simulate(
      '--url',
      url,
      ...STAFF,
      '--students',
      '5',
      '--minutes',
      '30',
      '--speed',
      '20',
      '--scenario',
      scenarioFile(AT_ONCE),
    );
    await run.line('progress');
    await run.line('started');
    const askedAt = performance.now();
    run.kill(signal);
    run.kill(signal);
    expect((await run.exit).code).toBe(0);
    expect(performance.now() - askedAt).toBeLessThan(10_000);
    expect(run.lines.at(-1)).toMatchObject({
      event: 'summary',
      calledOff: true,
      joined: 5,
      lost: 0,
      unacknowledged: 0,
      unchecked: 0,
    });
  });

  it('EX6 a room that dies for good: what it cannot be asked about is said, and the exit code is 1', async () => {
    const { room, url } = await startRoom();
    const run = simulate(
      '--url',
      url,
      ...STAFF,
      '--students',
      '4',
      '--minutes',
      '30',
      '--speed',
      '20',
      '--scenario',
      scenarioFile(AT_ONCE),
    );
    await run.line('started');
    await run.line('progress');
    room.kill('SIGKILL');
    await room.exit;
    run.kill('SIGTERM');
    expect((await run.exit).code).toBe(1);
    expect(run.lines.at(-1)).toMatchObject({ event: 'summary', calledOff: true, unchecked: expect.any(Number) });
    expect(run.lines.at(-1)?.unchecked).toBeGreaterThanOrEqual(4);
  });

  it('OP1 a bad scenario is wrong usage: one sentence, exit 2, and nobody has joined or signed in', async () => {
    const { url } = await startRoom();
    const bad = scenarioFile({ name: 'x', networks: [{ name: 'a', share: 3 }] });
    for (const [scenario, said] of [
      [bad, 'at networks[0].share: '],
      [scenarioFile('{"name": '), 'is no valid JSON'],
      ['calmest', 'there is no file "calmest"; give a file, or one of the built-in scenarios: calm, cheats, flaky, exam-day'],
    ] as const) {
      const run = simulate('--url', url, ...STAFF, '--scenario', scenario);
      const { code, stderr } = await run.exit;
      expect(code).toBe(2);
      expect(stderr).toContain(said);
      expect(stderr.split('\n').filter((line) => line !== '' && !line.includes('--help'))).toHaveLength(1);
      expect(run.lines).toEqual([]);
    }
    const script = simulate('--url', url, '--code', 'AAAA-AAAA-AAAA-A', '--scenario', 'exam-day');
    expect(await script.exit).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('has a script for staff: say who signs in'),
    });
  });
});
