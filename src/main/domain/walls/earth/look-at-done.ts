import type { Finding } from '../finding.ts';
import type { OperationSignal } from '../signal.ts';
import type { Doer } from './earth-state.ts';
import { ATTEMPTS_READ, AUDIT_READ, ENDED, EXAMS_TAKEN, NEW_PLACE_MS, TAKEN_FROM_NEW_PLACE } from './limits.ts';
import { tell } from './tell.ts';
import { addThing, addToSum } from './things.ts';

const NOTHING: readonly Finding[] = [];

const massExport = (signal: OperationSignal, doer: Doer, what: string): readonly Finding[] =>
  tell(signal, doer, {
    type: 'mass_export',
    severity: 'low',
    confidence: 0.4,
    reason: `${what}. Staff do this when they file a day's exams; it is worth a look when nobody does`,
  });

/** What was taken out, in words, when it is more than staff take out in their work. */
function lookAtTaken(signal: OperationSignal, doer: Doer): readonly Finding[] {
  const { at, name, about = '', records = 0 } = signal;
  const isFromNewPlace = doer.newPlaceAt !== undefined && Math.abs(at - doer.newPlaceAt) <= NEW_PLACE_MS;
  const exams = name === 'results_get' && records > 0 ? addThing(doer.exams, about, at, EXAMS_TAKEN) : 0;
  const sittings = name === 'sitting_export' ? addThing(doer.sittings, about, at, EXAMS_TAKEN) : 0;
  const entries = name === 'audit_list' ? addToSum(doer.audit, records, at, AUDIT_READ) : 0;
  const attempts = name === 'attempt_detail' ? addThing(doer.attempts, about, at, ATTEMPTS_READ) : 0;
  if (
    isFromNewPlace &&
    (exams >= TAKEN_FROM_NEW_PLACE.exams ||
      sittings >= TAKEN_FROM_NEW_PLACE.sittings ||
      entries >= TAKEN_FROM_NEW_PLACE.auditEntries)
  )
    return tell(signal, doer, {
      type: 'unusual_staff_activity',
      severity: 'medium',
      confidence: 0.3,
      reason: 'Much was taken out within minutes of a sign-in on a device and from a network this account never used before',
    });
  if (exams > EXAMS_TAKEN.most) return massExport(signal, doer, `The results of ${exams} exams were read within ten minutes`);
  if (sittings > EXAMS_TAKEN.most) return massExport(signal, doer, `${sittings} sittings were exported within ten minutes`);
  if (entries > AUDIT_READ.most)
    return massExport(signal, doer, `${entries} entries of the audit log were read within ten minutes`);
  if (attempts > ATTEMPTS_READ.most)
    return massExport(signal, doer, `The attempts of ${attempts} candidates were read one by one within five minutes`);
  return NOTHING;
}

/** Commands that end or remove something somebody may need. */
const ENDS = new Set([
  'tool_remove',
  'tool_file_remove',
  'user_disable',
  'api_key_revoke',
  'sessions_end_all',
  'session_terminate',
  'totp_reset',
]);
const ENDING_ACTIONS = new Set(['suspend', 'terminate']);
const isEnding = ({ name, action }: OperationSignal): boolean =>
  ENDS.has(name) || (name === 'proctor_action' && action !== undefined && ENDING_ACTIONS.has(action));

function lookAtEnding(signal: OperationSignal, doer: Doer): readonly Finding[] {
  const { at, name, about } = signal;
  // What names nothing counts each time.
  const ended = addThing(doer.ended, about === undefined ? `${name} ${doer.ended.size} ${at}` : `${name} ${about}`, at, ENDED);
  if (ended <= ENDED.most) return NOTHING;
  return tell(signal, doer, {
    type: 'unusual_staff_activity',
    severity: 'medium',
    confidence: 0.4,
    reason: `${ended} attempts, sessions, accounts or tools were suspended, ended or removed by one account within a minute`,
  });
}

const LOOKED_AT = new Set([...ENDS, 'proctor_action', 'results_get', 'sitting_export', 'audit_list', 'attempt_detail']);
/** Commands of which it matters that they were carried out. */
export const isLookedAt = (name: string): boolean => LOOKED_AT.has(name);

/** W4: a command that was carried out. Staff doing their work raise nothing; what goes far beyond is a question, not a charge. */
export const lookAtDone = (signal: OperationSignal, doer: Doer): readonly Finding[] =>
  isEnding(signal) ? lookAtEnding(signal, doer) : lookAtTaken(signal, doer);
