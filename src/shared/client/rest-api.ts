import { invariant } from '../assert.ts';
import { PictureType } from '../model/evidence.ts';
import { MediaType } from '../model/media.ts';
import { ToolMediaType } from '../model/tool-content.ts';
import {
  type CommandInput,
  type CommandName,
  type CommandOutput,
  REST_ROUTES,
  type RestRoute,
  type RoomError,
} from '../protocol/index.ts';
import type { ClientClock, FetchAnswer, FetchPort, FetchRequest } from './ports.ts';
import { readOutput, readRefusal } from './read-answer.ts';
import type { CallOptions, MediumBytes, RoomApi, ToolFileBytes } from './rest-contract.ts';
import { systemClock } from './system-clock.ts';
import { RoomUnreachable } from './unreachable.ts';

export interface RoomApiOptions {
  /** Origin of the room, e.g. `https://192.168.1.5:3000`; '' for the page's own. */
  readonly baseUrl: string;
  readonly fetch: FetchPort;
  readonly token?: () => string | undefined;
  /**
   * Told of every 401 for the token. Answering true means that it was renewed: the call is made once more with it.
   */
  readonly onUnauthorized?: (error: RoomError) => boolean | Promise<boolean>;
  readonly clock?: ClientClock;
}

const CALL_TIMEOUT_MS = 15_000;
const IMPORT_TIMEOUT_MS = 120_000;

type Fields = Readonly<Record<string, unknown>>;

/** The route of a command; where one command has several paths, the one whose fixed fields the input carries. */
function routeOf(command: CommandName, input: Fields): RestRoute {
  const route = REST_ROUTES.find(
    (candidate) =>
      candidate.command === command && Object.entries(candidate.fixed ?? {}).every(([field, value]) => input[field] === value),
  );
  invariant(route, `${command} has a REST path`);
  return route;
}

/** Splits the input into the path with its parameters filled in and what is left for query or body. */
function fillPath(route: RestRoute, input: Fields): { path: string; rest: Record<string, unknown> } {
  const rest: Record<string, unknown> = { ...input };
  for (const field of Object.keys(route.fixed ?? {})) delete rest[field];
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    invariant(value !== undefined, `${route.path} needs ${name}`);
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return { path, rest };
}

function query(fields: Fields): string {
  const pairs = Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

/** The request a command becomes, without its token. */
function requestOf(command: CommandName, input: Fields): { path: string; request: FetchRequest } {
  const route = routeOf(command, input);
  const { path, rest } = fillPath(route, input);
  const headers: Record<string, string> = { accept: 'application/json' };
  if (rest.bytes instanceof Uint8Array) {
    const fallback = command === 'roster_import' || command === 'roster_preview' ? 'text/csv' : 'application/octet-stream';
    headers['content-type'] = typeof rest.mediaType === 'string' ? rest.mediaType : fallback;
    if (typeof rest.filename === 'string') headers['x-filename'] = encodeURIComponent(rest.filename);
    const { bytes: _bytes, filename: _filename, mediaType: _mediaType, ...inQuery } = rest;
    return { path: path + query(inQuery), request: { method: route.method, headers, body: new Uint8Array(rest.bytes) } };
  }
  if (route.method === 'GET') return { path: path + query(rest), request: { method: 'GET', headers } };
  headers['content-type'] = 'application/json';
  return { path, request: { method: route.method, headers, body: JSON.stringify(rest) } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A refusal of the room itself carries a code; anything else on the way (a proxy, a captive portal) does not speak for it. */
function refusalOf(status: number, text: string): RoomError | RoomUnreachable {
  const problem = parseJson(text);
  const code = typeof problem === 'object' && problem !== null ? (problem as Fields).code : undefined;
  if (typeof code !== 'string') return new RoomUnreachable('network', `Something answered ${status} in place of the room.`);
  const { errors, ...fields } = problem as Fields;
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  const field = typeof first === 'object' && first !== null ? (first as Fields).field : undefined;
  return readRefusal(
    { ...fields, message: fields.detail, field },
    status >= 500 ? 'internal' : status === 429 ? 'rate_limited' : 'invalid_input',
  );
}

/** Reads the body of an answer that is no refusal. */
type Reader<T> = (answer: FetchAnswer) => Promise<T>;
type Sent<T> = { readonly ok: true; readonly content: T } | { readonly ok: false; readonly refusal: RoomError | RoomUnreachable };

const asText: Reader<string> = (answer) => answer.text();
const asBytes: Reader<Uint8Array<ArrayBuffer>> = async (answer) => {
  invariant(answer.arrayBuffer, 'a fetch that is asked for a picture can read bytes');
  return new Uint8Array(await answer.arrayBuffer());
};

const typeOf = (answer: FetchAnswer): string => ((answer.headers.get('content-type') ?? '').split(';')[0] ?? '').trim();
const asMedium: Reader<MediumBytes> = async (answer) => ({
  mediaType: MediaType.parse(typeOf(answer)),
  bytes: await asBytes(answer),
});
const asToolFile: Reader<ToolFileBytes> = async (answer) => ({
  mediaType: ToolMediaType.parse(typeOf(answer)),
  bytes: await asBytes(answer),
});

/**
 * The room's REST interface with the types of the contract. Every call carries `token()` when there is one.
 * The answers are checked against the contract; fields a newer room adds are let through.
 */
export function createRoomApi(options: RoomApiOptions): RoomApi {
  const { fetch, clock = systemClock } = options;
  const baseUrl = options.baseUrl.replace(/\/+$/, '');

  async function send<T>(path: string, request: FetchRequest, timeoutMs: number, read: Reader<T>): Promise<Sent<T>> {
    const token = options.token?.();
    const headers = token === undefined ? request.headers : { ...request.headers, authorization: `Bearer ${token}` };
    let cancelTimeout = () => {};
    const timeout = new Promise<never>((_, reject) => {
      cancelTimeout = clock.after(timeoutMs, () => reject(new RoomUnreachable('timeout', 'The room did not answer in time.')));
    });
    const exchange = async (): Promise<Sent<T>> => {
      try {
        const answer = await fetch(baseUrl + path, { ...request, headers });
        return answer.ok
          ? { ok: true, content: await read(answer) }
          : { ok: false, refusal: refusalOf(answer.status, await answer.text()) };
      } catch {
        // What fetch throws names hosts and differs by platform: it helps nobody.
        throw new RoomUnreachable('network', 'The room cannot be reached.');
      }
    };
    try {
      return await Promise.race([exchange(), timeout]);
    } finally {
      cancelTimeout();
    }
  }

  async function ask<T>(path: string, request: FetchRequest, timeoutMs: number, read: Reader<T>, again = true): Promise<T> {
    const sent = await send(path, request, timeoutMs, read);
    if (sent.ok) return sent.content;
    const { refusal } = sent;
    if (refusal.name === 'RoomError' && refusal.code.startsWith('token_')) {
      const renewed = await options.onUnauthorized?.(refusal);
      if (renewed === true && again) return ask(path, request, timeoutMs, read, false);
    }
    throw refusal;
  }

  return {
    async call<Name extends CommandName>(
      command: Name,
      input: CommandInput<Name>,
      call: CallOptions = {},
    ): Promise<CommandOutput<Name>> {
      const { path, request } = requestOf(command, input);
      const usual = request.body instanceof Uint8Array ? IMPORT_TIMEOUT_MS : CALL_TIMEOUT_MS;
      const text = await ask(path, request, call.timeoutMs ?? usual, asText);
      const body = parseJson(text);
      if (body === undefined) throw new RoomUnreachable('network', 'Something answered in place of the room.');
      return readOutput(command, body);
    },
    async resultsCsv(examId) {
      const { path, request } = requestOf('results_get', { examId });
      return ask(path, { ...request, headers: { accept: 'text/csv' } }, CALL_TIMEOUT_MS, asText);
    },
    async answersCsv(examId) {
      const { path, request } = requestOf('answers_get', { examId });
      return ask(path, { ...request, headers: { accept: 'text/csv' } }, IMPORT_TIMEOUT_MS, asText);
    },
    async document(command, input) {
      const { path, request } = requestOf(command, input);
      return ask(path, { ...request, headers: { accept: 'application/pdf, application/zip' } }, IMPORT_TIMEOUT_MS, asBytes);
    },
    async picture(evidenceId) {
      const { path, request } = requestOf('evidence_get', { evidenceId });
      return ask(path, { ...request, headers: { accept: PictureType.options.join(', ') } }, CALL_TIMEOUT_MS, asBytes);
    },
    async medium(sha256) {
      const { path, request } = requestOf('media_get', { sha256 });
      return ask(path, { ...request, headers: { accept: MediaType.options.join(', ') } }, CALL_TIMEOUT_MS, asMedium);
    },
    async toolFile(command, input) {
      const { path, request } = requestOf(command, input);
      return ask(path, request, CALL_TIMEOUT_MS, asToolFile);
    },
  };
}
