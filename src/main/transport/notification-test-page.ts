import type { FastifyInstance } from 'fastify';
import { isStaff } from '../../shared/model/role.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { bearerToken } from './authenticate.ts';
import type { HttpParts } from './http.ts';

const PAGE = '#/notification-test';

/**
 * `/notification-test` leads to the page of the caller's own app. A browser that is sent here shows no token: the console asks
 * such a visitor to sign in, and shows candidates the way to theirs.
 */
export function addNotificationTestPage(
  app: FastifyInstance,
  { authenticate, entrance }: Pick<HttpParts, 'authenticate' | 'entrance'>,
): void {
  app.get('/notification-test', async (request, reply) => {
    const { token, ticket } = request.query as { token?: unknown; ticket?: unknown };
    if (token !== undefined || ticket !== undefined)
      throw new RoomError('token_in_query', 'A token does not belong in an address, where logs keep it: sign in on the page.');
    const bearer = bearerToken(request.headers.authorization);
    if (bearer === undefined) return reply.redirect(`/console/${PAGE}`);
    const { actor } = await authenticate(bearer, entrance.addressOf(request.raw).ip);
    if (actor.role === 'service') throw new RoomError('role_forbidden', 'A service sends notifications and receives none.');
    return reply.redirect(`/${isStaff(actor.role) ? 'console' : 'exam'}/${PAGE}`);
  });
}
