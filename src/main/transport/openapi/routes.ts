import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { COMPRESSED } from '../compression.ts';
import { openApiDocument } from './document.ts';
import { openApiPage } from './page.ts';
import { PAGE_STYLE } from './page-style.ts';

/** Its one style sheet, by its hash, and nothing else: no script, no picture, no request. */
const PAGE_SECURITY = [
  "default-src 'none'",
  `style-src 'sha256-${hash('sha256', PAGE_STYLE, 'base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The contract of this room, for machines and for people; both made when first asked for. */
export function addApiDocs(app: FastifyInstance, version: string): void {
  let made: { json: string; page: string } | undefined;
  const texts = () => {
    if (made) return made;
    const document = openApiDocument(version);
    made = { json: JSON.stringify(document), page: openApiPage(document) };
    return made;
  };
  app.get('/api/openapi.json', { compress: COMPRESSED }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(texts().json),
  );
  app.get('/api/docs', { compress: COMPRESSED }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', PAGE_SECURITY).send(texts().page),
  );
}
