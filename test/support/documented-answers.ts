import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { openApiDocument, type Response } from '../../src/main/transport/openapi/document.ts';
import { OPERATION_NOTES } from '../../src/main/transport/openapi/operations.ts';
import { REST_ROUTES } from '../../src/shared/protocol/rest.ts';

/** Answers a file is made of, as their client asked. */
const NO_JSON = new Set(['text/csv', 'text/plain', 'application/xml', 'application/x-ndjson']);

/** As much of an answer as its description speaks of. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** Files a schema says nothing about. */
const FILES = ['application/pdf', 'application/zip'];

const DOCUMENT = 'openapi.json';

/** A reader of schemas that takes nothing it does not know; formats are checked too. */
export function schemaReader(): Ajv2020 {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, allErrors: true, allowUnionTypes: true });
  addFormats.default(ajv);
  // What stands around the schemas in the document.
  ajv.addVocabulary(['openapi', 'info', 'servers', 'tags', 'paths', 'components']);
  return ajv;
}

const pointer = (...steps: (string | number)[]): string =>
  steps.map((step) => `/${encodeURIComponent(String(step).replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('');

/** More words of its own mean that a path is meant rather: `/exams/import` before `/exams/:examId`. */
const ROUTES = REST_ROUTES.map((route) => ({
  ...route,
  pattern: new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}/?$`),
  parameters: route.path.split(':').length - 1,
})).sort((a, b) => a.parameters - b.parameters);

const routeAt = (method: string, path: string) => {
  const [bare = ''] = path.split('?');
  return ROUTES.find((route) => route.method === method && route.pattern.test(bare));
};

/**
 * Compares what a room answered with what its OpenAPI document promises: status, media type, code, and the body against
 * its schema. Returns what is wrong, or nothing; a path that is not in the contract says nothing.
 */
export function createAnswerCheck(): (method: string, path: string, answer: Answered) => string | undefined {
  const document = openApiDocument('0.0.0');
  const ajv = schemaReader();
  ajv.addSchema(document, DOCUMENT);
  const compiled = new Map<string, ValidateFunction | undefined>();
  const validatorAt = (place: string) => {
    if (!compiled.has(place)) compiled.set(place, ajv.getSchema(`${DOCUMENT}#${place}`));
    return compiled.get(place);
  };

  function flawOf(method: string, path: string, answer: Answered): string | undefined {
    const route = routeAt(method, path);
    // A command without a note has one red test already, which names it.
    if (!route || OPERATION_NOTES[route.command] === undefined) return undefined;
    const written = route.path.replace(/:(\w+)/g, '{$1}');
    const place = ['paths', written, method.toLowerCase(), 'responses', answer.status] as const;
    const response: Response | undefined = document.paths[written]?.[method.toLowerCase()]?.responses[answer.status];
    if (!response) return `status ${answer.status} is not documented: ${answer.text.slice(0, 200)}`;
    const [type = ''] = (answer.headers['content-type'] ?? '').split(';');
    if (!response.content[type]) return `${answer.status} as ${type} is not documented`;
    if (NO_JSON.has(type) || FILES.includes(type) || /^(?:image|audio)\/./.test(type)) return undefined;
    const validate = validatorAt(pointer(...place, 'content', type, 'schema'));
    if (!validate) return `the document has no schema for ${answer.status} ${type}`;
    if (validate(JSON.parse(answer.text))) return undefined;
    return `${answer.status} is not as documented: ${ajv.errorsText(validate.errors)}: ${answer.text.slice(0, 300)}`;
  }
  return (method, path, answer) => {
    const flaw = flawOf(method, path, answer);
    return flaw && `${method} ${path}: ${flaw} (src/main/transport/openapi)`;
  };
}
