import fc from 'fast-check';
import { Alert, AlertStatus } from '../../../src/shared/model/alert.ts';
import { AttemptState, AttemptSummary, Identity, Monitoring } from '../../../src/shared/model/attempt.ts';
import { Severity } from '../../../src/shared/model/severity.ts';

/** An id like the room's, one for each number. */
export const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Any candidate the grid may show; as the schema allows it. */
export const anyCandidate = (id: fc.Arbitrary<string> = fc.uuid()): fc.Arbitrary<AttemptSummary> =>
  fc
    .record({
      id,
      userId: fc.uuid(),
      examId: fc.constant(idOf(1)),
      candidateNumber: fc.oneof(fc.nat(99).map(String), fc.constantFrom('A1', 'A2', 'A10', 'ก-7')),
      name: fc.constantFrom('Anong Srisai', 'Ben Ode', 'Çağrı Öz', 'กมล ใจดี'),
      state: fc.constantFrom(...AttemptState.options),
      monitoring: fc.constantFrom(...Monitoring.options),
      riskScore: fc.double({ min: 0, max: 100, noNaN: true }),
      connected: fc.boolean(),
      identity: fc.constantFrom(...Identity.options),
      reducedIntegrity: fc.boolean(),
      progress: fc.constant({ answered: 0, total: 8 }),
      openAlerts: fc.nat(20),
    })
    .map((candidate) => AttemptSummary.parse(candidate));

/** A room full of different ones. */
export const anyRoom: fc.Arbitrary<AttemptSummary[]> = fc.uniqueArray(anyCandidate(), {
  selector: ({ id }) => id,
  maxLength: 40,
});

export const anyAlert: fc.Arbitrary<Alert> = fc
  .record({
    seq: fc.integer({ min: 1, max: 1_000_000 }),
    severity: fc.constantFrom(...Severity.options),
    status: fc.constantFrom(...AlertStatus.options),
    at: fc.integer({ min: 0, max: 100_000 }),
  })
  .map(({ seq, severity, status, at }) => {
    const time = new Date(1_795_000_000_000 + at * 1_000).toISOString();
    return Alert.parse({
      id: idOf(seq),
      seq,
      rev: seq,
      type: 'suspicious_activity',
      severity,
      status,
      title: 'Text was copied',
      message: '',
      source: 'student-client',
      threat_level: severity,
      reasons: [],
      count: 1,
      firstAt: time,
      lastAt: time,
      timestamp: time,
      data: {},
    });
  });
export const anyFeed: fc.Arbitrary<Alert[]> = fc.uniqueArray(anyAlert, { selector: ({ seq }) => seq, maxLength: 40 });
