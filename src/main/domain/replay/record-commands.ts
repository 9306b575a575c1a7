import type { CommandInput } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { findExam } from '../attempts/find-attempt.ts';
import type { Handler, SomeHandlers } from '../handler.ts';
import type { Sitting } from '../records.ts';
import type { Store } from '../store.ts';
import { recordSitting } from './record-sitting.ts';

interface Recorded {
  readonly sitting: Sitting;
  readonly lines: string[];
}

/** The sitting that is meant, which must be over: a record of half a day would decide otherwise than the day. */
function findEnded(store: Store, { examId, sittingId }: CommandInput<'sitting_export'>) {
  const { exam, sitting: current } = findExam(store, examId);
  const sitting = sittingId === undefined ? current : store.sittings.byId(sittingId);
  if (sitting?.examId !== examId) throw new RoomError('exam_not_found', 'This exam has no such sitting.', { field: 'sittingId' });
  if (sitting.state !== 'ended')
    throw new RoomError('state_conflict', 'A sitting can be exported once it has ended: end the exam first.', {
      data: { state: sitting.state },
    });
  return { exam, sitting };
}

/** Taking a sitting out as it was, so that its decisions can be made again elsewhere (EV2). */
export function createRecordCommands(nextTurn: () => Promise<void>): SomeHandlers<'sitting_export'> {
  const sittingExport: Handler<'sitting_export', Recorded> = {
    prepare: async (input, { store }) => {
      const { exam, sitting } = findEnded(store, input);
      return { sitting, lines: await recordSitting(store, { exam, sitting }, nextTurn) };
    },
    execute: (work, { examId }, { sitting, lines }) => {
      work.audit('sitting.exported', `exam:${examId}`, { sitting: sitting.id, lines: lines.length });
      return { examId, sittingId: sitting.id, lines };
    },
  };
  return { sitting_export: sittingExport };
}
