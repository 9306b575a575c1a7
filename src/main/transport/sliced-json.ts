import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { ExamDetail } from '../../shared/model/exam.ts';
import { sliceQuestions } from '../../shared/model/question-slices.ts';
import type { CommandName } from '../../shared/protocol/commands.ts';

/** Commands that answer a whole paper. */
const PAPERS: ReadonlySet<CommandName> = new Set<CommandName>(['exam_get', 'exam_update']);

async function* inSlices({ questions, ...exam }: Pick<ExamDetail, 'questions'>): AsyncGenerator<string> {
  yield `${JSON.stringify(exam).slice(0, -1)},"questions":[`;
  for (const [place, slice] of sliceQuestions(questions).entries()) {
    // Others are answered in between: whoever reads fast asks for the next at once.
    await setImmediate();
    yield `${place === 0 ? '' : ','}${JSON.stringify(slice).slice(1, -1)}`;
  }
  yield ']}';
}

/**
 * A paper of thousands of questions as JSON that is written slice by slice: as one text it takes a tenth of a second, in which the room
 * answers nobody (decision 4). What is sent is the same. Nothing where the answer is none or is small enough to be written at once.
 */
export function slicedJson(command: CommandName, output: unknown): Readable | undefined {
  if (!PAPERS.has(command)) return undefined;
  const paper = output as Partial<ExamDetail> & Record<string, unknown>;
  const { questions } = paper;
  if (!questions || sliceQuestions(questions).length <= 1) return undefined;
  return Readable.from(inSlices({ ...paper, questions }), { objectMode: false });
}
