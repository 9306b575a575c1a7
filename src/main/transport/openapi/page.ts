import { STATUS_CODES } from 'node:http';
import type { OpenApiDocument, Operation, Response } from './document.ts';
import { PAGE_STYLE } from './page-style.ts';
import { escapeHtml, schemaHtml } from './schema-html.ts';

const anchorOf = (operation: Operation): string => `op-${operation.operationId}`;

function contentHtml(content: Response['content']): string {
  return Object.entries(content)
    .map(([type, { schema }]) => `<p class="type"><code>${escapeHtml(type)}</code></p>${schemaHtml(schema)}`)
    .join('');
}

function inputsHtml({ parameters = [], requestBody }: Operation): string {
  const rows = parameters.map(
    ({ name, in: place, required, description, schema }) =>
      `<li><code class="name">${escapeHtml(name)}</code> <span class="where">${place}${required ? ', required' : ''}</span> ${schemaHtml(schema)}${description ? `<p>${escapeHtml(description)}</p>` : ''}</li>`,
  );
  const list = rows.length > 0 ? `<h4>Parameters</h4><ul class="fields">${rows.join('')}</ul>` : '';
  if (!requestBody) return list;
  const about = requestBody.description ? `<p>${escapeHtml(requestBody.description)}</p>` : '';
  return `${list}<h4>Body${requestBody.required ? '' : ' (may be left out)'}</h4>${about}${contentHtml(requestBody.content)}`;
}

/** What went well in full; refusals as one line per status, since their body is always the same. */
function answersHtml({ responses }: Operation): string {
  return Object.entries(responses)
    .map(([status, { description, content }]) => {
      const title = `<strong>${status}</strong> ${escapeHtml(STATUS_CODES[status] ?? '')}`;
      if (Number(status) < 400) return `<li>${title}${contentHtml(content)}</li>`;
      const codes = description.split(', ').map((code) => `<code>${escapeHtml(code)}</code>`);
      return `<li>${title}: ${codes.join(' ')}</li>`;
    })
    .join('');
}

function operationHtml(path: string, method: string, operation: Operation): string {
  return `<article id="${anchorOf(operation)}">
<h3><span class="method ${method}">${method.toUpperCase()}</span> <code>${escapeHtml(path).replaceAll('/', '/<wbr>')}</code></h3>
<p>${escapeHtml(operation.summary)}. <span class="who">${escapeHtml(operation.description)}</span></p>
<details><summary>Input and answers</summary>${inputsHtml(operation)}<h4>Answers</h4><ul class="fields">${answersHtml(operation)}</ul></details>
</article>`;
}

/** `code` spans and paragraphs: all the markup the document's own texts use. */
const proseHtml = (text: string): string =>
  text
    .split('\n\n')
    .map((paragraph) => `<p>${escapeHtml(paragraph).replace(/`([^`]+)`/g, '<code>$1</code>')}</p>`)
    .join('');

/** The contract for people: one page without scripts, made from the same document machines read. */
export function openApiPage(document: OpenApiDocument): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const sections = document.tags.map(({ name }) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(name));
    return `<section id="${name}"><h2>${escapeHtml(name)}</h2>${own.map(({ path, method, operation }) => operationHtml(path, method, operation)).join('\n')}</section>`;
  });
  const shapes = Object.entries(document.components.schemas).map(
    ([name, schema]) => `<article id="schema-${name}"><h3>${escapeHtml(name)}</h3>${schemaHtml(schema)}</article>`,
  );
  const links = [...document.tags.map(({ name }) => name), 'shapes'].map((name) => `<a href="#${name}">${escapeHtml(name)}</a>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(document.info.title)}: the REST interface</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header><h1>${escapeHtml(document.info.title)} <small>${escapeHtml(document.info.version)}</small></h1>
${proseHtml(document.info.description)}
<p>For machines: <a href="/api/openapi.json">openapi.json</a> (OpenAPI ${document.openapi})</p></header>
<nav aria-label="Contents">${links.join(' ')}</nav>
<main>
${sections.join('\n')}
<section id="shapes"><h2>shapes</h2>${shapes.join('\n')}</section>
</main>
</body>
</html>
`;
}
