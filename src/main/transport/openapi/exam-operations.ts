import type { CommandName } from '../../../shared/protocol/commands.ts';
import type { OperationNote } from './operations.ts';

const exam = ['exam_not_found'] as const;

/** Exams and rosters, and the course of a sitting: opening, time, pauses, the end. */
export const EXAM_OPERATION_NOTES = {
  exams_list: { summary: 'List the exams of the room, each with its current sitting' },
  exam_get: { summary: 'Read a whole paper, with its keys', refusals: exam },
  exam_import: {
    summary: 'Import a paper from a file; the report says what was read, what was skipped, where and why',
    refusals: ['file_too_large', 'file_not_text', 'file_hostile', 'format_unknown', 'nothing_importable'],
  },
  exam_update: {
    summary: 'Change title, duration or instructions; sittings that have started keep what they started with',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  roster_import: {
    summary: 'Put candidates on the list of an exam from a CSV file, or bring them up to date',
    refusals: ['exam_not_found', 'file_too_large', 'file_not_text', 'file_hostile', 'roster_columns_missing'],
  },
  roster_get: { summary: 'List the candidates of an exam', refusals: exam },
  roster_release: {
    summary: 'Let a candidate try the access code again after too many wrong ones',
    refusals: ['exam_not_found', 'not_found'],
  },
  exam_open: { summary: 'Open the waiting room; answers with the join code', refusals: ['exam_not_found', 'state_conflict'] },
  exam_start: {
    summary: 'Start the exam for everybody who waits',
    refusals: ['exam_not_found', 'state_conflict', 'identity_unconfirmed'],
  },
  sitting_plan_get: { summary: 'Tell when the sitting opens and starts by itself, and who may come late', refusals: exam },
  sitting_plan_set: {
    summary: 'Plan, move or cancel the opening and the start of the sitting',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  external_get: { summary: 'Tell where the paper of an external exam is', refusals: exam },
  external_set: { summary: 'Take the paper from another server, or no longer', refusals: ['exam_not_found', 'state_conflict'] },
  late_join_set: { summary: 'Set until when candidates may join late, and what time they get', refusals: exam },
  start_code_set: {
    summary: 'Ask for a start code before the paper opens, or for none; told once',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  start_code_release: { summary: 'Let a candidate try start codes again', refusals: ['attempt_not_found'] },
  time_extend: {
    summary: 'Give time to everybody or to some, with a reason',
    refusals: ['exam_not_found', 'attempt_not_found', 'state_conflict'],
  },
  time_credits: { summary: 'List every change of the time in the sitting', refusals: exam },
  exam_pause: { summary: "Stop everybody's clock", refusals: ['exam_not_found', 'state_conflict'] },
  exam_resume: { summary: 'Go on after a pause; the paused time is given back', refusals: ['exam_not_found', 'state_conflict'] },
  exam_end: { summary: 'End the exam and grade what can be graded', refusals: ['exam_not_found', 'state_conflict'] },
  sitting_create: {
    summary: 'Schedule the exam again after its sitting has ended',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  sitting_export: {
    summary: 'Take out the record of a sitting that has ended, as JSON or as lines of JSON (application/x-ndjson), for a replay',
    refusals: ['exam_not_found', 'state_conflict'],
  },
  exam_export: {
    summary: 'Take out the paper with its keys as Moodle XML or GIFT: as JSON with a report, or as the file itself',
    refusals: exam,
  },
} as const satisfies Partial<Record<CommandName, OperationNote>>;
