import type { AttemptView, CandidateSnapshot, SaveState } from '../../shared/client/index.ts';
import type { ExamShell, SeatWork } from '../../shared/ipc.ts';
import type { AnswerValue } from '../../shared/model/answer.ts';
import type { CommandOutput } from '../../shared/protocol/index.ts';
import type { LinkClient } from './candidate-link.ts';
import { fromRoom } from './shell-replies.ts';

/** A change on its way to the shell: shown at once, and no longer once a picture of the work has it. */
interface Handed {
  readonly value: AnswerValue;
  readonly save: SaveState;
}

/** The candidate's work, which the shell keeps and sends. */
export interface BridgedClient {
  readonly client: LinkClient;
  /** Takes a picture of the work; one that is not newer changes nothing. */
  take(work: SeatWork): void;
}

type WorkShell = Pick<ExamShell, 'loadAttempt' | 'saveAnswer' | 'report' | 'ready' | 'submit'>;

export function createBridgedClient(shell: WorkShell, work: SeatWork): BridgedClient {
  const listeners = new Set<() => void>();
  const handed = new Map<string, Handed>();
  let current = work;
  let shown: CandidateSnapshot | undefined;

  function changed(): void {
    shown = undefined;
    for (const listener of listeners) listener();
  }
  function take(next: SeatWork): void {
    if (next.sessionId !== current.sessionId || next.version <= current.version) return;
    current = next;
    changed();
  }
  function snapshot(): CandidateSnapshot {
    if (shown) return shown;
    const saves = new Map(current.saves as [string, SaveState][]);
    const answers = new Map(current.answers);
    let onTheWay = 0;
    for (const [questionId, { value, save }] of handed) {
      saves.set(questionId, save);
      answers.set(questionId, value);
      if (save.state === 'saving') onTheWay += 1;
    }
    shown = {
      saves,
      answers,
      pending: current.pending + onTheWay,
      pendingAnswers: current.pendingAnswers + onTheWay,
      roomCannotSave: current.roomCannotSave,
      setAside: current.setAside,
      submit: current.submit,
    };
    return shown;
  }

  async function hand(questionId: Parameters<LinkClient['saveAnswer']>[0], value: AnswerValue): Promise<void> {
    const revision = (snapshot().saves.get(questionId)?.revision ?? 0) + 1;
    const mine: Handed = { value, save: { state: 'saving', revision } };
    handed.set(questionId, mine);
    changed();
    const reply = await shell.saveAnswer({ questionId, value });
    // A later change to the same answer waits for its own reply.
    const isLatest = handed.get(questionId) === mine;
    if (!reply.ok) {
      // The shell takes everything a page can make; what it does not take is shown as what it is.
      const { code, message } = reply.error;
      if (isLatest) handed.set(questionId, { value, save: { state: 'refused', revision, code, message } });
      return changed();
    }
    if (isLatest) handed.delete(questionId);
    take(reply.value.work);
    changed();
  }

  return {
    take,
    client: {
      async loadAttempt() {
        const { view, work: next } = await fromRoom(shell.loadAttempt());
        take(next);
        return view as AttemptView;
      },
      saveAnswer: (questionId, value) => void hand(questionId, value),
      report: ({ type, details, severity }) =>
        void shell.report({ type, ...(details ? { details } : {}), ...(severity ? { severity } : {}) }),
      ready: async (state = {}) => void (await fromRoom(shell.ready(state))),
      async submit() {
        const { output, work: next } = await fromRoom(shell.submit());
        take(next);
        return output as CommandOutput<'exam_submit'>;
      },
      snapshot,
      subscribe(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      saveState: (questionId) => snapshot().saves.get(questionId),
    },
  };
}
