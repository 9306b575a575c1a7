import type { AnswerValue } from '../model/answer.ts';
import type { SaveState } from './candidate-contract.ts';

/** What became of a revision once nothing about it is pending any more. */
export type Settled = Extract<SaveState, { state: 'saved' | 'held' | 'superseded' | 'refused' }>;

interface Line {
  value: AnswerValue;
  /** The highest revision given or heard of. */
  revision: number;
  /** The latest change made here; absent while the value is only the room's. */
  made?: number;
  settled?: Settled;
  /** Acknowledged by the room as counting; what a submit claims. */
  acked?: number;
}

/** What this candidate's answers are, who knows of them, and which revision comes next. One line a question. */
export interface AnswerLedger {
  /** The room's own state of an answer; newer changes made here stay on top. */
  hearStored(questionId: string, value: AnswerValue, revision: number): void;
  /** A change the room does not have: found in the outbox after a reload, or lost by the room. */
  recall(questionId: string, value: AnswerValue, revision: number): void;
  /** A change made now; answers its revision. */
  change(questionId: string, value: AnswerValue): number;
  /** What became of one revision. Only the latest change shows; older ones only count as acknowledged. */
  settle(questionId: string, revision: number, settled: Settled): void;
  /** The room holds this revision: the next change must exceed it. */
  hearRevision(questionId: string, revision: number): void;
  isLatest(questionId: string, revision: number): boolean;
  value(questionId: string): AnswerValue | undefined;
  settled(questionId: string): Settled | undefined;
  /** Revisions the room acknowledged as counting. */
  acked(): Record<string, number>;
  values(): Map<string, AnswerValue>;
  /** `pendingState` is what a change shows that nothing is known of yet. */
  saves(pendingState: 'saving' | 'offline'): Map<string, SaveState>;
}

export function createAnswerLedger(): AnswerLedger {
  const lines = new Map<string, Line>();

  function lineOf(questionId: string): Line {
    const line = lines.get(questionId) ?? { value: null, revision: 0 };
    lines.set(questionId, line);
    return line;
  }

  return {
    hearStored(questionId, value, revision) {
      const line = lineOf(questionId);
      line.acked = Math.max(line.acked ?? 0, revision);
      const isUnsettled = line.made !== undefined && line.settled === undefined;
      // Held work a proctor let count, or work superseded elsewhere: the room's word is the latest again.
      const isOvertaken =
        line.made !== undefined &&
        revision >= line.made &&
        (line.settled?.state === 'held' || line.settled?.state === 'superseded');
      if (!isUnsettled && (revision > line.revision || isOvertaken)) {
        line.value = value;
        line.made = undefined;
        line.settled = undefined;
      }
      line.revision = Math.max(line.revision, revision);
    },
    recall(questionId, value, revision) {
      const line = lineOf(questionId);
      if (revision < line.revision) return;
      Object.assign(line, { value, revision, made: revision, settled: undefined, acked: undefined });
    },
    change(questionId, value) {
      const line = lineOf(questionId);
      const revision = line.revision + 1;
      Object.assign(line, { value, revision, made: revision, settled: undefined });
      return revision;
    },
    settle(questionId, revision, settled) {
      const line = lineOf(questionId);
      if (settled.state === 'saved') line.acked = Math.max(line.acked ?? 0, revision);
      if (line.made === revision) line.settled = settled;
    },
    hearRevision(questionId, revision) {
      const line = lineOf(questionId);
      line.revision = Math.max(line.revision, revision);
    },
    isLatest: (questionId, revision) => lines.get(questionId)?.made === revision,
    value: (questionId) => lines.get(questionId)?.value,
    settled: (questionId) => lines.get(questionId)?.settled,
    acked: () => Object.fromEntries([...lines].flatMap(([id, { acked }]) => (acked === undefined ? [] : [[id, acked]]))),
    values: () => new Map([...lines].map(([id, { value }]) => [id, value])),
    saves(pendingState) {
      const saves = new Map<string, SaveState>();
      for (const [id, { made, settled }] of lines) {
        if (made !== undefined) saves.set(id, settled ?? { state: pendingState, revision: made });
      }
      return saves;
    },
  };
}
