import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { openBridgedDoor } from '../../src/renderer/link/bridged-door.ts';
import { only, prepareExam } from '../support/exam-day.ts';
import { createSeatBridge } from '../support/seat-bridge.ts';
import { testRooms } from '../support/start-test-room.ts';
import { tempDirs } from '../support/temp-dir.ts';

const startTestRoom = testRooms();
const tempDir = tempDirs();
const TYPIST = join(import.meta.dirname, 'seat-typist.ts');
const ROUNDS = 10;

/** Lets a program type, kills it the hard way some time after `whileTyping`, and answers what it had promised. */
async function typeAndDie(
  args: readonly string[],
  livesMs: number,
  whileTyping: () => Promise<void>,
): Promise<{ kept: number; slowestMs: number }> {
  const child = spawn(process.execPath, ['--no-warnings', TYPIST, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let kept = 0;
  let slowestMs = 0;
  const lines = createInterface({ input: child.stdout });
  const ended = once(lines, 'close');
  lines.on('line', (line) => {
    const [, word, ms] = line.split(' ').map(Number);
    if (kept === 0) void whileTyping().then(() => setTimeout(() => child.kill('SIGKILL'), livesMs));
    kept = word ?? 0;
    slowestMs = Math.max(slowestMs, ms ?? 0);
  });
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  await ended;
  expect(signal).toBe('SIGKILL');
  return { kept, slowestMs };
}

const wordOf = (value: unknown): number[] => /round (\d+), word (\d+)/.exec(String(value))?.slice(1).map(Number) ?? [];

describe('a candidate’s program that is killed', () => {
  it('R6 EX6 loses nothing it had promised, with and without the room, and the room has everything once', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room, { candidates: 1, until: 'draft' });
    await day.staff.rest.call('exam_open', { examId: day.examId });
    await day.staff.rest.call('exam_start', { examId: day.examId });
    const essay = day.question('essay').id;
    const folder = tempDir();
    const { candidateNumber, accessCode } = only(day.roster);
    const first = createSeatBridge({ folder });
    const facts = await (await openBridgedDoor(first.shell)).join(room.url.replace('http://', ''), {
      code: room.joinCode,
      examId: day.examId,
      candidateNumber,
      consent: true,
      ...(accessCode ? { accessCode } : {}),
    });

    const port = Number(new URL(room.url).port);
    let present = room;
    let last = { round: 0, kept: 0 };
    let slowestMs = 0;
    for (let round = 1; round <= ROUNDS; round += 1) {
      const isAway = round % 2 === 0;
      const args = [folder, facts.attemptId, essay, String(round)];
      const outcome = await typeAndDie(args, 20 + ((round * 97) % 400), async () => {
        if (isAway) await present.stop();
      });
      last = { round, kept: outcome.kept };
      slowestMs = Math.max(slowestMs, outcome.slowestMs);
      if (!isAway) continue;
      // What the room has taken is not in the outbox any more; without it, everything promised is.
      const found = createSeatBridge({ folder });
      const link = await (await openBridgedDoor(found.shell)).openLink(facts);
      expect(wordOf(link.client.snapshot().answers.get(essay))).toEqual([round, expect.any(Number)]);
      expect(wordOf(link.client.snapshot().answers.get(essay))[1]).toBeGreaterThanOrEqual(outcome.kept);
      await found.desk.close('test_over');
      present = await startTestRoom({ dataDir: room.dataDir, config: { port } });
    }
    const program = createSeatBridge({ folder });
    const link = await (await openBridgedDoor(program.shell)).openLink(facts);
    link.start();
    await expect.poll(() => link.connection.state.state, { timeout: 15_000 }).toBe('connected');
    const startedAt = performance.now();
    await link.client.loadAttempt();
    await expect.poll(() => link.client.snapshot().pending, { timeout: 60_000 }).toBe(0);
    const drainedMs = performance.now() - startedAt;

    const staff = await present.signIn();
    const { answers } = await link.client.loadAttempt();
    const [round, word] = wordOf(answers.find(({ questionId }) => questionId === essay)?.value);
    expect(round).toBe(last.round);
    expect(word).toBeGreaterThanOrEqual(last.kept);
    const { timeline } = await staff.rest.call('attempt_detail', { attemptId: facts.attemptId });
    const seen = timeline.flatMap((entry) => (entry.kind === 'event' && entry.type === 'focus_lost' ? [entry.details] : []));
    const marks = seen.map((details) => `${details?.round}/${details?.word}`);
    expect(new Set(marks).size).toBe(marks.length);
    expect(slowestMs).toBeLessThan(1_000);
    expect(drainedMs).toBeLessThan(60_000);
    process.stdout.write(
      `${ROUNDS} kills; kept within ${slowestMs.toFixed(0)} ms at worst; ${marks.length} events; drained in ${drainedMs.toFixed(0)} ms\n`,
    );
    await program.desk.close('test_over');
  });
});
