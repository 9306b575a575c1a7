import { isFinished } from '../../../shared/model/attempt.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { actorAttempt } from '../access/actor.ts';
import { type AttemptInExam, wireState } from '../attempts/attempt-views.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Store } from '../store.ts';
import { pointsOfTool } from './granted-content.ts';
import type { StoredTool, StoredToolAccess } from './tool-store.ts';
import { outside, outsideThen, recordUse, refuseUse } from './tool-use.ts';
import { emitToolAccess, toOwnAccess } from './tool-views.ts';

/** More undecided requests of one candidate would only bury the others. */
const MOST_PENDING = 10;

function assertNotFinished({ attempt, sitting }: AttemptInExam): void {
  if (isFinished(wireState(attempt, sitting)))
    throw new RoomError('attempt_finished', 'The exam is over for you: tools are not given out any more.');
}

/** By id, then by name, then by kind, as people and other clients write it. */
function findTool(catalogue: readonly StoredTool[], wanted: string): StoredTool {
  const written = wanted.trim().toLowerCase();
  const found =
    catalogue.find(({ id }) => id.toLowerCase() === written) ??
    catalogue.find(({ name }) => name.toLowerCase() === written) ??
    catalogue.find(({ kind }) => kind === written);
  if (!found) throw new RoomError('tool_not_found', 'There is no such tool in this exam.', { field: 'tool' });
  return found;
}

/** Refuses data points the tool does not have; one without a list and without files reads whatever is granted. */
export function assertDataPoints(store: Store, tool: StoredTool, dataPoints: readonly string[]): void {
  const own = pointsOfTool(store, tool);
  const unknown = own.length === 0 ? undefined : dataPoints.find((point) => !own.includes(point));
  if (unknown !== undefined)
    throw new RoomError('invalid_input', 'The tool has no such data point: see its list.', { field: 'dataPoints' });
}

/** Asking for tools and using them (TL1). */
export const toolRequestCommands: SomeHandlers<'attempt_tools' | 'tool_request' | 'tool_use'> = {
  attempt_tools: {
    execute: (work) => {
      const { attemptId } = actorAttempt(work.actor);
      const { exam } = findAttempt(work.store, attemptId);
      return {
        tools: work.store.tools.catalogue(exam.id).map((stored) => {
          const { id, kind, name, dataPoints } = stored;
          return { id, kind, name, dataPoints: [...dataPoints] };
        }),
        access: work.store.tools.accessOfAttempt(attemptId).map((access) => toOwnAccess(work.store, access)),
      };
    },
  },
  tool_request: {
    execute: (work, { id, tool: wanted, reason, dataPoints = [] }) => {
      const { actor, attemptId } = actorAttempt(work.actor);
      const { tools } = work.store;
      const known = tools.accessOfClient(attemptId, id);
      if (known) return { ok: true, id, duplicate: true, requestId: known.id };
      const whole = findAttempt(work.store, attemptId);
      assertNotFinished(whole);
      const tool = findTool(tools.catalogue(whole.exam.id), wanted);
      assertDataPoints(work.store, tool, dataPoints);
      const own = tools.accessOfAttempt(attemptId).filter(({ state }) => state === 'requested');
      if (own.some(({ toolId }) => toolId === tool.id))
        throw new RoomError('state_conflict', 'You have asked for this tool already: the invigilator decides.', {
          data: { requestId: own.find(({ toolId }) => toolId === tool.id)?.id },
        });
      if (own.length >= MOST_PENDING)
        throw new RoomError('rate_limited', 'You have asked for many tools: wait until the invigilator has decided.');
      const access: StoredToolAccess = {
        // Told to nobody else, so that no one needs to learn another name for it; an id somebody has already is not taken over.
        id: (tools.access(id as StoredToolAccess['id']) ? work.ids.next() : id) as StoredToolAccess['id'],
        clientId: id,
        attemptId,
        examId: whole.exam.id,
        userId: actor.userId,
        toolId: tool.id,
        state: 'requested',
        dataPoints: [...new Set(dataPoints)],
        reason,
        requestedAt: work.now,
        uses: 0,
      };
      tools.putAccess(access);
      tools.log({ ...access, clientId: undefined, accessId: access.id, at: work.now, type: 'requested' });
      work.audit('tool.requested', `attempt:${attemptId}`, {
        tool: tool.id,
        dataPoints: access.dataPoints.length,
        hasText: reason !== undefined,
      });
      emitToolAccess(work, access, 'requested', { reason });
      return { ok: true, id, requestId: access.id };
    },
  },
  tool_use: {
    execute: (work, { id, grantId, dataPoint, occurredAt }) => {
      const { actor, attemptId } = actorAttempt(work.actor);
      const { tools } = work.store;
      const before = tools.use(attemptId, id)?.type;
      if (before === 'used') return { ok: true, id, duplicate: true };
      if (before === 'blocked')
        throw new RoomError('tool_not_granted', 'This use of the tool was refused before: ask the invigilator.', {
          field: 'grantId',
        });
      const whole = findAttempt(work.store, attemptId);
      const named = tools.access(grantId);
      const access = named?.attemptId === attemptId ? named : tools.accessOfClient(attemptId, grantId);
      const then = occurredAt === undefined ? undefined : Date.parse(occurredAt);
      if (then === undefined) assertNotFinished(whole);
      const why =
        then === undefined ? outside(work, access, attemptId, dataPoint) : outsideThen(work, access, attemptId, dataPoint, then);
      // A use of what never was leaves no line of its own; sent again, it is no second incident.
      if (access === undefined && work.store.accepted.isRepeat(actor.userId, id, 'tool_use', work.now))
        throw new RoomError('tool_not_granted', 'This use of the tool was refused before: ask the invigilator.', {
          field: 'grantId',
        });
      if (why !== undefined || access === undefined)
        refuseUse(work, whole, { clientId: id, access, dataPoint, why: why ?? 'no grant' });
      recordUse(
        work,
        whole,
        access,
        { clientId: id, dataPoint },
        occurredAt === undefined ? undefined : `Told late, used at ${occurredAt}`,
      );
      return { ok: true, id };
    },
  },
};
