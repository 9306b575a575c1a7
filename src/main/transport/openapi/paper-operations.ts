import type { CommandName } from '../../../shared/protocol/commands.ts';
import type { OperationNote } from './operations.ts';

const exam = ['exam_not_found'] as const;

/** Writing papers, and who sits where under which conditions (EX2, EX3, EX10). */
export const PAPER_OPERATION_NOTES = {
  exam_question_save: {
    summary: 'Add a question to the paper, or change one; sittings that have started keep theirs',
    refusals: ['exam_not_found', 'question_not_found', 'state_conflict', 'file_hostile'],
  },
  exam_question_remove: {
    summary: 'Take questions out of the paper',
    refusals: [...exam, 'question_not_found', 'state_conflict'],
  },
  exam_question_restore: {
    summary: 'Make the paper what it was at an earlier revision: undo, and redo',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  exam_question_order: {
    summary: 'Put the questions of the paper in another order: all of them, once each',
    refusals: [...exam, 'question_not_found', 'state_conflict'],
  },
  exam_question_points: {
    summary: 'Set the points of questions, and what a wrong choice costs, for several at once',
    refusals: [...exam, 'question_not_found', 'state_conflict'],
  },
  exam_text_render: {
    summary: 'Render texts of a question, sanitised, as they will be shown; nothing is stored',
    refusals: ['file_hostile'],
  },
  exam_preview: {
    summary: 'Read the paper as candidates get it, or one question that is not saved yet; nothing is stored',
    refusals: [...exam, 'file_hostile'],
  },
  roster_preview: {
    summary: 'Read a roster and tell what importing it would do; nothing is written',
    refusals: ['exam_not_found', 'file_too_large', 'file_not_text', 'file_hostile'],
  },
  roster_codes: { summary: 'Make new access codes for everybody, or for those without one', refusals: exam },
  roster_seats: { summary: 'Give out seats: in turn by number or name, at random, or none', refusals: exam },
  roster_sheet: { summary: 'Read the seat list to print, with access codes; who opened it is on record', refusals: exam },
  roster_export: { summary: 'Read the roster as CSV, without access codes, to import it again', refusals: exam },
  accommodation_set: {
    summary: 'Set what a candidate is granted: extra time, breaks, text size, reports that do not count',
    refusals: ['exam_not_found', 'not_found'],
  },
} satisfies Readonly<Partial<Record<CommandName, OperationNote>>>;
