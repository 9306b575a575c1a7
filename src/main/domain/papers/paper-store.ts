import type { AttemptId } from '../../../shared/model/ids.ts';
import type { Draw } from './draw-paper.ts';

/** The papers that were drawn, one an attempt. */
export interface PaperRepo {
  /** The same object each time, until it is put anew. Undefined: the candidate has the exam as it stands. */
  of(attemptId: AttemptId): Draw | undefined;
  put(attemptId: AttemptId, draw: Draw): void;
}
