import type { ExamId } from '../../../shared/model/ids.ts';
import type { RuleCondition, RuleField } from '../../../shared/model/rule.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import { isViolation } from '../risk/event-weights.ts';

/** What a condition can see of an event. */
export interface SeenEvent {
  readonly type: string;
  readonly examId: ExamId;
  /** As the room judges it, by what its type weighs. */
  readonly severity: Severity;
  readonly offline: boolean;
  readonly violation: boolean;
  readonly details: Readonly<Record<string, unknown>> | undefined;
}

function fieldOf(event: SeenEvent, field: string): unknown {
  if (field === 'severity') return event.severity;
  if (field === 'offline') return event.offline;
  const name = field.slice('details.'.length);
  return event.details && Object.hasOwn(event.details, name) ? event.details[name] : undefined;
}

function holds(event: SeenEvent, { field, is, value }: RuleField): boolean {
  const found = fieldOf(event, field);
  switch (is) {
    case 'present':
      return found !== undefined;
    case 'equals':
      return found === value;
    case 'not_equals':
      return found !== value;
    case 'contains':
      return typeof found === 'string' && typeof value === 'string' && found.includes(value);
    case 'at_least':
      return typeof found === 'number' && typeof value === 'number' && found >= value;
    case 'at_most':
      return typeof found === 'number' && typeof value === 'number' && found <= value;
  }
}

/**
 * Does the event count for the rule? What is no violation (after the end, caused by a restart of the room) never counts, except a
 * type that tells the story of a session and is named: that is never one.
 */
export function matches(event: SeenEvent, { types, match, fields, exams }: RuleCondition): boolean {
  if (types.length > 0 && !types.includes(event.type)) return false;
  if (!event.violation && (types.length === 0 || isViolation(event.type))) return false;
  if (exams.length > 0 && !exams.includes(event.examId)) return false;
  if (fields.length === 0) return true;
  return match === 'all' ? fields.every((field) => holds(event, field)) : fields.some((field) => holds(event, field));
}
