import { request as requestPlainly } from 'node:http';
import { request as requestSecurely } from 'node:https';
import type { z } from 'zod';
import {
  type COMMANDS,
  type CommandName,
  type CommandOutput,
  type Problem,
  REST_ROUTES,
  type RestRoute,
} from '../../src/shared/protocol/index.ts';

export interface RestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  json<T = unknown>(): T;
  /** The body as the refusal it must be: checks the media type first. */
  problem(): Problem;
}

export interface RestRequest {
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON; text and bytes as they are. */
  readonly body?: object | string | Uint8Array;
}

/** A refusal that a typed call met. */
export class RestRefusal extends Error {
  readonly status: number;
  readonly problem: Problem;
  constructor(status: number, problem: Problem) {
    super(`${status} ${problem.code}: ${problem.detail}`);
    this.status = status;
    this.problem = problem;
  }
}

export type CommandBody<Name extends CommandName> = z.input<(typeof COMMANDS)[Name]['input']>;

/** One caller over REST: with a token, or nobody. */
export interface RestDriver {
  /** Any request, any answer. */
  send(method: string, path: string, request?: RestRequest): Promise<RestAnswer>;
  /** A command by its route in the contract; rejects with RestRefusal. */
  call<Name extends CommandName>(command: Name, input: CommandBody<Name>): Promise<CommandOutput<Name>>;
  /** The code with which a command is refused; fails when it is not. */
  refusal<Name extends CommandName>(command: Name, input: CommandBody<Name>): Promise<Problem>;
  uploadExam(text: string | Uint8Array, headers?: Record<string, string>): Promise<CommandOutput<'exam_import'>>;
  uploadRoster(examId: string, csv: string): Promise<CommandOutput<'roster_import'>>;
}

export function routeOf(command: CommandName, input: Readonly<Record<string, unknown>> = {}): RestRoute {
  const found = REST_ROUTES.find(
    (route) => route.command === command && Object.entries(route.fixed ?? {}).every(([name, value]) => input[name] === value),
  );
  if (!found) throw new Error(`${command} has no REST path`);
  return found;
}

/** The route's path with its parameters filled in, and the input that is left. */
export function fillPath(route: RestRoute, input: Readonly<Record<string, unknown>>) {
  const rest: Record<string, unknown> = { ...input };
  for (const name of Object.keys(route.fixed ?? {})) delete rest[name];
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return { path, rest };
}

/** `node:http` instead of fetch: tests set Host and Origin, which fetch forbids. */
export function sendHttp(url: string, method: string, path: string, { headers = {}, body }: RestRequest): Promise<RestAnswer> {
  const isJson = typeof body === 'object' && !(body instanceof Uint8Array);
  const bytes = body === undefined ? undefined : Buffer.from(isJson ? JSON.stringify(body) : body);
  const request = url.startsWith('https:') ? requestSecurely : requestPlainly;
  return new Promise((resolve, reject) => {
    const asked = request(
      `${url}${path}`,
      {
        method,
        agent: false,
        headers: {
          ...(isJson ? { 'content-type': 'application/json' } : {}),
          ...(bytes ? { 'content-length': String(bytes.length) } : {}),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const status = response.statusCode ?? 0;
          resolve({
            status,
            headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
            text,
            json: <T>() => JSON.parse(text) as T,
            problem: () => {
              const type = response.headers['content-type'] ?? 'nothing';
              if (!type.startsWith('application/problem+json'))
                throw new Error(`${method} ${path}: ${status} ${type}: ${text.slice(0, 300)}`);
              return JSON.parse(text) as Problem;
            },
          });
        });
      },
    );
    asked.on('error', reject);
    asked.end(bytes);
  });
}

/** Says what is wrong with an answer, if anything is. */
export type AnswerCheck = (method: string, path: string, answer: RestAnswer) => string | undefined;

export function createRest(url: string, token?: string, flawOf?: AnswerCheck): RestDriver {
  const send = async (method: string, path: string, request: RestRequest = {}): Promise<RestAnswer> => {
    const answer = await sendHttp(url, method, path, {
      ...request,
      headers: { ...(token === undefined ? {} : { authorization: `Bearer ${token}` }), ...request.headers },
    });
    const flaw = flawOf?.(method, path, answer);
    if (flaw) throw new Error(flaw);
    return answer;
  };

  async function ask(command: CommandName, input: Readonly<Record<string, unknown>>): Promise<RestAnswer> {
    const route = routeOf(command, input);
    const { path, rest } = fillPath(route, input);
    if (route.method !== 'GET') return send(route.method, path, { body: rest });
    const query = new URLSearchParams(Object.entries(rest).map(([name, value]) => [name, String(value)]));
    return send('GET', query.size > 0 ? `${path}?${query}` : path);
  }

  function read<T>(answer: RestAnswer): T {
    if (answer.status >= 400) throw new RestRefusal(answer.status, answer.problem());
    return answer.json<T>();
  }

  return {
    send,
    call: async (command, input) => read(await ask(command, input as Record<string, unknown>)),
    refusal: async (command, input) => {
      const answer = await ask(command, input);
      if (answer.status < 400) throw new Error(`${command} was not refused: ${answer.status} ${answer.text.slice(0, 300)}`);
      return answer.problem();
    },
    uploadExam: async (text, headers = {}) =>
      read(
        await send('POST', '/api/v1/exams/import', {
          body: typeof text === 'string' ? Buffer.from(text) : text,
          headers: { 'content-type': 'text/plain', ...headers },
        }),
      ),
    uploadRoster: async (examId, csv) =>
      read(
        await send('POST', `/api/v1/exams/${examId}/roster`, { body: Buffer.from(csv), headers: { 'content-type': 'text/csv' } }),
      ),
  };
}
