import { describe, expect, it } from 'vitest';
import { type OpenApiDocument, type Operation, openApiDocument } from '../../../src/main/transport/openapi/document.ts';
import { OPERATION_NOTES, PROCTOR_ACTION_SUMMARIES } from '../../../src/main/transport/openapi/operations.ts';
import { openApiPage } from '../../../src/main/transport/openapi/page.ts';
import { COMMANDS, ProctorActionName } from '../../../src/shared/protocol/commands.ts';
import { ERRORS, type ErrorCode } from '../../../src/shared/protocol/errors.ts';
import { REST_ROUTES } from '../../../src/shared/protocol/rest.ts';
import { MEANT_BY_SERVICE } from '../../../src/shared/protocol/service-scopes.ts';
import { schemaReader } from '../../support/documented-answers.ts';

const document: OpenApiDocument = openApiDocument('1.2.3');
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
);

/** Every object anywhere in the document, with the way to it. */
function* objectsIn(value: unknown, way = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [way, value as Record<string, unknown>];
  for (const [name, inner] of Object.entries(value)) yield* objectsIn(inner, `${way}/${name}`);
}

const resolved = (reference: string): unknown =>
  reference
    .replace(/^#\//, '')
    .split('/')
    .reduce<unknown>((at, step) => (at as Record<string, unknown> | undefined)?.[step], document);

const operationOf = (method: string, path: string): Operation => {
  const found = document.paths[path]?.[method];
  if (!found) throw new Error(`${method} ${path} is not in the document`);
  return found;
};

describe('the OpenAPI document', () => {
  it('protocol: has the paths and methods of the table, and nothing else', () => {
    const inTable = REST_ROUTES.map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    const inDocument = operations.map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect(inDocument.toSorted()).toEqual(inTable.toSorted());
    expect(new Set(inTable).size).toBe(inTable.length);
  });

  it('protocol: has a sentence for every command with a path, and none for others', () => {
    expect(Object.keys(OPERATION_NOTES).toSorted()).toEqual([...new Set(REST_ROUTES.map(({ command }) => command))].toSorted());
    expect(Object.keys(PROCTOR_ACTION_SUMMARIES)).toEqual(ProctorActionName.options);
    for (const { operation } of operations) expect(operation.summary, operation.operationId).toMatch(/^[A-Z].{5,}[^.]$/);
  });

  it('protocol: every reference leads somewhere', () => {
    const references = [...objectsIn(document)].flatMap(([way, { $ref }]) => (typeof $ref === 'string' ? [{ way, $ref }] : []));
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter(({ $ref }) => resolved($ref) === undefined)).toEqual([]);
  });

  it('protocol: every schema is JSON Schema 2020-12, with no keyword a strict reader does not know', () => {
    const reader = schemaReader();
    reader.addSchema(document, 'openapi.json');
    const holders = [...objectsIn(document.paths)].filter(([way]) => way.endsWith('/schema')).map(([way]) => way.slice(1));
    expect(holders.length).toBeGreaterThan(300);
    const names = Object.keys(document.components.schemas);
    for (const name of names) expect(reader.getSchema(`openapi.json#/components/schemas/${name}`), name).toBeTypeOf('function');
    const compiled = new Set<string>();
    for (const { path, method, operation } of operations) {
      const schemas = [
        ...(operation.parameters ?? []),
        ...Object.values(operation.requestBody?.content ?? {}),
        ...Object.values(operation.responses).flatMap(({ content }) => Object.values(content)),
      ];
      for (const { schema } of schemas) {
        const absolute = JSON.stringify(schema).replaceAll('"#/', '"openapi.json#/');
        if (compiled.has(absolute)) continue;
        compiled.add(absolute);
        expect(() => reader.compile(JSON.parse(absolute)), `${method} ${path}`).not.toThrow();
      }
    }
  });

  it('protocol: has what OpenAPI 3.1 asks of every operation', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: 'Invigil', version: '1.2.3' });
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const tags = document.tags.map(({ name }) => name);
    for (const { path, method, operation } of operations) {
      const where = `${method} ${path}`;
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
      expect(declared.map(({ name }) => name).toSorted(), where).toEqual(inPath.toSorted());
      expect(
        declared.every(({ required }) => required),
        where,
      ).toBe(true);
      expect(tags, where).toEqual(expect.arrayContaining([...operation.tags]));
      expect(method === 'get' && operation.requestBody !== undefined, where).toBe(false);
      expect(
        Object.keys(operation.responses).every((status) => /^[2-5]\d\d$/.test(status)),
        where,
      ).toBe(true);
      for (const { description } of Object.values(operation.responses)) expect(description, where).toMatch(/\S/);
      for (const requirement of operation.security)
        expect(document.components.securitySchemes, where).toHaveProperty(Object.keys(requirement));
    }
  });

  it('ID2 says who may: the roles of the command and services that share its path, or anyone', () => {
    for (const route of REST_ROUTES) {
      const operation = operationOf(route.method.toLowerCase(), route.path.replace(/:(\w+)/g, '{$1}'));
      const { roles } = COMMANDS[route.command];
      const services = MEANT_BY_SERVICE[route.command] ? ['service'] : [];
      expect(operation.security.flatMap(({ token }) => [...token])).toEqual(roles === 'anyone' ? [] : [...roles, ...services]);
      expect('401' in operation.responses && operation.responses['401']?.description.includes('token_missing')).toBe(
        roles !== 'anyone',
      );
    }
  });

  it('protocol: answers with the status of the route, and refuses with codes that have that status', () => {
    for (const route of REST_ROUTES) {
      const { responses } = operationOf(route.method.toLowerCase(), route.path.replace(/:(\w+)/g, '{$1}'));
      expect(Object.keys(responses).filter((status) => Number(status) < 400)).toEqual(
        // What is named by its content is also given in parts, and not again.
        route.command === 'media_get' ? ['200', '206', '304'] : [String(route.status ?? 200)],
      );
      for (const [status, { description }] of Object.entries(responses).filter(([code]) => Number(code) >= 400)) {
        for (const code of description.split(', ')) expect(ERRORS[code as ErrorCode].status, code).toBe(Number(status));
      }
    }
  });

  it('protocol: leaves what the path says out of the body, and lets an id be left out where the room makes one', () => {
    const warn = operationOf('post', '/api/v1/attempts/{attemptId}/warn').requestBody?.content['application/json']?.schema;
    expect(Object.keys(warn?.properties ?? {})).toEqual(['id', 'reason', 'minutes', 'message']);
    expect(warn?.required).toBeUndefined();
    const login = operationOf('post', '/api/v1/auth/login').requestBody;
    expect(login).toMatchObject({
      required: true,
      content: { 'application/json': { schema: { required: ['username', 'password'], additionalProperties: false } } },
    });
    expect(operationOf('post', '/api/v1/exams/{examId}/start').requestBody).toBeUndefined();
  });

  it('EX1 describes files as they are sent: any content type or a form, format and name beside', () => {
    const paper = operationOf('post', '/api/v1/exams/import');
    expect(paper.parameters?.map(({ name, in: place }) => [name, place])).toEqual([
      ['format', 'query'],
      ['X-Filename', 'header'],
    ]);
    expect(Object.keys(paper.requestBody?.content ?? {})).toEqual(['*/*', 'multipart/form-data']);
    const roster = operationOf('post', '/api/v1/exams/{examId}/roster');
    expect(Object.keys(roster.requestBody?.content ?? {})).toEqual(['text/csv', '*/*', 'multipart/form-data']);
    expect(roster.parameters?.map(({ name }) => name)).toEqual(['examId', 'columns', 'header', 'separator', 'encoding']);
  });

  it('ID1 accepts officer for proctor where an account is added', () => {
    const add = operationOf('post', '/api/v1/users').requestBody?.content['application/json']?.schema;
    expect(add).toMatchObject({ properties: { role: { enum: ['admin', 'proctor', 'officer'] } } });
    const input = { username: 'a', displayName: 'A', password: 'p' };
    expect(COMMANDS.user_add.input.parse({ ...input, role: 'officer' }).role).toBe('proctor');
    expect(COMMANDS.user_add.input.safeParse({ ...input, role: 'student' }).success).toBe(false);
    expect(COMMANDS.user_add.input.safeParse(input).success).toBe(false);
  });
});

describe('the page of the interface', () => {
  const page = openApiPage(document);

  it('protocol: shows every operation and every shape, with links that lead somewhere', () => {
    for (const { operation } of operations) expect(page).toContain(`id="op-${operation.operationId}"`);
    for (const name of Object.keys(document.components.schemas)) expect(page).toContain(`id="schema-${name}"`);
    const ids = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(50);
    expect(links.filter((id) => !ids.has(id ?? ''))).toEqual([]);
  });

  it('ID2 needs no script and nothing from elsewhere, and says what it was told without believing it', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|style="|javascript:|https?:\/\//i);
    const hostile = openApiPage({ ...document, info: { ...document.info, title: '<script>alert(1)</script>' } });
    expect(hostile).not.toContain('<script>');
    expect(hostile).toContain('&lt;script&gt;');
  });
});
