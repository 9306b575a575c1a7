import type { SignedInActor } from '../../domain/access/actor.ts';
import type { Clock } from '../../domain/ports.ts';
import type { TrafficSignal } from '../../domain/walls/signal.ts';
import type { EventGuard } from '../guards/event-guard.ts';
import { plainAddress } from '../guards/networks.ts';
import type { Strangers } from '../guards/strangers.ts';
import type { Hub } from '../hub.ts';

/** The same parts of the transports, what goes through them shown to the walls (W3). */
export interface TrafficWitness {
  /** Every message of somebody who is signed in, whatever carries it, and whether it was too many. */
  guard(events: EventGuard): EventGuard;
  /** Sockets of those who are signed in. */
  hub(hub: Hub): Hub;
  /** Bare connections, before anybody says who they are. */
  strangers(strangers: Strangers): Strangers;
  /** One was closed in the middle of what it had begun to send. */
  stalled(ip: string): void;
}

export interface TrafficWitnessParts {
  readonly see: (signal: TrafficSignal) => void;
  readonly clock: Clock;
  /** Connections of our own proxies carry many people, and say nothing of any of them. */
  readonly isProxy: (address: string) => boolean;
}

/** Shows the Water Wall what comes and goes. Costs the one who shows it less than a microsecond a message. */
export function createTrafficWitness({ see, clock, isProxy }: TrafficWitnessParts): TrafficWitness {
  const show = (what: TrafficSignal['what'], { ip, userId, sessionId }: SignedInActor): void =>
    see({ kind: 'traffic', at: clock.now(), what, ip, user: userId, session: sessionId });
  return {
    guard: (events) => ({
      refusal: (actor, cost) => {
        const refused = events.refusal(actor, cost);
        show(refused ? 'refused' : 'message', actor);
        return refused;
      },
      arrivalRefusal: (actor) => {
        const refused = events.arrivalRefusal(actor);
        if (refused) show('refused', actor);
        return refused;
      },
    }),
    hub: (hub) => ({
      ...hub,
      attach: (connection) => {
        show('opened', connection.actor);
        return hub.attach(connection);
      },
      detach: (connection) => {
        show(connection.wasGivenUp ? 'unread' : 'closed', connection.actor);
        return hub.detach(connection);
      },
    }),
    strangers: (strangers) => ({
      ...strangers,
      watch: (server) => {
        strangers.watch(server);
        server.on('connection', ({ remoteAddress }) => {
          const ip = plainAddress(remoteAddress ?? '');
          if (ip !== '' && !isProxy(ip)) see({ kind: 'traffic', at: clock.now(), what: 'opened', ip });
        });
      },
    }),
    stalled: (ip) => see({ kind: 'traffic', at: clock.now(), what: 'stalled', ip }),
  };
}
