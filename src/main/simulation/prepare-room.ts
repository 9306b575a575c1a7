import type { RoomApi } from '../../shared/client/index.ts';
import type { ExamId } from '../../shared/model/ids.ts';
import { generateExam, generateRoster } from './generated-exam.ts';

export interface PrepareOptions {
  /** Signed in as staff. */
  readonly api: Pick<RoomApi, 'call'>;
  readonly seed: string;
  readonly minutes: number;
  readonly candidates: readonly string[];
}

/** An exam that waits for its class. */
export interface PreparedExam {
  readonly examId: ExamId;
  readonly code: string;
  start(): Promise<void>;
}

/**
 * Imports a generated exam and a roster of these candidates, and opens it. Rejects as `RoomApi.call` does.
 * The exam is left running at the end, unless the scenario ends it: that is a person's decision.
 */
export async function prepareRoom({ api, seed, minutes, candidates }: PrepareOptions): Promise<PreparedExam> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const filename = `Simulated class ${seed}.gift`;
  const { exam } = await api.call('exam_import', { format: 'gift', filename, bytes: bytes(generateExam(seed)) });
  await api.call('exam_update', {
    examId: exam.id,
    durationMinutes: Math.min(1_440, Math.max(1, Math.ceil(minutes) + 1)),
  });
  await api.call('roster_import', { examId: exam.id, bytes: bytes(generateRoster(seed, candidates)) });
  const { code } = await api.call('exam_open', { examId: exam.id });
  return {
    examId: exam.id,
    code,
    start: async () => void (await api.call('exam_start', { examId: exam.id })),
  };
}
