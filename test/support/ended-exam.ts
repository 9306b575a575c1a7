import { expect } from 'vitest';
import type { ExamId, QuestionId } from '../../src/shared/model/ids.ts';
import { answerTo, type Candidate, type ExamDay, newId, prepareExam } from './exam-day.ts';
import type { Staff, TestRoom } from './start-test-room.ts';

const GIFT = `::essay one::Why is the sky blue? {}

::essay two::Say something about the sea. {}

::truth::Water is wet. {T}

::number::Half of five? {#2.5:0.1}
`;

const ROSTER = [
  { candidateNumber: 'G1', firstName: 'Grace', lastName: 'Alphagrade' },
  { candidateNumber: 'G2', firstName: 'นกขมิ้น', lastName: 'น้ำผึ้ง' },
  { candidateNumber: 'G3', firstName: 'Cora', lastName: 'Charliegrade' },
] as const;

export interface EndedExam extends ExamDay {
  readonly essays: readonly QuestionId[];
}

/** An exam that is over: two essays answered by the first two, the rest as given. */
export async function endedExam(room: TestRoom): Promise<EndedExam> {
  const prefix = newId().slice(0, 4);
  const roster = ROSTER.map((line) => ({ ...line, candidateNumber: `${line.candidateNumber}-${prefix}` }));
  const day = await prepareExam(room, { gift: GIFT, candidates: roster });
  const essays = day.questions.filter(({ type }) => type === 'essay').map(({ id }) => id);
  for (const [place, candidate] of day.candidates.entries()) {
    const socket = await candidate.socket();
    if (place < 2) for (const id of essays) await socket.command('answer_save', answerTo({ id }, `answer ${place} to ${id}`, 1));
    await socket.command('answer_save', answerTo(day.question('true_false'), place !== 1, 1));
    await socket.command('answer_save', answerTo(day.question('numerical'), place === 0 ? '2.55' : '2.7', 1));
    socket.close();
  }
  await day.staff.rest.call('exam_end', { examId: day.examId });
  return { ...day, essays };
}

/** Gives every answer people mark so many points. */
export async function markAll({ staff, examId, essays }: EndedExam, points = 1): Promise<void> {
  for (const questionId of essays) {
    const { answers } = await staff.rest.call('marking_answers', { examId, questionId });
    for (const { paperId, mark, answerRevision } of answers)
      await staff.rest.call('mark_save', { examId, paperId, questionId, answerRevision, points, revision: mark?.revision ?? 0 });
  }
}

/** Waits until everybody was told their result. */
export const told = async (rest: Staff['rest'], examId: ExamId): Promise<void> =>
  void (await expect.poll(async () => (await rest.call('grading_get', { examId })).toTell).toBe(0));

/** The result of one candidate, as staff see it. */
export const result = async ({ staff, examId }: ExamDay, { attemptId }: Candidate) =>
  (await staff.rest.call('results_get', { examId })).results.find((one) => one.attemptId === attemptId);
