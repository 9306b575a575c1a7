import { RoomError } from '../../../shared/protocol/errors.ts';
import { findExam } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';

/** An exam whose paper is on another server, shown locked down (EX8). */
export const externalCommands: SomeHandlers<'external_get' | 'external_set'> = {
  external_get: {
    execute: ({ store }, { examId }) => {
      findExam(store, examId);
      const { external } = store.entrances.get(examId);
      return external ? { external } : {};
    },
  },
  external_set: {
    execute: (work, { examId, external }) => {
      const { sitting } = findExam(work.store, examId);
      if (sitting.state !== 'draft' && sitting.state !== 'open') {
        throw new RoomError('state_conflict', 'The exam has started: its paper cannot be changed any more.', {
          data: { state: sitting.state },
        });
      }
      const { external: _, ...entrance } = work.store.entrances.get(examId);
      work.store.entrances.put(examId, external === null ? entrance : { ...entrance, external });
      work.audit('exam.external', `exam:${examId}`, external === null ? { external: false } : { external: true, ...external });
      return external === null ? {} : { external };
    },
  },
};
