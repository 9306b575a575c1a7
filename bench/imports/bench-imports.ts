/**
 * `npm run bench -- import`: what a running exam feels of files that are imported beside it (EX1, security 27, 31). Fifty candidates
 * in a process of their own save answers and send events; staff upload one file after the other over REST. Words after `import`
 * choose the files with one of them in their name; `--data DIR` names the folder that `hostile-xml` is in.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { request } from 'node:http';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { RAISED_LIMITS } from '../contestants/invigil.ts';
import { prepareExam } from '../contestants/prepare-exam.ts';
import { type Probe, startNode } from '../contestants/start-node.ts';
import { type Hall, seatHall } from './hall.ts';
import type { Waits } from './hall-process.ts';
import { honestFiles } from './honest-files.ts';
import { hostileFiles } from './hostile-files.ts';
import type { ImportFile } from './import-file.ts';

const CANDIDATES = 50;
const PER_SECOND = 250;
/** The same figures while nothing is imported. */
const CALM_MS = 5_000;
/** What waits are counted in: an upload that takes less has a little calm behind it. */
const LEAST_MS = 1_000;
const LOOK_MS = 20;
const MIB = 1024 * 1024;
const GOAL_MS = 100;

interface Row {
  readonly name: string;
  readonly tookMs: number;
  readonly outcome: string;
  readonly waits: Waits;
  readonly cpuMs: number;
  readonly loopMs: number;
  readonly peakMib: number;
}

/** What the room said to an upload; fields of a paper, of a roster, or of a refusal. */
interface Answer {
  readonly code?: string;
  readonly exam?: { readonly id: string; readonly questionCount: number };
  readonly report?: { readonly skipped: readonly unknown[] };
  readonly added?: number;
  readonly updated?: number;
  readonly rejected?: readonly unknown[];
}

/** What came of it, in a few words. */
function outcomeOf(status: number, { exam, report, added, updated, rejected, code }: Answer): string {
  if (exam) return `${exam.questionCount} read, ${report?.skipped.length ?? 0} skipped`;
  if (added !== undefined) return `${added} added, ${updated} known, ${rejected?.length} rejected`;
  return `${code ?? 'refused'} (${status})`;
}

interface Came {
  readonly tookMs: number;
  readonly outcome: string;
  /** The exam that came of a paper. */
  readonly examId?: string | undefined;
}

/** Staff at work: each call says how long the whole answer took; the room may take its time. */
function staffAt(port: number, token: string) {
  const ask = (method: string, path: string, body?: Uint8Array): Promise<{ tookMs: number; status: number; bytes: Buffer }> => {
    const headers = { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/octet-stream' } : {}) };
    return new Promise((done, reject) => {
      const startedAt = performance.now();
      const asked = request({ host: '127.0.0.1', port, method, path, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          done({ tookMs: performance.now() - startedAt, status: response.statusCode ?? 0, bytes: Buffer.concat(chunks) }),
        );
        response.on('error', reject);
      });
      asked.on('error', reject);
      asked.end(body);
    });
  };
  return {
    upload: async (file: ImportFile, rosterOf: string): Promise<Came> => {
      const path = file.isRoster
        ? `/api/v1/exams/${rosterOf}/roster`
        : `/api/v1/exams/import${file.format === undefined ? '' : `?format=${file.format}`}`;
      const { tookMs, status, bytes } = await ask('POST', path, file.bytes);
      const answer = JSON.parse(bytes.toString('utf8')) as Answer;
      return { tookMs, outcome: outcomeOf(status, answer), examId: answer.exam?.id };
    },
    open: async (examId: string): Promise<Came> => {
      const { tookMs, status, bytes } = await ask('GET', `/api/v1/exams/${examId}`);
      return { tookMs, outcome: `${(bytes.length / MIB).toFixed(1)} MiB (${status})` };
    },
  };
}

/** Looks at the memory again and again until told to stop; answers the most it saw. */
function watchMemory(probe: Probe): () => Promise<number> {
  let [isOver, most] = [false, 0];
  const over = (async () => {
    while (!isOver) {
      most = Math.max(most, (await probe.memory()).rss);
      await pause(LOOK_MS);
    }
    return Math.max(most, (await probe.memory()).rss);
  })();
  return () => {
    isOver = true;
    return over;
  };
}

async function watched(hall: Hall, probe: Probe, idle: number, work: () => Promise<Came>): Promise<Omit<Row, 'name'> & Came> {
  await probe.reset();
  const stopLooking = watchMemory(probe);
  const { value, waits } = await hall.during(async () => {
    const startedAt = performance.now();
    const came = await work();
    await pause(Math.max(0, LEAST_MS - (performance.now() - startedAt)));
    return came;
  });
  const peak = await stopLooking();
  const { cpuMs, loopP999Ms } = await probe.report();
  return { ...value, waits, cpuMs, loopMs: loopP999Ms, peakMib: (peak - idle) / MIB };
}

const HEAD = ['file', 'took', 'outcome', 'acks', 'p50', 'p99', 'max', 'loop p99.9', 'CPU', 'peak RSS over idle'];

function cells({ name, tookMs, outcome, waits, cpuMs, loopMs, peakMib }: Row): string[] {
  const ms = (value: number): string => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
  return [
    name,
    ms(tookMs),
    outcome,
    String(waits.acks),
    ms(waits.p50),
    `${ms(waits.p99)}${waits.p99 >= GOAL_MS ? ' !' : ''}`,
    ms(waits.max),
    ms(loopMs),
    `${(cpuMs / 1000).toFixed(2)} s`,
    `${peakMib.toFixed(0)} MiB`,
  ];
}

/** Prints the figures row by row; a `!` stands where acknowledgements missed the goal. */
export async function benchImports(entry: string, workFolder: string, say: (text: string) => void): Promise<void> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(3),
    allowPositionals: true,
    options: { data: { type: 'string', default: '../shared/data' } },
  });
  const data = resolve(import.meta.dirname, '../..', values.data);
  const isChosen = ({ name }: ImportFile): boolean =>
    positionals.length === 0 || positionals.some((word) => name.toLowerCase().includes(word.toLowerCase()));
  const password = randomBytes(12).toString('hex');
  const server = await startNode(
    entry,
    ['serve', '--port', '0', '--json', '--data-dir', mkdtempSync(join(workFolder, 'imports-'))],
    { cwd: workFolder, env: { ...RAISED_LIMITS, INVIGIL_ADMIN_PASSWORD: password, INVIGIL_LOG_LEVEL: 'error' }, lines: 2 },
  );
  try {
    const [ready = '', codeLine = ''] = server.lines;
    const { url } = JSON.parse(ready) as { url: string };
    const { code } = JSON.parse(codeLine) as { code: string };
    const port = Number(new URL(url).port);
    const { candidates, consoles, examId } = await prepareExam(url, code, password, CANDIDATES);
    const questions = Array.from({ length: 20 }, (_, n) => `q${n + 1}`);
    const hall = await seatHall({ port, candidates, questions, perSecond: PER_SECOND });
    try {
      say(
        `${CANDIDATES} candidates, ${PER_SECOND} answers and events a second; goal: p99 of acknowledgements below ${GOAL_MS} ms`,
      );
      const idle = (await server.probe.collect()).rss;
      const show = (row: Row): void => say(`| ${cells(row).join(' | ')} |`);
      say(`| ${HEAD.join(' | ')} |\n|${'---|'.repeat(HEAD.length)}`);
      const calm = () => pause(CALM_MS).then(() => ({ tookMs: CALM_MS, outcome: '' }));
      show({ name: 'nothing', ...(await watched(hall, server.probe, idle, calm)) });
      const staff = staffAt(port, consoles[0] ?? '');
      for (const make of [honestFiles, () => hostileFiles(data)])
        for (const file of make().filter(isChosen)) {
          const row = await watched(hall, server.probe, idle, () => staff.upload(file, examId));
          show({ name: file.name, ...row });
          const { examId: made } = row;
          // What the console does next.
          if (file.isLarge && made)
            show({ name: '… opened at the console', ...(await watched(hall, server.probe, idle, () => staff.open(made))) });
        }
      show({ name: 'nothing, afterwards', ...(await watched(hall, server.probe, idle, calm)) });
    } finally {
      await hall.stop();
    }
  } finally {
    await server.stop();
  }
}
