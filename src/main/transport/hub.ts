import type { SessionId, UserId } from '../../shared/model/ids.ts';
import type { Role } from '../../shared/model/role.ts';
import type { OutgoingEvent, RoomName } from '../../shared/protocol/index.ts';
import type { SignedInActor } from '../domain/access/actor.ts';
import type { Meter } from '../domain/monitoring/meter.ts';
import type { Clock } from '../domain/ports.ts';
import type { Presence, Work } from '../domain/work.ts';
import type { CommandRouter, Outlet } from './command-router.ts';
import type { Connection } from './connection.ts';
import { type ConnectionLimits, createConnectionCount } from './connection-count.ts';
import { createUpdatePacer } from './pace-updates.ts';
import { createPresenceDesk } from './presence-desk.ts';
import { recordPresence, tellSilence, welcome } from './presence-news.ts';

/** Our own clients send a heartbeat every second; not heard for this long they are shown as silent (protocol 1). */
const SILENT_AFTER_MS = 3_000;
/** An open socket outlives its token by this much, so that a refresh can arrive. */
const TOKEN_GRACE_MS = 60_000;
const SWEEP_MS = 500;

/** What delivers events to its own kind of connections. */
export interface Gateway {
  deliver(event: OutgoingEvent): void;
  /** Is one of its connections there to hear what is said in this room? */
  hears?(room: RoomName): boolean;
}

export interface Hub extends Outlet, Presence {
  addGateway(gateway: Gateway): void;
  /** Limits on open connections; a code when this one would be too many. */
  refusal(role: Role, userId: UserId): 'too_many_connections' | undefined;
  /** Is there no place left for anybody, whoever it is? */
  isFull(): boolean;
  /** Counts a connection that is about to be attached; returns what takes that back. */
  hold(actor: SignedInActor): () => void;
  /** Lets an authenticated connection in; resolves when it was welcomed and its coming is on record. */
  attach(connection: Connection): Promise<void>;
  detach(connection: Connection): Promise<void>;
  /** The client behind the session gave a sign of life. */
  heard(sessionId: SessionId): void;
  connections(): readonly Connection[];
  /** Is anybody there to hear what is said in this room? */
  isHeard(room: RoomName): boolean;
  start(router: CommandRouter): void;
  stop(): void;
}

interface SessionPresence {
  readonly actor: SignedInActor;
  readonly connections: Connection[];
  /** Undefined until the first heartbeat: a client that never sends one is not called silent. */
  lastHeartbeatAt: number | undefined;
  isSilent: boolean;
  /** What was last told of that. */
  told: boolean;
  isTelling: boolean;
}

export function createHub(clock: Clock, limits: ConnectionLimits, meter: Meter): Hub {
  const gateways: Gateway[] = [];
  const sessions = new Map<SessionId, SessionPresence>();
  const count = createConnectionCount(limits);
  let router: CommandRouter | undefined;
  let timer: NodeJS.Timeout | undefined;

  const deliver = (event: OutgoingEvent): void => {
    for (const gateway of gateways) gateway.deliver(event);
  };
  const isHeard = (room: RoomName): boolean => gateways.some((gateway) => gateway.hears?.(room) ?? false);
  const updates = createUpdatePacer(deliver);

  const tell = (news: (work: Work) => void): Promise<void> => (router ? router.run(news, { kind: 'room' }) : Promise.resolve());

  const desk = createPresenceDesk(tell);

  function sweep(): void {
    const now = clock.now();
    for (const presence of sessions.values()) {
      for (const connection of [...presence.connections]) {
        if (now > connection.expiresAt + TOKEN_GRACE_MS)
          connection.close('token_expired', 'This sign-in has expired: sign in again.');
      }
      const isSilent = presence.lastHeartbeatAt !== undefined && now - presence.lastHeartbeatAt > SILENT_AFTER_MS;
      presence.isSilent = isSilent;
      tellWhetherSilent(presence).catch(() => {});
    }
  }

  /**
   * Tells whether a session is heard when that is not what was told last. At the desk, which tries again while the store cannot be
   * written; what is told is how it stands then, so that staff never go on seeing what was before.
   */
  async function tellWhetherSilent(presence: SessionPresence): Promise<void> {
    if (presence.told === presence.isSilent || presence.isTelling) return;
    presence.isTelling = true;
    try {
      await desk.report((work) => {
        tellSilence(work, presence.actor);
        presence.told = presence.isSilent;
      });
    } finally {
      presence.isTelling = false;
    }
  }

  return {
    addGateway: (gateway) => void gateways.push(gateway),
    isHeard,
    publish: (event) => {
      if (event.name === 'security-alert') meter.alertRaised(isHeard('security'));
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
    refusal: count.refusal,
    isFull: count.isFull,
    hold: (actor) => {
      count.add(actor);
      return () => count.remove(actor);
    },
    attach: async (connection) => {
      const { actor } = connection;
      const known = sessions.get(actor.sessionId);
      const presence = known ?? {
        actor,
        connections: [],
        lastHeartbeatAt: undefined,
        isSilent: false,
        told: false,
        isTelling: false,
      };
      presence.connections.push(connection);
      count.add(actor);
      connection.connectedAt = clock.now();
      meter.connectionOpened();
      const wasSilent = presence.isSilent;
      // A new connection starts afresh: it is silent when it stops, not because the old one did.
      presence.lastHeartbeatAt = undefined;
      presence.isSilent = false;
      sessions.set(actor.sessionId, presence);
      const told = !known ? desk.report((work) => recordPresence(work, actor, 'connected')) : tellWhetherSilent(presence);
      await Promise.all([tell((work) => welcome(work, connection, { isNews: !known || wasSilent })), told]);
    },
    detach: async (connection) => {
      const { actor } = connection;
      const presence = sessions.get(actor.sessionId);
      const place = presence?.connections.indexOf(connection) ?? -1;
      if (!presence || place < 0) return;
      presence.connections.splice(place, 1);
      count.remove(actor);
      meter.connectionClosed(connection, clock.now());
      if (presence.connections.length > 0) return;
      sessions.delete(actor.sessionId);
      await desk.report((work) => recordPresence(work, actor, 'disconnected'));
    },
    heard: (sessionId) => {
      const presence = sessions.get(sessionId);
      if (!presence) return;
      presence.lastHeartbeatAt = clock.now();
    },
    connections: () => [...sessions.values()].flatMap(({ connections }) => connections),
    start: (theRouter) => {
      router = theRouter;
      timer = setInterval(sweep, SWEEP_MS);
      timer.unref();
    },
    stop: () => {
      clearInterval(timer);
      desk.stop();
      updates.stop();
      router = undefined;
    },
  };
}
