import type { CommandName } from '../../../shared/protocol/commands.ts';
import type { OperationNote } from './operations.ts';

const exam = ['exam_not_found'] as const;

/** Answers, marks, corrections, publishing, certificates (EX7). */
export const RESULT_OPERATION_NOTES = {
  attempt_paper: {
    summary: 'Read the paper one candidate got: its questions in order, the answers and what they are worth',
    refusals: ['attempt_not_found'],
  },
  answers_get: {
    summary: 'List every answer of the current sitting in words; as CSV for `Accept: text/csv`',
    refusals: ['exam_not_found'],
  },
  results_get: { summary: 'Read the results of the current sitting, as JSON or as CSV', refusals: exam },
  held_accept: {
    summary: 'Let answers count that were kept apart while paused, suspended or late',
    refusals: ['attempt_not_found', 'state_conflict'],
  },
  grading_get: { summary: 'Read how an exam is marked and passed, and how far marking and telling are', refusals: exam },
  grading_set: {
    summary: 'Set the pass mark, the steps of points, blind marking, and whether candidates see points',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  marking_questions: {
    summary: 'List the questions people mark, and the papers; without names while marking is blind',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  marking_answers: {
    summary: 'Read all answers to one question, or all of one paper, with their marks',
    refusals: ['exam_not_found', 'not_found', 'question_not_found', 'state_conflict'],
  },
  mark_save: {
    summary: "Mark an answer as it was read; another's mark or another text meanwhile is told, never overwritten",
    refusals: ['exam_not_found', 'not_found', 'question_not_found', 'value_invalid', 'state_conflict'],
  },
  regrade_try: {
    summary: 'See what a corrected key would change for whom; changes nothing',
    refusals: ['exam_not_found', 'question_not_found', 'value_invalid', 'state_conflict'],
  },
  regrade_apply: {
    summary: 'Apply a corrected key that was tried, with a reason; what stood before is kept',
    refusals: ['exam_not_found', 'question_not_found', 'value_invalid', 'state_conflict'],
  },
  regrades_list: { summary: 'List the corrections of a sitting', refusals: ['exam_not_found', 'state_conflict'] },
  item_statistics: {
    summary: 'Read how the questions did: facility, discrimination, choices, reliability',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  results_publish: {
    summary: 'Publish the results of a sitting; candidates are told, and get certificates where they passed',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  results_export: {
    summary: 'Take the results out as CSV, for Moodle, for Canvas or as JSON; as the file itself with Accept: text/csv',
    refusals: exam,
  },
  certificates_list: { summary: 'List the certificates of a sitting, those that no longer count too', refusals: exam },
  certificate_get: {
    summary: 'Get one certificate as PDF',
    refusals: ['exam_not_found', 'not_found', 'state_conflict'],
  },
  certificates_get: {
    summary: 'Get all valid certificates of a sitting as one zip',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  certificate_revoke: {
    summary: 'Take a certificate back, with a reason; it stays to be found as revoked',
    refusals: ['exam_not_found', 'not_found', 'state_conflict'],
  },
  certificate_verify: {
    summary: 'Ask what a certificate with this code is worth; says no name but its initials',
    refusals: ['not_found', 'rate_limited'],
  },
} as const satisfies Partial<Record<CommandName, OperationNote>>;
