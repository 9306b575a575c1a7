import { randomUUID } from 'node:crypto';
import type { AnswerValue } from '../../src/shared/model/answer.ts';
import type { ExamId, QuestionId } from '../../src/shared/model/ids.ts';
import type { Question, QuestionType } from '../../src/shared/model/question.ts';
import type { CommandOutput } from '../../src/shared/protocol/index.ts';
import type { CommandBody } from './rest-driver.ts';
import type { SocketOptions, TestSocket } from './socket-driver.ts';
import type { Caller, Staff, TestRoom } from './start-test-room.ts';
import { EVERY_TYPE_GIFT, type RosterLine, rosterCsv, rosterLines } from './test-room-files.ts';

export const newId = (): string => randomUUID();

/** A candidate who has joined. */
export interface Candidate extends Caller {
  readonly line: RosterLine;
  readonly joined: CommandOutput<'join'>;
  readonly attemptId: CommandOutput<'join'>['attempt']['id'];
  readonly userId: CommandOutput<'join'>['user']['id'];
  /** The next security event in this session's numbering; fields given win. */
  event(type: string, fields?: Partial<CommandBody<'security_event'>>): CommandBody<'security_event'>;
}

export interface ExamDayOptions {
  /** How many are on the roster, or who. */
  readonly candidates?: number | readonly RosterLine[];
  /** How far the sitting has come; running unless told. */
  readonly until?: 'draft' | 'open' | 'running';
  readonly gift?: string;
}

/** An exam that was imported, with its roster and people. */
export interface ExamDay {
  readonly room: TestRoom;
  readonly staff: Staff;
  readonly examId: ExamId;
  readonly questions: readonly Question[];
  readonly roster: readonly RosterLine[];
  question<Type extends QuestionType>(type: Type): Extract<Question, { type: Type }>;
  /** Everybody on the roster, in its order; joined unless the exam is a draft. */
  readonly candidates: readonly Candidate[];
  join(line: RosterLine, extra?: Partial<CommandBody<'join'>>): Promise<Candidate>;
}

export const joinBody = (room: TestRoom, line: RosterLine, extra: Partial<CommandBody<'join'>> = {}): CommandBody<'join'> => ({
  code: room.joinCode,
  candidateNumber: line.candidateNumber,
  consent: true,
  ...(line.accessCode ? { accessCode: line.accessCode } : {}),
  ...extra,
});

export async function joinExam(room: TestRoom, line: RosterLine, extra: Partial<CommandBody<'join'>> = {}): Promise<Candidate> {
  const joined = await room.anyone.call('join', joinBody(room, line, extra));
  let seq = 0;
  return {
    line,
    joined,
    token: joined.token,
    refreshToken: joined.refreshToken,
    attemptId: joined.attempt.id,
    userId: joined.user.id,
    rest: room.rest(joined.token),
    socket: (options?: SocketOptions): Promise<TestSocket> => room.socket(joined.token, options),
    event: (type, fields = {}) => ({ id: newId(), type, occurredAt: '2026-11-20T08:00:00.000Z', seq: ++seq, ...fields }),
  };
}

/** Imports the paper and the roster and brings the sitting as far as asked, everybody in it. */
export async function prepareExam(room: TestRoom, options: ExamDayOptions = {}): Promise<ExamDay> {
  const staff = await room.signIn();
  const roster = typeof options.candidates === 'object' ? options.candidates : rosterLines(options.candidates ?? 1);
  const { exam } = await staff.rest.uploadExam(options.gift ?? EVERY_TYPE_GIFT);
  if (roster.length > 0) await staff.rest.uploadRoster(exam.id, rosterCsv(roster));
  const { questions } = await staff.rest.call('exam_get', { examId: exam.id });
  const until = options.until ?? 'running';
  const candidates: Candidate[] = [];
  if (until !== 'draft') {
    await staff.rest.call('exam_open', { examId: exam.id });
    for (const line of roster) candidates.push(await joinExam(room, line, { examId: exam.id }));
  }
  if (until === 'running') await staff.rest.call('exam_start', { examId: exam.id });
  return {
    room,
    staff,
    examId: exam.id,
    questions,
    roster,
    candidates,
    question: (type) => {
      const found = questions.find((question) => question.type === type);
      if (!found) throw new Error(`the paper has no ${type} question`);
      return found as never;
    },
    join: (line, extra) => joinExam(room, line, { examId: exam.id, ...extra }),
  };
}

/** A change of an answer, ready to be sent. */
export const answerTo = (
  question: { readonly id: QuestionId },
  value: AnswerValue,
  revision = 1,
  id = newId(),
): CommandBody<'answer_save'> => ({ id, questionId: question.id, value, revision });

/** The one candidate or question a test is about. */
export function only<T>(items: readonly T[]): T {
  const [item, ...others] = items;
  if (item === undefined || others.length > 0) throw new Error(`expected exactly one, there are ${items.length}`);
  return item;
}
export function at<T>(items: readonly T[], index: number): T {
  const item = items.at(index);
  if (item === undefined) throw new Error(`there is no item ${index} among ${items.length}`);
  return item;
}
