import { isFinished } from '../../../shared/model/attempt.ts';
import type { RuleAction } from '../../../shared/model/rule.ts';
import { changedByAction } from '../alerts/changed-by-action.ts';
import { letAlone } from '../alerts/let-alone.ts';
import { raiseAlert } from '../alerts/raise-alert.ts';
import type { AttemptInExam } from '../attempts/attempt-views.ts';
import { countEvent } from '../attempts/count-event.ts';
import { withdrawGap } from '../attempts/follow-chain.ts';
import { observe, showFinding } from '../attempts/observe.ts';
import type { Attempt, Exam } from '../records.ts';
import { settleAttempts } from '../responses/settle-attempts.ts';
import { resumed, suspended } from '../responses/suspend.ts';
import { isWaitOver, settleWait } from '../responses/suspend-waiting.ts';
import { watchedByStaff } from '../responses/watched-by-staff.ts';
import { incidentOf } from '../rules/apply-rules.ts';
import { memoryOf } from '../rules/rule-memory.ts';
import type { StoredRule } from '../rules/rule-store.ts';
import type { Work } from '../work.ts';
import type { Memory } from './memory-store.ts';
import type { SittingRecord } from './sitting-record.ts';

type Head = Extract<SittingRecord, { kind: 'sitting' }>;
/** A line that happens, of a record in the room's order. */
export type InCourse = Exclude<SittingRecord, { kind: 'sitting' | 'decided' | 'service_event' | 'suspension' }>;
type Line<Kind extends InCourse['kind']> = Extract<InCourse, { kind: Kind }>;

/** The day that happens again. */
export interface Day {
  readonly head: Head;
  readonly memory: Memory;
  begin(head: Head, line: Line<'attempt'>): Attempt;
}

/** Version by version: no two are the same to the rules' memory. */
let versions = 0;

function ruleOf({ ruleId, at, rule }: Line<'rule'>): StoredRule | undefined {
  if (!rule) return undefined;
  const { enabled, when, severity } = rule;
  const actions = rule.actions.map((what): RuleAction => ({ do: what }));
  return {
    id: ruleId,
    enabled,
    createdAt: at,
    changedAt: ++versions,
    countsAfter: 0,
    rule: { name: '', when, severity, actions },
  };
}

/** What counted in another sitting: it can raise what is about the exam or the room, and nothing else. */
function countElsewhere(work: Work, { attemptId, examId, type, rules }: Line<'elsewhere'>, { head, memory, begin }: Day): void {
  const { store } = memory;
  const sitting = store.sittings.byId(head.sittingId);
  const exam = store.exams.byId(head.examId);
  if (!sitting || !exam) return;
  const attempt = begin(head, { kind: 'attempt', at: work.now, attemptId });
  const whole = { attempt, sitting, exam: { ...exam, id: examId } };
  const number = memory.nextNumber();
  const whose = { session: undefined, attempt: attemptId, exam: examId };
  const told = { number, type, from: 'client', violation: true } as const;
  for (const fired of memoryOf(store).count(rules, whose, { number, at: work.now, attempt: attemptId }))
    raiseAlert(work, incidentOf(work, whole, told, fired));
}

function act(work: Work, whole: AttemptInExam, action: Line<'action'>['action']): string | undefined {
  const { attempt } = whole;
  const put = (after: Attempt): undefined => void work.store.attempts.update(after);
  switch (action) {
    case 'suspend':
      return attempt.state === 'suspended' ? 'the attempt is suspended already' : put(suspended(whole, work.now, ''));
    case 'resume':
      return attempt.state === 'suspended' ? put(resumed(work, whole)) : 'the attempt is not suspended';
    case 'increase_monitoring':
      return put(watchedByStaff(attempt, attempt.monitoring === 'normal' ? 'increased' : 'maximum'));
    case 'restore_monitoring':
      return put(watchedByStaff(attempt, 'normal'));
    default:
      return undefined;
  }
}

/** The conditions on details that held, as a rule of the record asks for them. */
const detailsOf = (held: readonly number[] | undefined): Record<string, unknown> | undefined =>
  held && Object.fromEntries(held.map((number) => [String(number), true]));

const OF_ROOM = ['policy', 'rule', 'elsewhere', 'alert_action'] as const satisfies readonly InCourse['kind'][];
type OfRoom = Line<(typeof OF_ROOM)[number]>;
const isOfRoom = (line: InCourse): line is OfRoom => (OF_ROOM as readonly string[]).includes(line.kind);

function happenInRoom(work: Work, line: OfRoom, exam: Exam, day: Day): string | undefined {
  const { head, memory } = day;
  const { store } = memory;
  switch (line.kind) {
    case 'policy':
      settleAttempts(work, memory.attempts.values(), exam.policy, line.policy);
      store.exams.update({ ...exam, policy: line.policy });
      return undefined;
    case 'rule':
      return void memory.setRule(line.ruleId, ruleOf(line));
    case 'elsewhere':
      return void countElsewhere(work, line, day);
    case 'alert_action': {
      const { span } = head;
      const raised = memory
        .alertsOf(line.attemptId)
        .filter(({ firstAt }) => line.attemptId !== undefined || span === undefined || firstAt >= span.from);
      const alert = raised[line.alert];
      if (!alert) return line.attemptId === undefined ? 'the room has no such alert' : 'this attempt has no such alert';
      for (const attempt of letAlone(memory.attempts.values(), alert.id, line.action)) store.attempts.update(attempt);
      return void store.alerts.update({ ...alert, ...changedByAction(alert, line.action, line.at) });
    }
  }
}

/** Lets one line happen by the very steps of the day. Says why it cannot, where it does not fit; nothing has changed then. */
export function happenInCourse(work: Work, line: InCourse, day: Day): string | undefined {
  const { head, memory, begin } = day;
  const { store } = memory;
  const exam = store.exams.byId(head.examId);
  const sitting = store.sittings.byId(head.sittingId);
  if (!exam || !sitting) return 'the sitting has to stand first';
  if (isOfRoom(line)) return happenInRoom(work, line, exam, day);
  const attempt = memory.attempts.get(line.attemptId);
  if (line.kind === 'attempt') {
    if (attempt) return 'this attempt has begun already';
    return void store.attempts.update(begin(head, line));
  }
  if (!attempt) return 'this attempt has not begun';
  const whole: AttemptInExam = { attempt, sitting, exam };
  switch (line.kind) {
    case 'event': {
      const { held, ...event } = line;
      return void countEvent(work, whole, { ...event, number: memory.nextNumber(), details: detailsOf(held) });
    }
    case 'observation':
      return void observe(work, whole, { ...line, data: {} });
    case 'finding':
      return void showFinding(work, whole, line);
    case 'withdrawn':
      return void withdrawGap(work, whole, line.toldAt);
    case 'wait':
      return isWaitOver(attempt, line.at) ? void settleWait(work, whole) : 'nothing waits here';
    case 'finished':
      return isFinished(attempt.state)
        ? 'the attempt has ended already'
        : void store.attempts.update({ ...attempt, state: 'ended' });
    case 'action':
      return act(work, whole, line.action);
  }
}
