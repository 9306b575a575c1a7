import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SignedInActor } from '../../../src/main/domain/access/actor.ts';
import { createConnectionCount } from '../../../src/main/transport/connection-count.ts';
import type { UserId } from '../../../src/shared/model/ids.ts';
import type { Role } from '../../../src/shared/model/role.ts';

const actor = (role: Role, userId: string) =>
  ({ kind: 'user', role, userId, sessionId: 's', ip: '::1' }) as unknown as SignedInActor;
const LIMITS = { maxConnections: 6, maxConnectionsPerStudent: 2, maxConnectionsPerStaff: 3 };

describe('protocol 1 limits on connections', () => {
  it('protocol 1 counts per user and in all, staff apart', () => {
    const count = createConnectionCount(LIMITS);
    for (let n = 0; n < 2; n++) count.add(actor('student', 'ann'));
    expect(count.refusal('student', 'ann' as UserId)).toBe('too_many_connections');
    for (let n = 0; n < 4; n++) count.add(actor('student', `other-${n}`));
    expect(count.refusal('student', 'ben' as UserId)).toBe('too_many_connections');
    expect(count.refusal('proctor', 'pat' as UserId)).toBeUndefined();
    for (let n = 0; n < 70; n++) count.add(actor('proctor', `proctor-${n}`));
    expect(count.refusal('proctor', 'pat' as UserId)).toBe('too_many_connections');
    count.remove(actor('student', 'other-1'));
    expect(count.refusal('student', 'ben' as UserId)).toBeUndefined();
  });

  it('protocol 1 agrees with a list of who is there, whoever comes and goes', () => {
    const someone = fc.record({
      role: fc.constantFrom<Role>('student', 'service', 'admin'),
      user: fc.constantFrom('a', 'b', 'c'),
    });
    fc.assert(
      fc.property(fc.array(fc.record({ someone, leaves: fc.boolean() })), (steps) => {
        const count = createConnectionCount(LIMITS);
        const open: { role: Role; user: string }[] = [];
        for (const { someone: who, leaves } of steps) {
          const userId = `${who.role}-${who.user}`;
          const isStaff = who.role === 'admin';
          const mine = open.filter(({ role, user }) => role === who.role && user === who.user).length;
          const alike = open.filter(({ role }) => (role === 'admin') === isStaff).length;
          const isFull = mine >= (isStaff ? 3 : 2) || alike >= (isStaff ? 70 : 6);
          expect(count.refusal(who.role, userId as UserId)).toBe(isFull ? 'too_many_connections' : undefined);
          if (leaves && mine > 0) {
            open.splice(
              open.findIndex(({ role, user }) => role === who.role && user === who.user),
              1,
            );
            count.remove(actor(who.role, userId));
          } else if (!isFull) {
            open.push(who);
            count.add(actor(who.role, userId));
          }
        }
      }),
    );
  });
});
