import { expect, it } from 'vitest';
import { createRest } from '../support/rest-driver.ts';
import { freePort, serveProcesses } from '../support/serve-process.ts';
import { ADMIN_PASSWORD } from '../support/start-test-room.ts';
import { openStoreReadOnly } from '../support/store-file.ts';
import { tempDirs } from '../support/temp-dir.ts';
import { rosterCsv, rosterLines } from '../support/test-room-files.ts';
import { type SimulatedCandidate, simulateCandidate } from './simulated-candidate.ts';

const serve = serveProcesses();
const makeDir = tempDirs();

const KILLS = Number(process.env.INVIGIL_TEST_KILLS ?? 12);
const CANDIDATES = 20;
const TYPING_EVERY_MS = 40;
/** Seeded, so that a failure can be run again. */
const SEED = Number(process.env.INVIGIL_TEST_SEED ?? 20261120);
const LIMIT_MS = 20_000;

function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what: string, isTrue: () => boolean): Promise<void> {
  const end = Date.now() + LIMIT_MS;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error(`${what} did not happen within ${LIMIT_MS} ms`);
    await sleep(10);
  }
}

/** Everything acknowledged so far against what lies on the disk; the answer is how much was compared. */
function compareWithStore(dataDir: string, candidates: readonly SimulatedCandidate[]): { answers: number; events: number } {
  // What is acknowledged after this moment is committed too, but was not promised yet.
  const promised = candidates.map(({ attemptId, acked }) => ({
    attemptId,
    answers: [...acked.answers.values()],
    events: [...acked.events],
  }));
  const db = openStoreReadOnly(dataDir);
  try {
    const saves = db.prepare<[string], { client_id: string; n: number; revision: number; value: string }>(
      'SELECT client_id, count(*) AS n, max(revision) AS revision, max(value) AS value FROM answer_saves WHERE attempt_id = ? GROUP BY client_id',
    );
    const latest = db.prepare<[string], { question_id: string; revision: number; value: string }>(
      'SELECT question_id, revision, value FROM answers WHERE attempt_id = ?',
    );
    const events = db.prepare<[string], { client_id: string; n: number }>(
      'SELECT client_id, count(*) AS n FROM security_events WHERE attempt_id = ? GROUP BY client_id',
    );
    const wrong: string[] = [];
    for (const { attemptId, answers, events: reported } of promised) {
      const stored = new Map(saves.all(attemptId).map((row) => [row.client_id, row]));
      const counting = new Map(latest.all(attemptId).map((row) => [row.question_id, row]));
      for (const { clientId, questionId, revision, value } of answers) {
        const row = stored.get(clientId);
        if (row?.n !== 1 || row.revision !== revision || row.value !== JSON.stringify(value))
          wrong.push(`answer ${clientId}: ${JSON.stringify(row)}`);
        const counts = counting.get(questionId);
        const isKept =
          counts && (counts.revision > revision || (counts.revision === revision && counts.value === JSON.stringify(value)));
        if (!isKept) wrong.push(`question ${questionId} revision ${revision}: ${JSON.stringify(counts)}`);
      }
      const seen = new Map(events.all(attemptId).map((row) => [row.client_id, row.n]));
      for (const id of reported) if (seen.get(id) !== 1) wrong.push(`event ${id}: ${seen.get(id) ?? 0} times`);
    }
    expect(wrong).toEqual([]);
  } finally {
    db.close();
  }
  return {
    answers: promised.reduce((sum, { answers }) => sum + answers.length, 0),
    events: promised.reduce((sum, { events }) => sum + events.length, 0),
  };
}

it(`EX6 ${KILLS} times kill -9 under ${CANDIDATES} answering candidates: everything acknowledged is there once, and they carry on by themselves`, async () => {
  const random = createRandom(SEED);
  const startedAt = Date.now();
  const dataDir = makeDir();
  const port = await freePort();
  const start = () =>
    serve(['--port', String(port), '--data-dir', dataDir], {
      INVIGIL_EVENT_RATE_PER_SECOND: '1000',
      INVIGIL_EVENT_RATE_BURST: '2000',
    });
  let room = start();
  const { url } = await room.ready;

  const { token } = await createRest(url).call('auth_login', { username: 'admin', password: ADMIN_PASSWORD });
  const staff = createRest(url, token);
  const { exam } = await staff.uploadExam(
    Array.from({ length: 10 }, (_, index) => `::q${index}::Write about ${index}. {}`).join('\n\n'),
  );
  await staff.uploadRoster(exam.id, rosterCsv(rosterLines(CANDIDATES)));
  const { code } = await staff.call('exam_open', { examId: exam.id });
  await staff.call('exam_start', { examId: exam.id });
  const { questions } = await staff.call('exam_get', { examId: exam.id });
  const candidates = await Promise.all(
    rosterLines(CANDIDATES).map(async ({ candidateNumber }) => {
      const joined = await createRest(url).call('join', { code, candidateNumber, consent: true });
      return simulateCandidate(
        url,
        joined,
        questions.map(({ id }) => id),
        TYPING_EVERY_MS,
      );
    }),
  );
  await until('everybody connecting', () => candidates.every(({ connects }) => connects() > 0));
  const rest = candidates.map((candidate) => candidate.work());

  try {
    for (let kill = 0; kill < KILLS; kill++) {
      await sleep(60 + random() * 340);
      room.kill('SIGKILL');
      expect((await room.exit).signal).toBe('SIGKILL');
      const before = candidates.map(({ acked, connects }) => ({ answers: acked.answers.size, connects: connects() }));
      room = start();
      await room.ready;
      compareWithStore(dataDir, candidates);
      await until(`everybody carrying on after kill ${kill + 1}`, () =>
        candidates.every(({ acked, connects }, index) => {
          const was = before[index];
          return was !== undefined && connects() > was.connects && acked.answers.size > was.answers;
        }),
      );
    }
    for (const stopTyping of rest) stopTyping();
    await Promise.all(candidates.map(({ client }) => client.drained()));
    const compared = compareWithStore(dataDir, candidates);

    for (const { client, attemptId, sessionId } of candidates) {
      expect(client.snapshot().setAside, 'nothing a candidate made was refused').toEqual([]);
      const db = openStoreReadOnly(dataDir);
      const kept = db
        .prepare<[string], { question_id: string; value: string }>('SELECT question_id, value FROM answers WHERE attempt_id = ?')
        .all(attemptId);
      const chain = db
        .prepare<[string], { seq: number }>('SELECT seq FROM security_events WHERE session_id = ? ORDER BY seq')
        .all(sessionId);
      db.close();
      expect(Object.fromEntries(kept.map((row) => [row.question_id, JSON.parse(row.value)]))).toEqual(
        Object.fromEntries(client.snapshot().answers),
      );
      expect(chain.map(({ seq }) => seq)).toEqual(chain.map((_, index) => index + 1));
    }
    expect(await staff.call('audit_verify', {})).toMatchObject({ ok: true });
    const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1);
    console.log(
      `R1 kills=${KILLS} candidates=${CANDIDATES} answers=${compared.answers} events=${compared.events} lost=0 doubled=0 seconds=${seconds} seed=${SEED} PASS`,
    );
  } finally {
    for (const stopTyping of rest) stopTyping();
    for (const candidate of candidates) candidate.stop();
  }
  room.kill('SIGTERM');
  expect((await room.exit).code).toBe(0);
});
