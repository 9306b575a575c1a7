import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import compress from '@fastify/compress';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import statics from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { AttemptResult } from '../../shared/model/attempt.ts';
import type { AnswerLine } from '../../shared/model/attempt-paper.ts';
import { ERRORS, RoomError, type WireError } from '../../shared/protocol/errors.ts';
import type { Logger } from '../domain/logger-port.ts';
import type { Authenticate } from './authenticate.ts';
import type { CommandRouter } from './command-router.ts';
import type { Entrance } from './guards/entrance.ts';
import type { EventGuard } from './guards/event-guard.ts';
import type { Strangers } from './guards/strangers.ts';
import type { Prometheus } from './monitoring/prometheus.ts';
import { addPrometheus } from './monitoring/prometheus-route.ts';
import { addNotificationTestPage } from './notification-test-page.ts';
import { addApiDocs } from './openapi/routes.ts';
import { retryAfterOf, toProblem } from './problem.ts';
import { noteBody, type Witness, witnessBroken, witnessRequest, witnessUpgrade } from './request-signal.ts';
import { addRestRoutes, methodsAt } from './rest-routes.ts';
import { readPages } from './served-files.ts';
import type { SocketPaths } from './socket-paths.ts';
import { toWireError } from './to-wire-error.ts';
import { addVerifyPage } from './verify-page.ts';
import type { CommandTap } from './witness/command-tap.ts';

export interface HttpParts {
  readonly router: CommandRouter;
  readonly authenticate: Authenticate;
  readonly entrance: Entrance;
  readonly corsOrigins: readonly string[];
  /** Nobody may dribble a request in for ever (security 19): how long its head may take (ms). */
  readonly requestHeadMs: number;
  readonly events: EventGuard;
  readonly strangers: Strangers;
  readonly webRoot: string;
  readonly resultsToCsv: (results: readonly AttemptResult[]) => string;
  readonly answersToCsv: (answers: readonly AnswerLine[]) => Iterable<string>;
  readonly isReady: () => boolean;
  readonly version: string;
  readonly sockets: SocketPaths;
  readonly witness: Witness;
  readonly tap: Pick<CommandTap, 'refused'>;
  readonly prometheus: Prometheus;
  readonly logger: Logger;
}

const SERVER_LIMITS = { requestTimeout: 120_000, maxHeaderSize: 16 * 1024 };
/** By itself the server looks at its connections every 30 s, and a limit of 5 s would be one of 35. */
const LOOKS_A_LIMIT = 5;
const JSON_LIMIT_BYTES = 1024 * 1024;

/** Everything from ourselves, nothing from anywhere else; Mantine needs inline styles, scripts never (stack, trap 4). */
const CONTENT_SECURITY = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    mediaSrc: ["'self'", 'blob:'],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
    objectSrc: ["'none'"],
  },
};

const NOTHING_HERE: WireError = { code: 'not_found', message: 'There is nothing at this address.' };

/** Answers with a refusal as RFC 9457 writes it, with the status of its code and how long to wait where that is known. */
export function sendProblem(reply: FastifyReply, error: WireError): FastifyReply {
  const { status } = ERRORS[error.code];
  const retryAfter = retryAfterOf(error);
  if (retryAfter !== undefined) void reply.header('retry-after', retryAfter);
  return reply.code(status).type('application/problem+json').send(toProblem(error));
}

/** Fastify's own refusals in the words of the contract. */
function fromFastify(error: unknown, request: FastifyRequest): WireError | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE' || code === 'FST_REQ_FILE_TOO_LARGE')
    return { code: 'payload_too_large', message: 'The request is larger than the room accepts.' };
  if (code === 'FST_STATIC_FORBIDDEN_PATH') return NOTHING_HERE;
  if (code === 'ECONNRESET')
    return { code: 'invalid_input', message: 'The request broke off before it was whole.', field: 'body' };
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE')
    return { code: 'unsupported_media_type', message: `${request.method} ${request.routeOptions.url ?? ''} takes JSON.` };
  if (code.startsWith('FST_ERR_CTP') || error instanceof SyntaxError)
    return { code: 'invalid_input', message: 'The body is not valid JSON.', field: 'body' };
  if (code.startsWith('FST_') && error instanceof Error && 'statusCode' in error && error.statusCode === 400)
    return { code: 'invalid_input', message: 'The request cannot be read.' };
  return undefined;
}

/** The HTTP side of the room: REST as an adapter over the commands, the pages, health (protocol 6). */
export async function createHttp(parts: HttpParts): Promise<FastifyInstance> {
  const { logger, entrance } = parts;
  const app = Fastify({
    logger: false,
    bodyLimit: JSON_LIMIT_BYTES,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 128 },
    trustProxy: false,
    forceCloseConnections: true,
    // An address that is none reaches no hook and no route; the framework would answer it in its own words, and repeat it.
    frameworkErrors: (_error, _request, reply) => {
      void sendProblem(reply, { code: 'invalid_input', message: 'The address of this request cannot be read: check its path.' });
    },
    serverFactory: (handler) => {
      const { requestHeadMs } = parts;
      const limits = {
        ...SERVER_LIMITS,
        headersTimeout: requestHeadMs,
        connectionsCheckingInterval: Math.ceil(requestHeadMs / LOOKS_A_LIMIT),
      };
      const server = createServer(limits, (request, response) => {
        parts.strangers.serve(request, response);
        witnessRequest(parts.witness, entrance.addressOf, request, response);
        if (!parts.sockets.request(request, response)) handler(request, response);
      });
      parts.strangers.watch(server);
      witnessBroken(parts.witness, server);
      server.on('upgrade', (request, socket, head) => {
        witnessUpgrade(parts.witness, entrance.addressOf, request);
        parts.sockets.upgrade(request, socket, head);
      });
      return server;
    },
  });

  const isPage = existsSync(parts.webRoot) ? readPages(parts.webRoot) : undefined;
  /** Is there anything at this address, whoever asks and however? Pages share one route, and what takes another method has none. */
  const isSomething = (request: FastifyRequest): boolean => {
    if (request.is404) return methodsAt(request.url).length > 0;
    return request.routeOptions.url !== '/*' || (isPage?.(request.url.split('?', 1)[0] ?? '') ?? false);
  };
  app.addHook('onRequest', async (request, reply) => {
    const refusal = entrance.refusal(request.raw);
    // The path comes before the origin (protocol 1, Refusals).
    if (refusal) return sendProblem(reply, isSomething(request) ? refusal : NOTHING_HERE);
    const { origin } = request.headers;
    if (origin && parts.corsOrigins.includes(origin)) {
      void reply.header('access-control-allow-origin', origin).header('vary', 'Origin');
      if (request.method === 'OPTIONS') {
        return reply
          .code(204)
          .header('access-control-allow-methods', 'GET, POST, PATCH')
          .header('access-control-allow-headers', 'authorization, content-type, x-filename')
          .send();
      }
    }
    return undefined;
  });
  app.addHook('preValidation', async (request) => noteBody(request.raw, request.body));
  // What the room answers is somebody's own: no browser of a shared machine keeps it.
  app.addHook('onSend', async (request, reply) => {
    // But for what a route says otherwise: pictures that are named by their content.
    const isKept = reply.hasHeader('cache-control') && reply.statusCode < 400;
    const isOwn = request.url.startsWith('/api/') || request.url.startsWith('/alerts/');
    if (isOwn && !isKept) void reply.header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async (request, reply) => {
    const path = request.routeOptions.url ?? 'unknown';
    logger.debug({ method: request.method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'request');
  });
  app.setErrorHandler((error, request, reply) => {
    const known = error instanceof RoomError ? undefined : fromFastify(error, request);
    return sendProblem(reply, known ?? toWireError(error, logger, `${request.method} ${request.routeOptions.url ?? 'unknown'}`));
  });
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsAt(request.url);
    if (methods.length === 0) return sendProblem(reply, NOTHING_HERE);
    const message = `This address takes ${methods.join(' or ')}, not ${request.method}.`;
    return sendProblem(reply.header('allow', methods.join(', ')), { code: 'method_not_allowed', message });
  });

  // Many clients name JSON as the type of a POST that carries nothing: that is no input, not a broken one.
  const parseJson = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body === '') done(null, {});
    else void parseJson(request, String(body), done);
  });

  await app.register(helmet, {
    contentSecurityPolicy: CONTENT_SECURITY,
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    originAgentCluster: false,
    crossOriginOpenerPolicy: false,
  });
  // Only where a route asks for it; what comes in is never unpacked.
  await app.register(compress, { global: false, globalDecompression: false });
  await app.register(multipart, { limits: { files: 1, fields: 4, fileSize: 64 * 1024 * 1024 } });
  await addRestRoutes(app, parts);
  addApiDocs(app, parts.version);
  addPrometheus(app, parts);
  addNotificationTestPage(app, parts);
  addVerifyPage(app, parts);

  app.get('/healthz', async () => ({ ok: true }));
  app.get('/readyz', async (_request, reply) => {
    if (!parts.isReady()) void reply.code(503).header('retry-after', '1');
    return { ok: parts.isReady() };
  });
  if (isPage) {
    await app.register(statics, {
      root: parts.webRoot,
      index: ['index.html'],
      redirect: true,
      cacheControl: false,
      setHeaders: (response, path) =>
        void response.header('cache-control', path.endsWith('.html') ? 'no-cache' : 'public, max-age=31536000, immutable'),
    });
    app.get('/', async (_request, reply) => reply.redirect('/console/'));
    app.get('/join', async (request, reply) => {
      const code = (request.query as { code?: unknown }).code;
      return reply.redirect(`/exam/#/join${typeof code === 'string' ? `?code=${encodeURIComponent(code)}` : ''}`);
    });
  } else {
    logger.warn({ webRoot: parts.webRoot }, 'the pages are not built: the room answers its interfaces only');
  }
  return app;
}
