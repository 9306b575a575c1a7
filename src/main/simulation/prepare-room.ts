import { createRoomApi, type FetchPort } from '../../shared/client/index.ts';
import type { ExamId } from '../../shared/model/ids.ts';
import { generateExam, generateRoster } from './generated-exam.ts';

export interface PrepareOptions {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly seed: string;
  readonly minutes: number;
  readonly candidates: readonly string[];
  readonly fetch: FetchPort;
}

/** An exam that waits for its class. */
export interface PreparedExam {
  readonly examId: ExamId;
  readonly code: string;
  start(): Promise<void>;
}

/**
 * Signs in as staff, imports a generated exam and a roster of these candidates, and opens it. Rejects as `RoomApi.call` does.
 * The exam is left running at the end: ending it is a person's decision.
 */
export async function prepareRoom(options: PrepareOptions): Promise<PreparedExam> {
  let token: string | undefined;
  const api = createRoomApi({ baseUrl: options.url, fetch: options.fetch, token: () => token });
  ({ token } = await api.call('auth_login', { username: options.username, password: options.password }));
  const bytes = (text: string) => new TextEncoder().encode(text);
  const filename = `Simulated class ${options.seed}.gift`;
  const { exam } = await api.call('exam_import', { format: 'gift', filename, bytes: bytes(generateExam(options.seed)) });
  await api.call('exam_update', {
    examId: exam.id,
    durationMinutes: Math.min(1_440, Math.max(1, Math.ceil(options.minutes) + 1)),
  });
  await api.call('roster_import', { examId: exam.id, bytes: bytes(generateRoster(options.seed, options.candidates)) });
  const { code } = await api.call('exam_open', { examId: exam.id });
  return {
    examId: exam.id,
    code,
    async start() {
      await api.call('exam_start', { examId: exam.id });
      await api.call('auth_logout', {});
    },
  };
}
