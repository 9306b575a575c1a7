/**
 * `npm run bench -- results`: what results of a full hall cost, in one room without its transports. A thousand candidates with a
 * paper of 50 questions; each figure is the time until the answer, and the CPU it took.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRoom } from '../src/main/app/open-room.ts';
import { tellResults } from '../src/main/domain/grading/tell-results.ts';
import type { QuestionId } from '../src/shared/model/ids.ts';

const CANDIDATES = 1_000;
const QUESTIONS = 50;
const PASSWORD = 'a long enough passphrase';
const LIMITS = { maxConnections: 100, maxConnectionsPerStudent: 5, maxConnectionsPerStaff: 20 };

type Say = (text: string) => void;

/** Runs something and says how long it took, and how much of that was this process's own work: neighbours do not count in it. */
async function timed(say: Say, what: string, run: () => Promise<unknown>): Promise<void> {
  const [startedAt, before] = [performance.now(), process.cpuUsage()];
  await run();
  const { user, system } = process.cpuUsage(before);
  say(
    `${what.padEnd(24)} ${(performance.now() - startedAt).toFixed(0).padStart(6)} ms, of CPU ${((user + system) / 1_000).toFixed(0)} ms`,
  );
}

/** A room with a hall that has answered everything. */
async function fullHall(dataDir: string) {
  const room = await openRoom({ dataDir, logLevel: 'error', ...LIMITS, adminPassword: PASSWORD });
  const anyone = { kind: 'anyone', ip: '127.0.0.1' } as const;
  const { token } = await room.router.call('auth_login', { username: 'admin', password: PASSWORD }, anyone);
  const { actor } = await room.authenticate(token, '127.0.0.1');
  const gift = Array.from({ length: QUESTIONS }, (_, place) => `::q${place}::Is ${place} even? {T}`).join('\n\n');
  const { exam } = await room.router.call('exam_import', { bytes: Buffer.from(gift), filename: 'paper.gift' }, actor);
  const lines = Array.from({ length: CANDIDATES }, (_, place) => `N${place},First${place},Last${place}`);
  const roster = Buffer.from(`candidateNumber,firstName,lastName\n${lines.join('\n')}\n`);
  await room.router.call('roster_import', { examId: exam.id, bytes: roster }, actor);
  const { code } = await room.router.call('exam_open', { examId: exam.id }, actor);
  for (let place = 0; place < CANDIDATES; place++)
    await room.router.call('join', { code, examId: exam.id, candidateNumber: `N${place}`, consent: true }, anyone);
  await room.router.call('exam_start', { examId: exam.id }, actor);
  const { questions } = await room.router.call('exam_get', { examId: exam.id }, actor);
  await room.router.run(
    ({ store, now }) => {
      for (const [place, { id }] of store.attempts.ofExam(exam.id).entries())
        for (const [at, question] of questions.entries())
          store.answers.put(id, { questionId: question.id, value: (place * 7 + at) % 3 > 0, revision: 1 }, now);
    },
    { kind: 'room' },
  );
  return { room, actor, examId: exam.id, questionId: questions[0]?.id as QuestionId, question: questions[0] };
}

export async function benchResults(say: Say): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'invigil-bench-results-'));
  try {
    const { room, actor, examId, questionId, question } = await fullHall(dataDir);
    const { router, results } = room;
    say(`${CANDIDATES} candidates, ${QUESTIONS} questions`);
    await timed(say, 'end and grade', () => router.call('exam_end', { examId }, actor));
    await timed(say, 'results, first time', () => router.call('results_get', { examId }, actor));
    await timed(say, 'results, again', () => router.call('results_get', { examId }, actor));
    for (const format of ['moodle', 'canvas'] as const)
      await timed(say, `gradebook for ${format}`, () => router.call('results_export', { examId, format }, actor));
    await timed(say, 'statistics', () => router.call('item_statistics', { examId }, actor));
    await timed(say, 'publish', () => router.call('results_publish', { examId }, actor));
    await timed(say, 'tell everybody', async () => {
      while (results.areDue()) await router.run((work) => tellResults(work, results.press), { kind: 'room' });
    });
    if (question?.type === 'true_false') {
      const correction = { treatment: 'keyed' as const, question: { ...question, answer: !question.answer } };
      let basis = '';
      await timed(say, 'try a correction', async () => {
        basis = (await router.call('regrade_try', { examId, questionId, correction }, actor)).basis;
      });
      await timed(say, 'apply it', () =>
        router.call('regrade_apply', { examId, questionId, correction, basis, reason: 'bench' }, actor),
      );
    }
    await room.close();
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
