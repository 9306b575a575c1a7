import type { AlertId, AttemptId, ExamId, SessionId } from '../../../shared/model/ids.ts';
import type { Policy } from '../../../shared/model/policy.ts';
import type { RuleId } from '../../../shared/model/rule.ts';
import type { Severity } from '../../../shared/model/severity.ts';
import type { AlertActionName } from '../../../shared/protocol/commands.ts';
import type { StoredRule } from '../rules/rule-store.ts';

/** What people do to an attempt that later decisions depend on. */
export type DecidingAction = 'suspend' | 'resume' | 'increase_monitoring' | 'restore_monitoring';

/**
 * One thing that decided beside what candidates' clients reported (EV2-EV4). Ids and types, never a name, an address or a text that
 * somebody typed about a person.
 */
export type CourseEntry =
  /** The room began to serve. */
  | { readonly kind: 'start' }
  /** What the room noticed by itself, or another program reported, and counted. */
  | {
      readonly kind: 'observation';
      readonly attemptId: AttemptId;
      readonly sessionId?: SessionId | undefined;
      readonly source: string;
      readonly type: string;
      readonly offline?: boolean | undefined;
      /** Which numbers were missing, of reports that are: what comes after a restart of the room fills it. */
      readonly gap?: { readonly from: number; readonly to: number } | undefined;
    }
  /** What a wall told about a candidate: it weighs nothing, and rules may see it. */
  | {
      readonly kind: 'finding';
      readonly attemptId: AttemptId;
      readonly sessionId?: SessionId | undefined;
      readonly type: string;
      readonly severity: Severity;
    }
  /** A report that was missing came after all: what was told at that time is taken back. */
  | { readonly kind: 'withdrawn'; readonly attemptId: AttemptId; readonly toldAt: number }
  /** The clock found that a suspension had waited long enough (EV6). */
  | { readonly kind: 'wait'; readonly attemptId: AttemptId }
  | { readonly kind: 'action'; readonly attemptId: AttemptId; readonly action: DecidingAction }
  /** Handed in, or ended, by whomever. */
  | { readonly kind: 'finished'; readonly attemptId: AttemptId }
  | { readonly kind: 'alert_action'; readonly alertId: AlertId; readonly action: AlertActionName }
  | { readonly kind: 'policy'; readonly examId: ExamId; readonly before: Policy; readonly after: Policy }
  | {
      readonly kind: 'rule';
      readonly ruleId: RuleId;
      readonly before?: StoredRule | undefined;
      readonly after?: StoredRule | undefined;
    }
  /** The score around one event or observation, kept while a rule asks for scores: nothing else tells it after a restart. */
  | {
      readonly kind: 'scored';
      readonly attemptId: AttemptId;
      readonly number: number;
      readonly before: number;
      readonly after: number;
    };

/** An entry with its place among the stored events: greater than the number of the last one before it, less than the next one's. */
export type PlacedEntry = CourseEntry & { readonly place: number /** Epoch ms. */; readonly at: number };

/** The course of what decided, in the room's order; stored with the work that does it. */
export interface CourseRepo {
  /** Returns its place. `before`: the number of the stored event that it goes before, when that event is there but not counted. */
  note(at: number, entry: CourseEntry, before?: number): number;
  /** Does it still stand? Not when the work that noted it was undone. */
  stands(place: number): boolean;
  /** Entries from then on (epoch ms), in order; of some kinds only, if they are named. */
  from(at: number, kinds?: readonly CourseEntry['kind'][]): PlacedEntry[];
  /** How many entries there are: another number when something was noted meanwhile. */
  count(): number;
  /** Since when it is kept, epoch ms: what was before is not known. */
  since(): number | undefined;
}
