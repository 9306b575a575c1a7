import type { FastifyInstance, FastifyRequest } from 'fastify';
import { invariant } from '../../shared/assert.ts';
import { COMMANDS } from '../../shared/protocol/commands.ts';
import { RoomError } from '../../shared/protocol/errors.ts';
import { REST_ROUTES, type RestRoute } from '../../shared/protocol/rest.ts';
import { type Actor, assertMay } from '../domain/access/actor.ts';
import { assertScope, commandFor } from '../domain/access/scopes.ts';
import { bearerToken } from './authenticate.ts';
import { COMPRESSED, mayCompress } from './compression.ts';
import { asDownload } from './downloads.ts';
import { costOf } from './guards/token-bucket.ts';
import type { HttpParts } from './http.ts';
import { isFileRoute, mayOmitId } from './openapi/inputs.ts';
import { slicedJson } from './sliced-json.ts';

/** Room for a file that is too large to be refused with a good sentence instead of a broken connection. */
const FILE_LIMIT_BYTES = 64 * 1024 * 1024;

/** The same for a picture, of which candidates send many at once. */
const PICTURE_LIMIT_BYTES = 1024 * 1024;

/** Reading changes nothing and is done in bunches, when a page opens. */
const READING_COST = 0.2;

const PATTERNS = REST_ROUTES.map(({ method, path }) => ({
  method,
  pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`),
}));

/** The methods the contract has at an address; none where there is nothing. */
export function methodsAt(url: string): string[] {
  const [path = ''] = url.split('?');
  return [...new Set(PATTERNS.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))];
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** What a JSON body carries: one object, or nothing at all. */
function jsonOf({ body }: FastifyRequest): Record<string, unknown> {
  if (body === undefined || body === null) return {};
  if (typeof body === 'object' && !Array.isArray(body)) return body as Record<string, unknown>;
  throw new RoomError('invalid_input', 'The body must be one JSON object: { ... }.', { field: 'body' });
}

/** Who sends this request; throws RoomError for a token in its address or one that is not good. */
export async function actorOf(
  request: FastifyRequest,
  { authenticate, entrance }: Pick<HttpParts, 'authenticate' | 'entrance'>,
): Promise<Actor> {
  const { token, ticket } = record(request.query);
  if (token !== undefined || ticket !== undefined) {
    throw new RoomError(
      'token_in_query',
      'A token does not belong in an address, where logs keep it: send it as Authorization: Bearer.',
    );
  }
  const { ip } = entrance.addressOf(request.raw);
  const header = request.headers.authorization;
  if (header === undefined) return { kind: 'anyone', ip };
  const bearer = bearerToken(header);
  if (!bearer) throw new RoomError('token_invalid', 'The Authorization header must be: Bearer <token>.');
  return (await authenticate(bearer, ip)).actor;
}

/** Percent-encoded hint of a client; never a path. */
function filenameOf(request: FastifyRequest): string | undefined {
  const header = request.headers['x-filename'];
  if (typeof header !== 'string') return undefined;
  try {
    return decodeURIComponent(header).slice(0, 255);
  } catch {
    return undefined;
  }
}

/** The file of a multipart form; whatever is wrong with the form is bad input, not a failure of the room. */
async function partOf(request: FastifyRequest): Promise<{ bytes: Uint8Array; filename: string }> {
  try {
    const part = await request.file();
    if (part) return { bytes: await part.toBuffer(), filename: part.filename };
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && error.statusCode === 413) {
      throw new RoomError('file_too_large', 'The file is larger than the room accepts: split it into smaller ones.', {
        field: 'file',
      });
    }
    throw new RoomError('invalid_input', 'The form cannot be read: send the file as multipart/form-data, in the field "file".', {
      field: 'file',
    });
  }
  throw new RoomError('invalid_input', 'The form has no file.', { field: 'file' });
}

/** A file as raw body of any content type, or as the multipart field `file`. */
async function fileOf(request: FastifyRequest): Promise<{ bytes: Uint8Array; filename?: string }> {
  const filename = filenameOf(request);
  if (request.isMultipart()) {
    const part = await partOf(request);
    const name = filename ?? part.filename;
    return { bytes: part.bytes, ...(name ? { filename: name.slice(0, 255) } : {}) };
  }
  if (!Buffer.isBuffer(request.body) || request.body.length === 0)
    throw new RoomError('invalid_input', 'The body is empty: send the file.', { field: 'body' });
  return { bytes: request.body, ...(filename ? { filename } : {}) };
}

/**
 * A picture as raw body. Whether it is one, and which, its command decides: here it is only handed on with what the header says.
 * A form is no picture, and stays unread.
 */
function pictureOf({ body, headers }: FastifyRequest): { bytes: Uint8Array; mediaType: string } {
  return { bytes: Buffer.isBuffer(body) ? body : new Uint8Array(), mediaType: (headers['content-type'] ?? '').slice(0, 255) };
}

/** What a request carries beside its address. */
async function bodyOf(route: RestRoute, request: FastifyRequest): Promise<Record<string, unknown>> {
  if (route.command === 'evidence_add') return { ...pictureOf(request) };
  if (isFileRoute(route)) return { ...(await fileOf(request)) };
  return route.method === 'GET' ? {} : jsonOf(request);
}

/** Every path of the table leads to its command; a path adds nothing of its own (architecture, The one way through). */
export async function addRestRoutes(
  app: FastifyInstance,
  parts: Pick<
    HttpParts,
    'router' | 'authenticate' | 'entrance' | 'events' | 'strangers' | 'resultsToCsv' | 'answersToCsv' | 'tap'
  >,
): Promise<void> {
  const { router, events, strangers, tap } = parts;
  const actors = new WeakMap<FastifyRequest, Actor>();

  function assertUnhurried(actor: Actor, cost: number): void {
    const hasty = actor.kind === 'user' && events.refusal(actor, cost);
    if (hasty) throw RoomError.of(hasty);
  }

  function add(scope: FastifyInstance, route: RestRoute): void {
    scope.route({
      method: route.method,
      url: route.path,
      compress: mayCompress(route.command) ? COMPRESSED : false,
      ...(route.command === 'evidence_add' ? { bodyLimit: PICTURE_LIMIT_BYTES } : {}),
      // Who asks is settled before the body is read: a stranger's file is not waited for.
      onRequest: async (request) => {
        const actor = await actorOf(request, parts);
        if (actor.kind === 'user') strangers.admit(request.raw.socket);
        const meant = commandFor(route.command, actor);
        try {
          assertMay(actor, COMMANDS[meant].roles);
          assertScope(actor, meant);
        } catch (error) {
          // It never reaches the router, which shows the walls what it refuses.
          tap.refused({ name: meant, input: request.params, actor }, error);
          throw error;
        }
        actors.set(request, actor);
      },
      handler: async (request, reply) => {
        const actor = actors.get(request);
        invariant(actor, 'onRequest runs before the handler');
        const body = await bodyOf(route, request);
        const query = route.method === 'GET' || isFileRoute(route) ? record(request.query) : {};
        const input = { ...query, ...body, ...record(request.params), ...route.fixed };
        assertUnhurried(actor, route.method === 'GET' ? READING_COST : costOf(input));
        const output = await router.dispatch(route.command, withId(route, input), actor);
        const download = asDownload(route.command, output, { headers: request.headers, writers: parts });
        void reply.code(download?.status ?? route.status ?? 200);
        if (!download) {
          const slices = slicedJson(route.command, output);
          return slices ? reply.type('application/json; charset=utf-8').send(slices) : output;
        }
        const { type, filename, content, headers = {} } = download;
        return reply
          .type(type)
          .headers({ ...headers, 'content-disposition': `attachment; filename="${filename}"` })
          .send(content);
      },
    });
  }

  for (const route of REST_ROUTES.filter((candidate) => !isFileRoute(candidate))) add(app, route);
  await app.register(async (files) => {
    files.removeContentTypeParser(['application/json', 'text/plain']);
    files.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: FILE_LIMIT_BYTES }, (_request, payload, done) =>
      done(null, payload),
    );
    for (const route of REST_ROUTES.filter(isFileRoute)) add(files, route);
  });
}

function withId(route: RestRoute, input: Record<string, unknown>): Record<string, unknown> {
  return mayOmitId(route) && input.id === undefined ? { ...input, id: crypto.randomUUID() } : input;
}
