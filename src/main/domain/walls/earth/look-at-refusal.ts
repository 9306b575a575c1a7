import type { Finding } from '../finding.ts';
import type { OperationSignal } from '../signal.ts';
import type { Doer } from './earth-state.ts';
import {
  FORBIDDEN_TO_CANDIDATES,
  FORBIDDEN_TO_OTHERS,
  MANY_FORBIDDEN,
  MISSING_TO_CANDIDATES,
  MISSING_TO_OTHERS,
} from './limits.ts';
import { tell } from './tell.ts';
import { addThing, addToSum } from './things.ts';

const NOTHING: readonly Finding[] = [];

/** What a candidate would read if they were let: the paper with its keys, or the work of others. */
const WOULD_SHOW = new Map<string, string>([
  ['exam_get', 'the paper with its answers'],
  ['results_get', 'the results of everybody'],
  ['roster_get', 'the list of all candidates'],
  ['attempts_list', 'the attempts of others'],
  ['attempt_detail', 'the attempt of somebody'],
  ['messages_list', 'what others write to the invigilator'],
  ['sitting_export', 'the record of the whole sitting'],
  ['audit_list', 'the audit log'],
  ['users_list', 'the accounts of staff'],
]);

function lookAtForbidden(signal: OperationSignal, doer: Doer): readonly Finding[] {
  const isCandidate = signal.role === 'student' || signal.role === 'requester';
  const limit = isCandidate ? FORBIDDEN_TO_CANDIDATES : FORBIDDEN_TO_OTHERS;
  const times = addToSum(doer.forbidden, 1, signal.at, limit);
  const wanted = WOULD_SHOW.get(signal.name);
  if (isCandidate && wanted !== undefined)
    return tell(signal, doer, {
      type: 'data_access_violation',
      severity: times >= MANY_FORBIDDEN ? 'high' : 'medium',
      confidence: 0.7,
      reason: `A candidate's sign-in asked for ${wanted}, which no exam client does; it was refused`,
    });
  if (times <= limit.most) return NOTHING;
  return tell(signal, doer, {
    type: 'data_access_violation',
    severity: !isCandidate ? 'low' : times >= MANY_FORBIDDEN ? 'high' : 'medium',
    confidence: isCandidate ? 0.7 : 0.4,
    reason: `Asked ${times} times within a minute for what the role ${signal.role} may not do; all of it was refused`,
  });
}

function lookAtMissing(signal: OperationSignal, doer: Doer, about: string): readonly Finding[] {
  const isCandidate = signal.role === 'student' || signal.role === 'requester';
  const limit = isCandidate ? MISSING_TO_CANDIDATES : MISSING_TO_OTHERS;
  const different = addThing(doer.missing, about, signal.at, limit);
  if (different <= limit.most) return NOTHING;
  return tell(signal, doer, {
    type: 'data_access_violation',
    severity: isCandidate ? 'medium' : 'low',
    confidence: 0.6,
    reason: `Asked for ${different} different records within a minute that do not exist, as somebody does who tries numbers`,
  });
}

/** W4: a command that was refused. One is a slip; the role's limits tried again and again, or records guessed at, are not. */
export function lookAtRefusal(signal: OperationSignal, doer: Doer): readonly Finding[] {
  const { code, about } = signal;
  if (code === 'role_forbidden') return lookAtForbidden(signal, doer);
  if (about !== undefined && (code === 'not_found' || code?.endsWith('_not_found'))) return lookAtMissing(signal, doer, about);
  return NOTHING;
}
