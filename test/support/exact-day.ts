import type { SignedInActor } from '../../src/main/domain/access/actor.ts';
import { alertCommands } from '../../src/main/domain/alerts/alert-commands.ts';
import { raiseFinding } from '../../src/main/domain/alerts/raise-finding.ts';
import { findAttempt } from '../../src/main/domain/attempts/find-attempt.ts';
import { tellGaps } from '../../src/main/domain/attempts/follow-chain.ts';
import { proctorCommands } from '../../src/main/domain/attempts/proctor-commands.ts';
import { securityEventCommands } from '../../src/main/domain/attempts/security-event-commands.ts';
import { judgeWentOffline, noteWentOffline } from '../../src/main/domain/attempts/went-offline.ts';
import { createPolicyCommands } from '../../src/main/domain/responses/policy-commands.ts';
import { createRuleCommands } from '../../src/main/domain/rules/rule-commands.ts';
import { countServiceEvent } from '../../src/main/domain/service-events/count-service-event.ts';
import type { RuleId } from '../../src/shared/model/rule.ts';
import type { SecurityEventInput } from '../../src/shared/model/security-event.ts';
import type { ExactStep } from './exact-steps.ts';
import { POLICIES, RULES } from './exact-steps.ts';
import { at, newId } from './exam-day.ts';
import type { FakeClock } from './fake-clock.ts';
import type { MemoryRoom } from './memory-room.ts';
import type { StartedExam } from './room-core.ts';
import { TYPES } from './sitting-steps.ts';
import { suspendWaiting } from './suspend-waiting.ts';

const pause = async (): Promise<void> => {};
const policyCommands = createPolicyCommands(pause);
const ruleCommands = createRuleCommands(pause);

/** Lives through a day in a room in memory; what is not possible at its moment is refused, and no part of the day. */
export function liveExactly(
  steps: readonly ExactStep[],
  room: MemoryRoom,
  clock: FakeClock,
  { exam, other }: { readonly exam: StartedExam; readonly other: StartedExam },
): void {
  const { staff } = exam;
  const seqs = new Map<SignedInActor, number>();
  const leftOut: SecurityEventInput[][] = exam.candidates.map(() => []);
  const rules = new Map<number, RuleId>();
  const isAway = new Set<string>();
  const nextEvent = (actor: SignedInActor, type: string, offline = false): SecurityEventInput => {
    const seq = (seqs.get(actor) ?? 0) + 1;
    seqs.set(actor, seq);
    const occurredAt = new Date(clock.now()).toISOString();
    const details = seq % 3 === 0 ? {} : { typed: 'pasted-canary' };
    return { id: newId(), type, occurredAt, seq, details, ...(offline ? { offline } : {}) };
  };
  const send = (actor: SignedInActor, event: SecurityEventInput): void =>
    void room.run(actor, (work) => securityEventCommands.security_event.execute(work, event, undefined));
  const attemptOf = (index: number) => at(exam.candidates, index).attemptId ?? never();
  const tried = (act: () => unknown): void => {
    try {
      act();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
    }
  };

  function switchRule(which: number, as: 'on' | 'off' | 'anew' | 'gone'): void {
    const known = rules.get(which);
    const rule = at(RULES, which);
    room.run(staff, (work) => {
      if (as === 'on') {
        const ruleId = known ?? ruleCommands.rule_add.execute(work, { rule }, undefined).rule.id;
        rules.set(which, ruleId);
        ruleCommands.rule_switch.execute(work, { ruleId, enabled: true }, undefined);
      } else if (known === undefined) return;
      else if (as === 'off') ruleCommands.rule_switch.execute(work, { ruleId: known, enabled: false }, undefined);
      else if (as === 'anew') ruleCommands.rule_update.execute(work, { ruleId: known, rule }, undefined);
      else {
        ruleCommands.rule_remove.execute(work, { ruleId: known }, undefined);
        rules.delete(which);
      }
    });
  }

  function live(one: ExactStep): void {
    switch (one.do) {
      case 'report':
        for (let time = 0; time < one.times; time += 1) {
          const actor = at(exam.candidates, one.who);
          send(actor, nextEvent(actor, at(TYPES, one.type), one.offline));
        }
        return;
      case 'together':
        for (const actor of exam.candidates) send(actor, nextEvent(actor, at(TYPES, one.type)));
        return;
      case 'elsewhere': {
        const actor = at(other.candidates, one.who);
        return send(actor, nextEvent(actor, 'paste'));
      }
      case 'leave_out': {
        const actor = at(exam.candidates, one.who);
        // It weighs something itself when it comes: what is taken back is taken back before it counts.
        at(leftOut, one.who).push(nextEvent(actor, 'copy'));
        return send(actor, nextEvent(actor, 'focus_gained'));
      }
      case 'fill': {
        const event = at(leftOut, one.who).shift();
        return event && send(at(exam.candidates, one.who), event);
      }
      case 'tell_gaps':
        return room.run(staff, tellGaps);
      case 'gone': {
        const actor = at(exam.candidates, one.who);
        isAway.add(actor.sessionId);
        room.run(staff, (work) => noteWentOffline(work, actor));
        clock.advance(11_000);
        const presence = { connections: () => [], isConnected: (id: string) => !isAway.has(id) };
        room.run(staff, (work) => judgeWentOffline({ ...work, presence }));
        isAway.clear();
        return;
      }
      case 'finding':
        return room.run(staff, (work) =>
          raiseFinding(work, {
            at: clock.now(),
            wall: 'water',
            type: 'too_many_requests',
            severity: 'medium',
            confidence: 0.5,
            subject: { session: at(exam.candidates, one.who).sessionId },
            reasons: ['reason-canary'],
          }),
        );
      case 'service':
        return room.run(staff, (work) => {
          const event = { type: at(TYPES, one.type), source: 'service:camera', from: 'seat 4' };
          if (event.type !== 'focus_gained') countServiceEvent(work, findAttempt(work.store, attemptOf(one.who)), event);
        });
      case 'alert': {
        const alerts = room.store().alerts.list({ limit: 200 });
        const alert = alerts[one.which % Math.max(1, alerts.length)];
        if (!alert) return;
        const input = { id: newId(), alertId: alert.id, action: one.action, comment: 'comment-canary', reason: 'reason-canary' };
        return tried(() => room.run(staff, (work) => alertCommands.alert_action.execute(work, input, undefined)));
      }
      case 'attempt': {
        const input = { id: newId(), attemptId: attemptOf(one.who), action: one.action, reason: 'reason-canary' };
        return tried(() => room.run(staff, (work) => proctorCommands.proctor_action.execute(work, input, undefined)));
      }
      case 'policy': {
        const input = { examId: exam.examId, policy: at(POLICIES, one.which) };
        room.run(staff, (work) => policyCommands.exam_policy_set.execute(work, input, undefined));
        return;
      }
      case 'rule':
        return switchRule(one.which, one.as);
      case 'look':
        return room.run(staff, suspendWaiting);
      case 'wait':
        return clock.advance(one.ms);
      case 'kill':
        return room.killAndStart();
      case 'restart':
        return room.stopAndStart();
    }
  }
  for (const one of steps) {
    live(one);
    // Now and then two steps share a millisecond.
    if (one.do !== 'finding') clock.advance(1);
  }
}

function never(): never {
  throw new Error('everybody has joined');
}
