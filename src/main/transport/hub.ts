import type { ConnectionId, SessionId } from '../../shared/model/ids.ts';
import { isStaff, type Role } from '../../shared/model/role.ts';
import { toIso } from '../../shared/model/time.ts';
import { type ErrorCode, type OutgoingEvent, userRoom } from '../../shared/protocol/index.ts';
import type { SignedInActor } from '../domain/access/actor.ts';
import { emitAttemptState } from '../domain/attempts/attempt-views.ts';
import { findAttempt } from '../domain/attempts/find-attempt.ts';
import { toDevice } from '../domain/identity/device.ts';
import type { Clock } from '../domain/ports.ts';
import type { Presence, Work } from '../domain/work.ts';
import type { CommandRouter, Outlet } from './command-router.ts';
import { createUpdatePacer } from './pace-updates.ts';

/** Our own clients send a heartbeat every second; not heard for this long they are shown as silent (protocol 1). */
const SILENT_AFTER_MS = 3_000;
/** An open socket outlives its token by this much, so that a refresh can arrive. */
const TOKEN_GRACE_MS = 60_000;
const SWEEP_MS = 500;

/** One authenticated socket, whatever carries it. */
export interface Connection {
  readonly id: ConnectionId;
  readonly actor: SignedInActor;
  readonly transport: string;
  expiresAt: number;
  close(code: ErrorCode, message: string): void;
}

/** What delivers events to its own kind of connections. */
export interface Gateway {
  deliver(event: OutgoingEvent): void;
}

export interface Hub extends Outlet, Presence {
  addGateway(gateway: Gateway): void;
  /** Limits on open connections; a code when this one would be too many. */
  refusal(role: Role, userId: string): 'too_many_connections' | undefined;
  attach(connection: Connection): Promise<void>;
  detach(connection: Connection): Promise<void>;
  /** The client behind the session gave a sign of life. */
  heard(sessionId: SessionId): void;
  connections(): readonly Connection[];
  start(router: CommandRouter): void;
  stop(): void;
}

interface SessionPresence {
  readonly actor: SignedInActor;
  readonly connections: Set<Connection>;
  /** Undefined until the first heartbeat: a client that never sends one is not called silent. */
  lastHeartbeatAt: number | undefined;
  isSilent: boolean;
}

export interface HubLimits {
  readonly maxConnections: number;
  readonly maxConnectionsPerStudent: number;
  readonly maxConnectionsPerStaff: number;
}

/** Kept for staff beyond the limit that candidates and services share. */
const RESERVED_FOR_STAFF = 64;

export function createHub(clock: Clock, limits: HubLimits): Hub {
  const gateways: Gateway[] = [];
  const sessions = new Map<SessionId, SessionPresence>();
  let router: CommandRouter | undefined;
  let timer: NodeJS.Timeout | undefined;

  const deliver = (event: OutgoingEvent): void => {
    for (const gateway of gateways) gateway.deliver(event);
  };
  const updates = createUpdatePacer(deliver);
  const all = (): Connection[] => [...sessions.values()].flatMap(({ connections }) => [...connections]);

  function tellPresence(work: Work, actor: SignedInActor, type: 'connected' | 'disconnected' | undefined): void {
    const whole = actor.attemptId ? findAttempt(work.store, actor.attemptId) : undefined;
    if (type === 'connected' && work.store.sessions.byId(actor.sessionId)?.endedAt !== undefined) {
      // Ended between its handshake and now.
      work.disconnect(actor.sessionId, 'token_revoked', 'This session was ended.');
    }
    if (type) {
      work.audit(`session.${type}`, `session:${actor.sessionId}`);
      work.emit({
        name: 'session-update',
        payload: {
          type,
          session: { id: actor.sessionId, userId: actor.userId, ...(whole ? { examId: whole.exam.id } : {}), role: actor.role },
          device: toDevice(work.store.sessions.deviceOf(actor.sessionId)),
          timestamp: toIso(work.now),
        },
        rooms: ['security', userRoom(actor.userId)],
      });
    }
    if (whole) emitAttemptState(work, whole);
  }

  const tell = (actor: SignedInActor, type?: 'connected' | 'disconnected'): Promise<void> =>
    router ? router.run((work) => tellPresence(work, actor, type), { kind: 'room' }) : Promise.resolve();

  function sweep(): void {
    const now = clock.now();
    for (const presence of sessions.values()) {
      for (const connection of presence.connections) {
        if (now > connection.expiresAt + TOKEN_GRACE_MS)
          connection.close('token_expired', 'This sign-in has expired: sign in again.');
      }
      const isSilent = presence.lastHeartbeatAt !== undefined && now - presence.lastHeartbeatAt > SILENT_AFTER_MS;
      if (isSilent === presence.isSilent) continue;
      presence.isSilent = isSilent;
      void tell(presence.actor).catch(() => {});
    }
  }

  return {
    addGateway: (gateway) => void gateways.push(gateway),
    publish: (event) => {
      if (event.name === 'alert-updated') updates.push(event);
      else deliver(event);
    },
    disconnect: (sessionId, code, message) => {
      for (const connection of [...(sessions.get(sessionId)?.connections ?? [])]) connection.close(code, message);
    },
    isConnected: (sessionId) => {
      const presence = sessions.get(sessionId);
      return presence !== undefined && !presence.isSilent;
    },
    refusal: (role, userId) => {
      const open = all();
      const forStaff = isStaff(role);
      const mine = open.filter((connection) => connection.actor.userId === userId).length;
      if (mine >= (forStaff ? limits.maxConnectionsPerStaff : limits.maxConnectionsPerStudent)) return 'too_many_connections';
      const shared = open.filter((connection) => isStaff(connection.actor.role) === forStaff).length;
      const most = forStaff ? limits.maxConnections + RESERVED_FOR_STAFF : limits.maxConnections;
      return shared >= most ? 'too_many_connections' : undefined;
    },
    attach: async (connection) => {
      const { actor } = connection;
      const known = sessions.get(actor.sessionId);
      const presence = known ?? { actor, connections: new Set(), lastHeartbeatAt: undefined, isSilent: false };
      presence.connections.add(connection);
      const wasSilent = presence.isSilent;
      // A new connection starts afresh: it is silent when it stops, not because the old one did.
      presence.lastHeartbeatAt = undefined;
      presence.isSilent = false;
      sessions.set(actor.sessionId, presence);
      if (!known) await tell(actor, 'connected');
      else if (wasSilent) await tell(actor);
    },
    detach: async (connection) => {
      const presence = sessions.get(connection.actor.sessionId);
      if (!presence?.connections.delete(connection) || presence.connections.size > 0) return;
      sessions.delete(connection.actor.sessionId);
      await tell(connection.actor, 'disconnected');
    },
    heard: (sessionId) => {
      const presence = sessions.get(sessionId);
      if (!presence) return;
      presence.lastHeartbeatAt = clock.now();
    },
    connections: all,
    start: (theRouter) => {
      router = theRouter;
      timer = setInterval(sweep, SWEEP_MS);
      timer.unref();
    },
    stop: () => {
      clearInterval(timer);
      updates.stop();
      router = undefined;
    },
  };
}
