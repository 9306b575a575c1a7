import { isFinished } from '../../../shared/model/attempt.ts';
import type { UserId } from '../../../shared/model/ids.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { ToolAccessId, ToolId } from '../../../shared/model/tool.ts';
import type { CommandInput } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { signedIn } from '../access/actor.ts';
import { wireState } from '../attempts/attempt-views.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';
import type { Attempt } from '../records.ts';
import type { Store } from '../store.ts';
import type { Work } from '../work.ts';
import { dropContents } from './drop-contents.ts';
import { tellToolAccess } from './tell-tool-access.ts';
import { assertDataPoints } from './tool-request-commands.ts';
import type { StoredToolAccess, StoredToolEvent } from './tool-store.ts';
import { emitToolAccess, toAccess, toHistoryEntry, toolOf } from './tool-views.ts';

type Decision = CommandInput<'tool_decide'>;
type Action = Decision['action'];

const HISTORY = 100;
/** A candidate uses what was granted many times before an answer that got lost is asked for again. */
const LOOKED_BACK = 500;

/** What a request or grant must be in for an action. */
const BEFORE: Readonly<Record<Action, StoredToolAccess['state']>> = { grant: 'requested', deny: 'requested', revoke: 'granted' };
const AFTER: Readonly<Record<Action, StoredToolAccess['state']>> = { grant: 'granted', deny: 'denied', revoke: 'revoked' };

/** What a decision must name to be about something. */
const whatIsMissing = (): RoomError =>
  new RoomError('invalid_input', 'Say which request or grant, or which candidate (userId) and which tool (toolId).', {
    field: 'requestId',
  });

const notFound = (field: string): RoomError =>
  new RoomError('not_found', 'There is no such request or grant of a tool in this room.', { field });

/** The attempt a candidate is at: the one a session of theirs works on, else the newest that can be worked on. */
function attemptOf(store: Store, userId: UserId): Attempt {
  const live = store.sessions.liveOfUser(userId).findLast(({ attemptId }) => attemptId !== undefined)?.attemptId;
  const attempt = live
    ? store.attempts.byId(live)
    : store.sittings
        .joinable()
        .map(({ id }) => store.attempts.ofCandidate(id, userId))
        .findLast((found) => found !== undefined);
  if (!attempt) throw new RoomError('attempt_not_found', 'This candidate is at no exam in this room.', { field: 'userId' });
  return attempt;
}

/** A grant nobody asked for. */
function unasked(work: Work, userId: UserId, toolId: ToolId): StoredToolAccess {
  const attempt = attemptOf(work.store, userId);
  const tool = work.store.tools.catalogue(attempt.examId).find(({ id }) => id === toolId);
  if (!tool) throw new RoomError('tool_not_found', 'There is no such tool in this exam.', { field: 'toolId' });
  return {
    id: work.ids.next<ToolAccessId>(),
    attemptId: attempt.id,
    examId: attempt.examId,
    userId,
    toolId,
    state: 'requested',
    dataPoints: tool.dataPoints,
    requestedAt: work.now,
    uses: 0,
  };
}

/** The request or grant a decision names, if it names one. */
const namedBy = ({ action, requestId, grantId }: Decision): ToolAccessId | undefined =>
  action === 'revoke' ? (grantId ?? requestId) : (requestId ?? grantId);

/** What a decision was about that is sent again: what it names, or the last of this candidate's that its sender so decided. */
function subjectBefore({ store: { tools } }: Work, decision: Decision, by: UserId): StoredToolAccess {
  const { action, userId, toolId } = decision;
  const isIt = (event: StoredToolEvent) => event.type === AFTER[action] && event.toolId === toolId && event.by === by;
  const past = namedBy(decision) === undefined && userId !== undefined ? tools.history({ userId, limit: LOOKED_BACK }) : [];
  const known = namedBy(decision) ?? past.find(isIt)?.accessId;
  const found = known && tools.access(known);
  if (!found) throw notFound('requestId');
  return found;
}

/** What the decision is about. Clients that only know the events name the candidate and the tool. */
function subjectOf(work: Work, decision: Decision): StoredToolAccess {
  const { action, grantId, userId, toolId } = decision;
  const { tools } = work.store;
  const named = namedBy(decision);
  if (named !== undefined) {
    const found = tools.access(named);
    if (!found || (userId !== undefined && found.userId !== userId)) throw notFound(grantId === named ? 'grantId' : 'requestId');
    return found;
  }
  if (userId === undefined || toolId === undefined) throw whatIsMissing();
  const attempt = attemptOf(work.store, userId);
  const own = tools.accessOfAttempt(attempt.id).filter((access) => access.toolId === toolId);
  const fitting = own.findLast(({ state }) => state === BEFORE[action]);
  if (fitting) return fitting;
  if (action !== 'grant') throw notFound('toolId');
  const granted = own.findLast(({ state }) => state === 'granted');
  return granted ?? unasked(work, userId, toolId);
}

function decided(work: Work, before: StoredToolAccess, decision: Decision, by: UserId): StoredToolAccess {
  const { action, dataPoints, minutes, reason } = decision;
  const common = { ...before, state: AFTER[action], decidedAt: work.now, decidedBy: by, decisionReason: reason };
  if (action !== 'grant') return common;
  const tool = toolOf(work.store, before);
  // Asked for while it was there: what is in it is gone by now.
  if (tool.removedAt !== undefined)
    throw new RoomError(
      'tool_not_found',
      'This tool was removed since it was asked for: deny the request, or grant another tool.',
      {
        field: 'requestId',
      },
    );
  if (dataPoints) assertDataPoints(work.store, tool, dataPoints);
  return {
    ...common,
    dataPoints: [...new Set(dataPoints ?? before.dataPoints)],
    expiresAt: minutes === undefined ? undefined : work.now + Math.round(minutes * 60_000),
  };
}

/** Granting, denying, revoking, and looking back (TL1). */
export const toolDecisionCommands: SomeHandlers<'tool_decide' | 'tools_open' | 'tools_history'> = {
  tool_decide: {
    execute: (work, decision) => {
      const actor = signedIn(work.actor);
      const { id, action, requestId, grantId, userId, toolId, reason } = decision;
      const what = ['tool_decide', action, requestId, grantId, userId, toolId].join(' ');
      const { tools, accepted } = work.store;
      // Asked first: what it decided need not be there to be decided any more.
      if (accepted.isRepeat(actor.userId, id, what, work.now)) {
        const known = subjectBefore(work, decision, actor.userId);
        return { ok: true, id, duplicate: true, grantId: known.id, access: toAccess(work.store, known) };
      }
      const before = subjectOf(work, decision);
      if (before.state !== BEFORE[action]) {
        throw new RoomError('state_conflict', `The request is ${before.state} already.`, {
          data: {
            state: before.state,
            ...(before.decidedBy ? { by: before.decidedBy } : {}),
            ...(before.decidedAt === undefined ? {} : { at: toIso(before.decidedAt) }),
          },
        });
      }
      const { attempt, sitting } = findAttempt(work.store, before.attemptId);
      if (action === 'grant' && isFinished(wireState(attempt, sitting)))
        throw new RoomError('state_conflict', 'The exam is over for this candidate.', {
          data: { state: wireState(attempt, sitting) },
        });
      const access = decided(work, before, decision, actor.userId);
      tools.putAccess(access);
      dropContents(work, access.toolId);

      const type = access.state as 'granted' | 'denied' | 'revoked';
      tools.log({
        at: work.now,
        type,
        accessId: access.id,
        toolId: access.toolId,
        attemptId: access.attemptId,
        examId: access.examId,
        userId: access.userId,
        dataPoints: access.dataPoints,
        by: actor.userId,
        reason,
      });
      work.audit(`tool.${type}`, `attempt:${access.attemptId}`, {
        tool: access.toolId,
        grant: access.id,
        dataPoints: access.dataPoints.length,
        ...(access.expiresAt === undefined ? {} : { until: toIso(access.expiresAt) }),
        hasText: reason !== undefined,
      });
      emitToolAccess(work, access, type === 'granted' ? 'granted' : 'revoked', { by: actor.userId, reason });
      tellToolAccess(work, access, type);
      return { ok: true, id, grantId: access.id, access: toAccess(work.store, access) };
    },
  },
  tools_open: {
    execute: ({ store }, { examId }) => {
      const open = store.tools.open().filter((access) => examId === undefined || access.examId === examId);
      const views = (state: StoredToolAccess['state']) =>
        open.filter((access) => access.state === state).map((access) => toAccess(store, access));
      return { requests: views('requested'), grants: views('granted') };
    },
  },
  tools_history: {
    execute: ({ store }, { limit = HISTORY, ...filter }) => {
      const found = store.tools.history({ ...filter, limit: limit + 1 });
      const history = found.slice(0, limit).map((event) => toHistoryEntry(store, event));
      const last = history.at(-1);
      return { history, ...(found.length > limit && last ? { nextBeforeNumber: last.number } : {}) };
    },
  },
};
