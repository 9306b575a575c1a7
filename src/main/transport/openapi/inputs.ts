import { MOST_PICTURE_BYTES, PictureType } from '../../../shared/model/evidence.ts';
import type { RestRoute } from '../../../shared/protocol/rest.ts';
import { type JsonSchema, refTo } from './schemas.ts';

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: JsonSchema;
}
export interface RequestBody {
  readonly required: boolean;
  readonly description?: string;
  readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>>;
}

/** Paths whose body is a file as it is, not JSON. */
export const isFileRoute = ({ command }: Pick<RestRoute, 'command'>): boolean =>
  command === 'exam_import' ||
  command === 'roster_import' ||
  command === 'roster_preview' ||
  command === 'tool_file_add' ||
  command === 'evidence_add';

/** Over REST a client may leave its own id out: a request is not sent again by itself, as a socket event is. */
export const mayOmitId = ({ command }: Pick<RestRoute, 'command'>): boolean =>
  command === 'proctor_action' || command === 'alert_action' || command === 'alert_post';

/** What a file route takes from elsewhere than its query. */
const NOT_IN_QUERY = new Set(['bytes', 'filename', 'mediaType']);

const FILENAME: Parameter = {
  name: 'X-Filename',
  in: 'header',
  required: false,
  description: "The file's name, percent-encoded; a hint for telling formats apart, never a path.",
  schema: { type: 'string' },
};

const propertiesOf = (input: JsonSchema): Record<string, JsonSchema> => (input.properties ?? {}) as Record<string, JsonSchema>;
const requiredOf = (input: JsonSchema): readonly string[] => (input.required ?? []) as readonly string[];
const namesIn = (path: string): string[] => [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);

/** The parts of a command's input that stand in the path or in the query. */
export function parametersOf(route: RestRoute, input: JsonSchema): Parameter[] {
  const properties = propertiesOf(input);
  const inPath = namesIn(route.path);
  const asQuery = route.method === 'GET' || isFileRoute(route);
  const inQuery = asQuery ? Object.keys(properties).filter((name) => !inPath.includes(name) && !NOT_IN_QUERY.has(name)) : [];
  return [
    ...inPath.map((name): Parameter => ({ name, in: 'path', required: true, schema: properties[name] ?? { type: 'string' } })),
    ...inQuery.map(
      (name): Parameter => ({
        name,
        in: 'query',
        required: requiredOf(input).includes(name),
        schema: properties[name] ?? {},
      }),
    ),
    ...(route.command === 'exam_import' || route.command === 'tool_file_add' ? [FILENAME] : []),
  ];
}

const fileForm = (description: string): JsonSchema => ({
  type: 'object',
  properties: { file: { type: 'string', contentMediaType: 'application/octet-stream', description } },
  required: ['file'],
});

function pictureBody(): RequestBody {
  const content = Object.fromEntries(PictureType.options.map((type) => [type, { schema: {} }]));
  return { required: true, description: `The picture as the body, at most ${MOST_PICTURE_BYTES} bytes.`, content };
}

function fileBody(route: RestRoute): RequestBody {
  if (route.command === 'evidence_add') return pictureBody();
  const isRoster = route.command === 'roster_import' || route.command === 'roster_preview';
  const description = isRoster
    ? 'A CSV file with a head line: candidateNumber, firstName, lastName and, if wanted, email, seat, extraMinutes, accessCode; or an export of a learning platform.'
    : 'The file as the body, under any content type; its text encoding is found out. Or a form with the file in the field "file".';
  return {
    required: true,
    description,
    content: {
      ...(isRoster ? { 'text/csv': { schema: { type: 'string' } } } : {}),
      '*/*': { schema: {} },
      'multipart/form-data': {
        schema: fileForm(isRoster ? 'The roster.' : route.command === 'tool_file_add' ? 'The file.' : 'The paper.'),
      },
    },
  };
}

/** The events of a batch are judged one by one, so its own schema does not say what they are. */
function withEvents(properties: Record<string, JsonSchema>): Record<string, JsonSchema> {
  return { ...properties, events: { ...properties.events, items: { anyOf: [refTo('SecurityEvent'), refTo('ServiceEvent')] } } };
}

/** The JSON body of a call: what its command takes, less what the path says; undefined when nothing is left. */
export function bodyOf(route: RestRoute, input: JsonSchema): RequestBody | undefined {
  if (route.method === 'GET') return undefined;
  if (isFileRoute(route)) return fileBody(route);
  const elsewhere = new Set([...namesIn(route.path), ...Object.keys(route.fixed ?? {})]);
  const names = Object.keys(propertiesOf(input)).filter((name) => !elsewhere.has(name));
  if (names.length === 0) return undefined;
  const required = requiredOf(input).filter((name) => names.includes(name) && !(name === 'id' && mayOmitId(route)));
  const properties = Object.fromEntries(names.map((name) => [name, propertiesOf(input)[name] ?? {}]));
  const schema: JsonSchema = {
    type: 'object',
    properties: route.command === 'security_events' ? withEvents(properties) : properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  };
  return { required: required.length > 0, content: { 'application/json': { schema } } };
}
