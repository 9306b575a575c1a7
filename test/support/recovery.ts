import type { RecoveryRequestId } from '../../src/shared/model/recovery.ts';
import type { RecoveryStatusEvent } from '../../src/shared/protocol/index.ts';
import { type ExamDay, joinBody, newId } from './exam-day.ts';
import type { CommandBody } from './rest-driver.ts';
import type { TestSocket } from './socket-driver.ts';
import type { RosterLine } from './test-room-files.ts';

/** A second device that was refused because the attempt is in use, and what it was given to ask with. */
export interface Refused {
  readonly requestId: RecoveryRequestId;
  readonly recoveryToken: string;
}

/** Tries to join as somebody who is working elsewhere. */
export async function refusedJoin(day: ExamDay, line: RosterLine, extra: Partial<CommandBody<'join'>> = {}): Promise<Refused> {
  const problem = await day.room.anyone.refusal('join', joinBody(day.room, line, { examId: day.examId, ...extra }));
  if (problem.code !== 'attempt_in_use') throw new Error(`expected attempt_in_use, got ${problem.code}: ${problem.detail}`);
  return problem.data as unknown as Refused;
}

/** The same, with a socket opened by the token and the request made. */
export async function askBackIn(
  day: ExamDay,
  line: RosterLine,
  fields: Partial<CommandBody<'recovery_request'>> = {},
): Promise<Refused & { socket: TestSocket }> {
  const refused = await refusedJoin(day, line);
  const socket = await day.room.socket(refused.recoveryToken);
  await socket.command('recovery_request', { id: newId(), method: 'proctor_approval', reason: 'My machine died.', ...fields });
  return { ...refused, socket };
}

/** The types of `recovery-status` a socket heard of one request, in order. */
export const statusesOf = (socket: TestSocket, requestId: string): string[] =>
  socket
    .of<RecoveryStatusEvent>('recovery-status')
    .filter((event) => event.requestId === requestId)
    .map(({ type }) => type);
