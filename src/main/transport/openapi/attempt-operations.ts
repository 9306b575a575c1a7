import type { CommandName } from '../../../shared/protocol/commands.ts';
import type { OperationNote } from './operations.ts';

const ownAttempt = ['attempt_not_found'] as const;

/** What candidates do with their own attempt, and the pictures and sounds of it. */
export const ATTEMPT_OPERATION_NOTES = {
  join_info: {
    summary: 'List the exams that can be joined, with the consent text',
    refusals: ['join_code_invalid', 'exam_not_found'],
  },
  join: {
    summary: 'Join a sitting as a candidate, having read and accepted the consent text',
    refusals: [
      'join_code_invalid',
      'exam_not_found',
      'exam_not_open',
      'exam_ambiguous',
      'not_on_roster',
      'access_code_invalid',
      'consent_refused',
      'consent_outdated',
      'browser_not_allowed',
      'attempt_in_use',
      'late_join_closed',
    ],
  },
  attempt_get: { summary: 'Read the own attempt: state, clock, answers, and the questions while it runs', refusals: ownAttempt },
  attempt_events: { summary: 'Read what was recorded about the own attempt', refusals: ownAttempt },
  attempt_result: {
    summary: 'Read the own result once results are published',
    refusals: ['attempt_not_found', 'result_not_released'],
  },
  evidence_add: {
    summary: 'Send a picture of the own attempt; the same bytes again are the same picture',
    refusals: ['attempt_not_found', 'not_found', 'attempt_finished', 'state_conflict'],
  },
  evidence_list: {
    summary: 'List the pictures of an attempt or of an alert, oldest first',
    refusals: ['attempt_not_found', 'alert_not_found'],
  },
  media_get: {
    summary: 'Get a picture or sound of a paper; candidates those of their own, while it is open',
    refusals: ['not_found'],
  },
  evidence_get: { summary: 'Get one picture; who looked is put on record', refusals: ['not_found'] },
  start_code_enter: { summary: 'Enter the start code', refusals: ['attempt_not_found', 'start_code_invalid', 'state_conflict'] },
  suspension_note: { summary: 'Say something about the own suspension', refusals: ['attempt_not_found', 'state_conflict'] },
  attempt_time: { summary: 'Tell the own end, and every change of the own time', refusals: ownAttempt },
  attempt_messages: { summary: 'Read the own conversation with staff, and whether the own hand is up', refusals: ownAttempt },
  attempt_tools: { summary: 'Read which tools may be asked for, and the own requests and grants', refusals: ownAttempt },
  attempt_recovery: { summary: 'Read how the own request to go on stands', refusals: ownAttempt },
  own_certificate: { summary: 'Get the own certificate as PDF', refusals: ['attempt_not_found', 'not_found', 'state_conflict'] },
} as const satisfies Partial<Record<CommandName, OperationNote>>;
