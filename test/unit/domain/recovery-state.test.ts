import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  approved,
  codeAccepted,
  denied,
  needsCode,
  RECOVERY_MS,
  type RecoveryRequest,
  remainingApprovals,
  used,
} from '../../../src/main/domain/recovery/recovery-state.ts';
import type { AttemptId, ExamId, UserId } from '../../../src/shared/model/ids.ts';
import { RecoveryMethodInput, type RecoveryRequestId } from '../../../src/shared/model/recovery.ts';
import { RoomError } from '../../../src/shared/protocol/errors.ts';

const REQUESTER = 'the requester' as UserId;
const PEOPLE = ['one', 'two', 'three', REQUESTER] as UserId[];

const fresh = (fields: Partial<RecoveryRequest> = {}): RecoveryRequest => ({
  id: 'request' as RecoveryRequestId,
  kind: 'seat',
  state: 'pending',
  method: 'proctor_approval',
  attemptId: 'attempt' as AttemptId,
  examId: 'exam' as ExamId,
  userId: REQUESTER,
  custodians: 1,
  approvals: [],
  requestedAt: 0,
  expiresAt: RECOVERY_MS,
  ...fields,
});

type Step = { readonly kind: 'approve' | 'deny' | 'code'; readonly by: UserId; readonly wait: number };
const step = fc.record<Step>({
  kind: fc.constantFrom('approve', 'deny', 'code'),
  by: fc.constantFrom(...PEOPLE),
  wait: fc.integer({ min: 0, max: RECOVERY_MS / 3 }),
});

/** What is true of whoever was let in, worked out from what happened and not from the request's own books. */
interface Happened {
  readonly agreed: Set<UserId>;
  code: UserId | undefined;
  isDenied: boolean;
  approvedAt: number | undefined;
}

describe('ID6 the life of a recovery request', () => {
  it('ID6 security-45 in every order of what custodians and the candidate do: nobody gets in without enough different people', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('proctor_approval' as const, 'recovery_code' as const, 'multi_factor' as const),
        fc.constantFrom(1 as const, 2 as const),
        fc.array(step, { maxLength: 12 }),
        (method, custodians, steps) => {
          let request = fresh({ method, custodians });
          let now = 0;
          const happened: Happened = { agreed: new Set(), code: undefined, isDenied: false, approvedAt: undefined };
          for (const { kind, by, wait } of steps) {
            now += wait;
            const before = request;
            try {
              if (kind === 'approve') request = approved(request, by, now);
              else if (kind === 'deny') request = denied(request, by, now);
              else request = codeAccepted(request, by, now);
            } catch (error) {
              if (!(error instanceof RoomError)) throw error;
              expect(request, 'a refusal changes nothing').toBe(before);
              continue;
            }
            expect(before.state, 'only what waits is decided').toBe('pending');
            expect(now).toBeLessThan(before.expiresAt);
            if (kind === 'approve') happened.agreed.add(by);
            if (kind === 'code') happened.code = by;
            if (kind === 'deny') happened.isDenied = true;
            if (request.state === 'approved') happened.approvedAt = now;
          }
          const letIn = used(request, now);
          if (happened.isDenied) expect(letIn).toBeUndefined();
          expect(happened.agreed.has(REQUESTER), 'nobody decides about themselves').toBe(false);
          const people = new Set(happened.agreed);
          if (method === 'recovery_code' && happened.code) people.add(happened.code);
          const isEnough = people.size >= custodians && (method !== 'multi_factor' || happened.code !== undefined);
          if (letIn) {
            expect(isEnough).toBe(true);
            expect(now - (happened.approvedAt ?? Number.NEGATIVE_INFINITY)).toBeLessThan(RECOVERY_MS);
            expect(used(letIn, now), 'once').toBeUndefined();
          } else if (isEnough && !happened.isDenied) {
            expect(now, 'only time undoes what was enough').toBeGreaterThanOrEqual(request.expiresAt);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('ID6 says how many are missing, and whether a code is', () => {
    const two = fresh({ custodians: 2, method: 'multi_factor' });
    expect([remainingApprovals(two), needsCode(two)]).toEqual([2, true]);
    const one = approved(two, PEOPLE[0] as UserId, 1);
    expect([one.state, remainingApprovals(one), needsCode(one)]).toEqual(['pending', 1, true]);
    const withCode = codeAccepted(one, PEOPLE[1] as UserId, 2);
    expect([withCode.state, remainingApprovals(withCode), needsCode(withCode)]).toEqual(['pending', 1, false]);
    expect(approved(withCode, PEOPLE[2] as UserId, 3).state).toBe('approved');
  });

  it.each([
    ['proctor', 'proctor_approval'],
    ['Proctor-Approval', 'proctor_approval'],
    ['one-time code', 'recovery_code'],
    ['both', 'multi_factor'],
    ['multi factor', 'multi_factor'],
  ])('ID6 other words for a method: %s', (written, meant) => {
    expect(RecoveryMethodInput.parse(written)).toBe(meant);
    expect(() => RecoveryMethodInput.parse('constructor')).toThrow();
  });
});
