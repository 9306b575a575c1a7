import type { AttemptView, RoomApi } from '../../../src/shared/client/index.ts';
import { hashEvent, RoomUnreachable } from '../../../src/shared/client/index.ts';
import { SecurityEventInput } from '../../../src/shared/model/security-event.ts';
import type { Answer } from './fake-network.ts';

interface StoredAnswer {
  id: string;
  value: unknown;
  revision: number;
}

/** A room reduced to the rules a candidate's client depends on (protocol 1-3), remembering everything it committed. */
export interface FakeExamRoom {
  readonly answer: Answer;
  readonly api: Pick<RoomApi, 'call'>;
  /** Counting answers by question. */
  readonly answers: Map<string, StoredAnswer>;
  /** Every answer ever committed, in order. */
  readonly commits: { questionId: string; id: string; value: unknown; revision: number }[];
  /** By session. */
  readonly events: Map<string, SecurityEventInput[]>;
  submitted: Record<string, number> | undefined;
  held: 'suspended' | 'paused' | 'late' | undefined;
  /** Codes the next requests are refused with, whatever they ask. */
  refusals: string[];
  /** Refuses these questions for good. */
  refusedQuestions: Map<string, string>;
  isReachable: boolean;
  sessionId: string;
  /** Restores an earlier state: forgets this question's answer. */
  lose(questionId: string): void;
  readonly readyIds: string[];
}

const refusal = (code: string) => ({ ok: false, error: { code, message: `Refused: ${code}.` } });

export function createFakeExamRoom(sessionId: string): FakeExamRoom {
  const seen = new Map<string, object>();

  function takeEvent(input: unknown): object {
    const parsed = SecurityEventInput.safeParse(input);
    if (!parsed.success) return { ...refusal('invalid_input') };
    const event = parsed.data;
    const events = room.events.get(room.sessionId) ?? [];
    room.events.set(room.sessionId, events);
    const known = [...room.events.values()].flat().some(({ id }) => id === event.id);
    if (!known) events.push(event);
    const seqs = new Set(events.map(({ seq }) => seq));
    let lastSeq = 0;
    while (seqs.has(lastSeq + 1)) lastSeq += 1;
    return { ok: true, id: event.id, lastSeq, ...(known ? { duplicate: true } : {}) };
  }

  function takeAnswer({
    id,
    questionId,
    value,
    revision,
  }: {
    id: string;
    questionId: string;
    value: unknown;
    revision: number;
  }): object {
    const before = seen.get(id);
    if (before) return { ...before, duplicate: true };
    const refused = room.refusedQuestions.get(questionId);
    if (refused) return refusal(refused);
    const stored = room.answers.get(questionId);
    if (room.held) {
      const ack = { ok: true, id, revision, held: room.held };
      seen.set(id, ack);
      return ack;
    }
    if (stored && revision <= stored.revision) return { ok: true, id, stale: true, revision: stored.revision };
    room.answers.set(questionId, { id, value, revision });
    room.commits.push({ questionId, id, value, revision });
    const ack = { ok: true, id, revision };
    seen.set(id, ack);
    return ack;
  }

  function submit({ id, revisions = {} }: { id: string; revisions?: Record<string, number> }): object {
    const isShort = Object.entries(revisions).some(
      ([questionId, revision]) => (room.answers.get(questionId)?.revision ?? 0) < revision,
    );
    if (isShort) return refusal('answers_missing');
    const duplicate = room.submitted !== undefined;
    room.submitted ??= revisions;
    return { ok: true, id, state: 'submitted', ...(duplicate ? { duplicate } : {}) };
  }

  const room: FakeExamRoom = {
    answers: new Map(),
    commits: [],
    events: new Map(),
    submitted: undefined,
    held: undefined,
    refusals: [],
    refusedQuestions: new Map(),
    isReachable: true,
    sessionId,
    readyIds: [],
    answer(name, payload) {
      if (name === 'heartbeat') return { ok: true, serverTime: '2026-11-20T09:00:00.000Z', lastSeq: 0 };
      const code = room.refusals.shift();
      if (code) return refusal(code);
      switch (name) {
        case 'answer_save':
          return takeAnswer(payload as Parameters<typeof takeAnswer>[0]);
        case 'security_event':
          return takeEvent(payload);
        case 'security_events':
          return { ok: true, results: (payload as { events: unknown[] }).events.map(takeEvent) };
        case 'exam_submit':
          return submit(payload as Parameters<typeof submit>[0]);
        case 'client_ready': {
          const { id } = payload as { id: string };
          room.readyIds.push(id);
          return { ok: true, id };
        }
        default:
          return refusal('unknown_command');
      }
    },
    api: {
      async call(command: string) {
        if (!room.isReachable) throw new RoomUnreachable('network', 'cut');
        const own = room.events.get(room.sessionId) ?? [];
        if (command === 'attempt_events') {
          return {
            events: [...room.events.values()]
              .flat()
              .map(({ id, type, occurredAt }) => ({ id, type, at: occurredAt, violation: false })),
          } as never;
        }
        return {
          attempt: { state: room.submitted ? 'submitted' : 'in_progress' },
          answers: [...room.answers].map(([questionId, { value, revision }]) => ({ questionId, value, revision })),
          lastSeq: own.reduce((most, { seq }) => Math.max(most, seq), 0),
        } as unknown as AttemptView as never;
      },
    },
    lose(questionId) {
      const lost = room.answers.get(questionId);
      room.answers.delete(questionId);
      if (lost) seen.delete(lost.id);
    },
  };
  return room;
}

/** What an examiner of the chain would object to: wrong numbers, gaps, forks, links that do not fit. */
export function chainFaults(events: readonly SecurityEventInput[]): string[] {
  const faults: string[] = [];
  const ordered = [...events].sort((a, b) => a.seq - b.seq);
  ordered.forEach((event, index) => {
    if (event.seq !== index + 1) faults.push(`seq ${event.seq} at place ${index + 1}`);
    const before = ordered[index - 1];
    if (before && event.prev !== undefined && event.prev !== hashEvent(before)) faults.push(`prev of ${event.seq} does not fit`);
    if (before && event.prev === undefined) faults.push(`prev of ${event.seq} is missing`);
  });
  return faults;
}
