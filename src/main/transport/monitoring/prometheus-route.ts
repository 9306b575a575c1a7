import type { FastifyInstance } from 'fastify';
import { COMMANDS } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { assertMay } from '../../domain/access/actor.ts';
import { COMPRESSED } from '../compression.ts';
import type { HttpParts } from '../http.ts';
import { actorOf } from '../rest-routes.ts';

/** `GET /metrics`: for this machine itself, and for staff from elsewhere (protocol 6). */
export function addPrometheus(
  app: FastifyInstance,
  parts: Pick<HttpParts, 'authenticate' | 'entrance' | 'events' | 'strangers' | 'prometheus'>,
): void {
  const { entrance, events, strangers, prometheus } = parts;
  app.route({
    method: 'GET',
    url: '/metrics',
    compress: COMPRESSED,
    onRequest: async (request) => {
      const actor = await actorOf(request, parts);
      if (actor.kind === 'user') strangers.admit(request.raw.socket);
      // From this machine and by nobody's hand: whoever sits behind a proxy on it is somewhere else.
      if (!entrance.addressOf(request.raw).isLocal) assertMay(actor, COMMANDS.metrics_get.roles);
      const hasty = actor.kind === 'user' && events.refusal(actor, 1);
      if (hasty) throw RoomError.of(hasty);
    },
    handler: async (_request, reply) => {
      void reply.type(prometheus.contentType).header('cache-control', 'no-store');
      return prometheus.text();
    },
  });
}
