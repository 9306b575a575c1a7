import type { UserId } from '../../shared/model/ids.ts';
import { isStaff, type Role } from '../../shared/model/role.ts';
import type { SignedInActor } from '../domain/access/actor.ts';

export interface ConnectionLimits {
  readonly maxConnections: number;
  readonly maxConnectionsPerStudent: number;
  readonly maxConnectionsPerStaff: number;
}

/** Open connections by who they belong to, counted as they come and go: asked once for each that comes. */
export interface ConnectionCount {
  add(actor: SignedInActor): void;
  remove(actor: SignedInActor): void;
  /** A code when one more would be too many. */
  refusal(role: Role, userId: UserId): 'too_many_connections' | undefined;
  /** Is there no place left for anybody, whoever it is? */
  isFull(): boolean;
}

/** Kept for staff beyond the limit that candidates and services share. */
const RESERVED_FOR_STAFF = 64;

export function createConnectionCount(limits: ConnectionLimits): ConnectionCount {
  const ofUser = new Map<UserId, number>();
  let ofStaff = 0;
  let ofOthers = 0;

  function count({ role, userId }: SignedInActor, more: 1 | -1): void {
    const open = (ofUser.get(userId) ?? 0) + more;
    if (open === 0) ofUser.delete(userId);
    else ofUser.set(userId, open);
    if (isStaff(role)) ofStaff += more;
    else ofOthers += more;
  }

  const isFullFor = (forStaff: boolean): boolean =>
    forStaff ? ofStaff + ofOthers >= limits.maxConnections + RESERVED_FOR_STAFF : ofOthers >= limits.maxConnections;

  return {
    isFull: () => isFullFor(true) && isFullFor(false),
    add: (actor) => count(actor, 1),
    remove: (actor) => count(actor, -1),
    refusal: (role, userId) => {
      const forStaff = isStaff(role);
      const mostOfUser = forStaff ? limits.maxConnectionsPerStaff : limits.maxConnectionsPerStudent;
      if ((ofUser.get(userId) ?? 0) >= mostOfUser) return 'too_many_connections';
      return isFullFor(forStaff) ? 'too_many_connections' : undefined;
    },
  };
}
