import type { ExamId } from '../../../shared/model/ids.ts';
import type { RuleCondition, RuleField, RuleSource } from '../../../shared/model/rule.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import { isViolation } from '../risk/event-weights.ts';

/** What a condition can see of an event, an observation of the room or a finding. */
export interface SeenEvent {
  readonly type: string;
  /** Who saw it. */
  readonly from: RuleSource;
  readonly examId: ExamId;
  /** As the room judges it, by what its type weighs. */
  readonly severity: Severity;
  readonly offline: boolean;
  readonly violation: boolean;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  /** The risk score of the attempt once it has counted; undefined where nobody knows it. */
  readonly score: number | undefined;
  /** How far the score rose in so many milliseconds up to now. */
  rise(windowMs: number): number | undefined;
}

function fieldOf(event: SeenEvent, field: string, windowMs: number): unknown {
  if (field === 'severity') return event.severity;
  if (field === 'offline') return event.offline;
  if (field === 'score') return event.score;
  if (field === 'rise') return event.rise(windowMs);
  const name = field.slice('details.'.length);
  return event.details && Object.hasOwn(event.details, name) ? event.details[name] : undefined;
}

/** Does it hold? `windowMs`: the time of the rule, for how far the score rose. */
export function holds(event: SeenEvent, { field, is, value }: RuleField, windowMs: number): boolean {
  const found = fieldOf(event, field, windowMs);
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

/** Rules that do not say whose observations they look at look at candidates' own. */
const OF_CLIENTS: RuleSource[] = ['client'];

/**
 * Does the event count for the rule? What is no violation (after the end, caused by a restart of the room) never counts, except a
 * type that tells the story of a session and is named: that is never one.
 */
export function matches(
  event: SeenEvent,
  { types, match, fields, exams, from = OF_CLIENTS, windowSeconds }: RuleCondition,
): boolean {
  if (types.length > 0 && !types.includes(event.type)) return false;
  if (!from.includes(event.from)) return false;
  if (!event.violation && (types.length === 0 || isViolation(event.type))) return false;
  if (exams.length > 0 && !exams.includes(event.examId)) return false;
  if (fields.length === 0) return true;
  const one = (field: RuleField): boolean => holds(event, field, windowSeconds * 1000);
  return match === 'all' ? fields.every(one) : fields.some(one);
}
