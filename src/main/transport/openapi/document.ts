import { PictureType } from '../../../shared/model/evidence.ts';
import { MediaType } from '../../../shared/model/media.ts';
import { ToolMediaType } from '../../../shared/model/tool-content.ts';
import { COMMANDS, type CommandName } from '../../../shared/protocol/commands.ts';
import { ERRORS, type ErrorCode } from '../../../shared/protocol/errors.ts';
import { REST_ROUTES, type RestRoute } from '../../../shared/protocol/rest.ts';
import { MEANT_BY_SERVICE } from '../../../shared/protocol/service-scopes.ts';
import { bodyOf, type Parameter, parametersOf, type RequestBody } from './inputs.ts';
import { OPERATION_NOTES, PROCTOR_ACTION_SUMMARIES } from './operations.ts';
import { contractSchemas, type JsonSchema, refTo } from './schemas.ts';

export interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly schema: JsonSchema }>>;
  readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}
export interface Operation {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description: string;
  /** One entry per role that may; empty: anyone (OpenAPI 3.1, Security Requirement Object). */
  readonly security: readonly { readonly token: readonly string[] }[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: Readonly<Record<string, Response>>;
}
export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string; readonly description: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes: Readonly<Record<string, JsonSchema>>;
  };
}

/** What any call may be answered, before its command is reached or when the room itself is in trouble. */
const ALWAYS: readonly ErrorCode[] = [
  'token_in_query',
  'token_invalid',
  'token_expired',
  'token_revoked',
  'user_inactive',
  'origin_forbidden',
  'ip_forbidden',
  'invalid_input',
  'rate_limited',
  'too_many_connections',
  'room_stopping',
  'store_unavailable',
  'internal',
];
const WITH_A_ROLE: readonly ErrorCode[] = ['token_missing', 'role_forbidden'];
const WITH_A_BODY: readonly ErrorCode[] = ['payload_too_large', 'unsupported_media_type'];

const DESCRIPTION = `The REST side of the room. Whatever it does can be done over Socket.IO as well, where the contract says so.

Send the token as \`Authorization: Bearer <token>\`, never in the address. Fields a schema does not name are refused by name.
A 2xx answer to something that changes the room means that it is on disk. Where a body has an \`id\`, sending the same
request again under it is harmless. Refusals are \`application/problem+json\` with a \`code\` from one table.`;

/** Every refusal a call can meet, each once, in the order of the table. */
function refusalsOf(route: RestRoute): ErrorCode[] {
  const possible = new Set<ErrorCode>([
    ...ALWAYS,
    ...(COMMANDS[route.command].roles === 'anyone' ? [] : WITH_A_ROLE),
    ...(route.method === 'GET' ? [] : WITH_A_BODY),
    ...(OPERATION_NOTES[route.command]?.refusals ?? []),
  ]);
  return (Object.keys(ERRORS) as ErrorCode[]).filter((code) => possible.has(code));
}

const RETRY_AFTER = {
  'Retry-After': { description: 'Seconds until it is worth trying again.', schema: { type: 'integer' } },
};

function refusal(status: number, codes: readonly ErrorCode[]): Response {
  const schema: JsonSchema = {
    allOf: [refTo('Problem'), { properties: { status: { const: status }, code: { enum: codes } } }],
  };
  return {
    description: codes.join(', '),
    ...(status === 429 || status === 503 ? { headers: RETRY_AFTER } : {}),
    content: { 'application/problem+json': { schema } },
  };
}

/** Commands that answer with a file and nothing else. */
function asFile({ command }: RestRoute): Response['content'] | undefined {
  if (command === 'certificates_get') return { 'application/zip': { schema: {} } };
  if (command === 'tool_file_get' || command === 'tool_read')
    return Object.fromEntries(ToolMediaType.options.map((type) => [type, { schema: {} }]));
  return command === 'certificate_get' || command === 'own_certificate' ? { 'application/pdf': { schema: {} } } : undefined;
}

/** Commands whose answer can be had as a table. */
const AS_CSV: ReadonlySet<string> = new Set(['results_get', 'results_export', 'answers_get', 'roster_export']);

function responsesOf(route: RestRoute, output: JsonSchema): Record<string, Response> {
  const csv: Response['content'] = AS_CSV.has(route.command) ? { 'text/csv': { schema: { type: 'string' } } } : {};
  const record: Response['content'] =
    route.command === 'sitting_export' ? { 'application/x-ndjson': { schema: { type: 'string' } } } : {};
  const paper: Response['content'] =
    route.command === 'exam_export'
      ? { 'application/xml': { schema: { type: 'string' } }, 'text/plain': { schema: { type: 'string' } } }
      : {};
  const json: Response['content'] = { 'application/json': { schema: output }, ...csv, ...record, ...paper };
  const pictures: Response['content'] = Object.fromEntries(PictureType.options.map((type) => [type, { schema: {} }]));
  const responses: Record<string, Response> = {
    [route.status ?? 200]: {
      description: 'Done.',
      content: route.command === 'evidence_get' ? pictures : (asFile(route) ?? json),
    },
  };
  if (route.command === 'media_get') {
    const content = Object.fromEntries(MediaType.options.map((type) => [type, { schema: {} }]));
    responses[200] = { description: 'The picture or sound; it never changes.', content };
    responses[206] = { description: 'The part that was asked for.', content };
    responses[304] = { description: 'Whoever asks has it.', content };
  }
  for (const [status, codes] of Map.groupBy(refusalsOf(route), (code) => ERRORS[code].status)) {
    responses[status] = refusal(status, codes);
  }
  return responses;
}

const lastWord = (path: string): string => path.split('/').at(-1) ?? '';

/** `auth`, `exams`, ...: the first word of the path that says what it is about. */
const tagOf = (path: string): string => path.split('/').find((word) => !['', 'api', 'v1'].includes(word)) ?? '';

function summaryOf({ command, fixed }: RestRoute): string {
  const action = fixed?.action;
  return (action === undefined ? undefined : PROCTOR_ACTION_SUMMARIES[action]) ?? OPERATION_NOTES[command]?.summary ?? command;
}

function whoMay(command: CommandName): { description: string; security: Operation['security'] } {
  const meant = MEANT_BY_SERVICE[command];
  const own = COMMANDS[command].roles;
  const roles = own === 'anyone' || !meant ? own : [...own, ...COMMANDS[meant].roles];
  if (roles === 'anyone') return { description: 'Anyone may, signed in or not.', security: [] };
  return { description: `For: ${roles.join(', ')}.`, security: roles.map((role) => ({ token: [role] })) };
}

/** The contract as OpenAPI 3.1: every path of the table, made from the schemas the room itself checks against. */
export function openApiDocument(version: string): OpenApiDocument {
  const schemas = contractSchemas();
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of REST_ROUTES) {
    const input = schemas.inputOf(route.command);
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    const parameters = parametersOf(route, input);
    const requestBody = bodyOf(route, input);
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: {
        operationId: route.fixed ? `${route.command}.${lastWord(route.path)}` : route.command,
        tags: [tagOf(route.path)],
        summary: summaryOf(route),
        ...whoMay(route.command),
        ...(parameters.length > 0 ? { parameters } : {}),
        ...(requestBody ? { requestBody } : {}),
        responses: responsesOf(route, schemas.outputOf(route.command)),
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Invigil', version, description: DESCRIPTION },
    servers: [{ url: '/', description: 'This room' }],
    tags: [...new Set(REST_ROUTES.map(({ path }) => tagOf(path)))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
    },
  };
}
