import { Alert } from '../../shared/model/alert.ts';
import { AttemptSummary } from '../../shared/model/attempt.ts';
import type { SittingView } from '../../shared/model/exam.ts';
import { ExamSummary } from '../../shared/model/exam.ts';

/** A sentence without a space to break at, as Thai is written, and longer than any place for it. */
export const LONG_THAI = 'การสอบปลายภาควิชาคณิตศาสตร์เพิ่มเติมสำหรับนักเรียนชั้นมัธยมศึกษาตอนปลายประจำปีการศึกษานี้ซึ่งจัดขึ้นพร้อมกันทุกห้องสอบ';
export const LONG_WORD = `Donaudampfschiff${'fahrtsgesellschaft'.repeat(6)}`;

const id = (last: number): string => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`;
export const EXAM_ID = id(1);
/** Times are told from this moment, so that the page looks alike each time it is opened. */
export const NOW = Date.now();
const ago = (ms: number): string => new Date(NOW - ms).toISOString();
const HOUR = 3_600_000;

let counter = 100;

/** A candidate as the room sends one, checked by the wire's own schema. */
export function candidate(change: Record<string, unknown> = {}): AttemptSummary {
  counter += 1;
  return AttemptSummary.parse({
    id: id(counter),
    userId: id(2),
    examId: EXAM_ID,
    candidateNumber: '0421',
    name: 'Candidate 0421',
    seat: 'A1',
    state: 'in_progress',
    monitoring: 'normal',
    riskScore: 12.3,
    connected: true,
    identity: 'confirmed',
    reducedIntegrity: true,
    progress: { answered: 3, total: 40 },
    openAlerts: 0,
    lastEvent: { type: 'tab_switch', at: ago(90_000) },
    ...change,
  });
}

/** An alert as the room sends one. */
export function alert(change: Record<string, unknown> = {}): Alert {
  counter += 1;
  return Alert.parse({
    id: id(counter),
    seq: counter,
    rev: counter,
    type: 'suspicious_activity',
    severity: 'medium',
    status: 'new',
    title: 'Suspicious activity',
    message: 'The risk score passed 30.',
    source: 'risk',
    threat_level: 'medium',
    examId: EXAM_ID,
    riskScore: 34,
    reasons: ['tab_switch ×3'],
    count: 1,
    firstAt: ago(HOUR),
    lastAt: ago(60_000),
    timestamp: ago(HOUR),
    data: {},
    ...change,
  });
}

/** An exam of the list. */
export function exam(change: Record<string, unknown> = {}, sitting: Partial<SittingView> = {}): ExamSummary {
  return ExamSummary.parse({
    id: EXAM_ID,
    title: 'Algebra',
    durationMinutes: 60,
    questionCount: 40,
    answerableCount: 40,
    totalPoints: 40,
    rosterCount: 30,
    attemptCount: 12,
    createdAt: ago(HOUR),
    sitting: { sittingId: id(3), state: 'draft', ...sitting },
    ...change,
  });
}
