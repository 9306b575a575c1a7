import type { JsonSchema } from './schemas.ts';

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const asSchema = (value: unknown): JsonSchema => (typeof value === 'object' && value !== null ? (value as JsonSchema) : {});
const asSchemas = (value: unknown): JsonSchema[] => (Array.isArray(value) ? value.map(asSchema) : []);

/** Bounds in the fewest words; absent ones are not mentioned. */
const BOUNDS = {
  minLength: 'at least {} characters',
  maxLength: 'at most {} characters',
  minimum: '≥ {}',
  exclusiveMinimum: '> {}',
  maximum: '≤ {}',
  minItems: 'at least {} items',
  maxItems: 'at most {} items',
  pattern: 'matches {}',
} as const;

function boundsHtml(schema: JsonSchema): string {
  const words = Object.entries(BOUNDS).flatMap(([key, text]) =>
    schema[key] === undefined ? [] : [text.replace('{}', () => String(schema[key]))],
  );
  return words.length > 0 ? ` <span class="bounds">${escapeHtml(words.join(', '))}</span>` : '';
}

function fieldsHtml(schema: JsonSchema): string {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const fields = Object.entries(asSchema(schema.properties)).map(
    ([name, field]) =>
      `<li><code class="name">${escapeHtml(name)}</code>${required.has(name) ? '' : ' <span class="where">optional</span>'} ${schemaHtml(asSchema(field))}</li>`,
  );
  return fields.length > 0 ? `<ul class="fields">${fields.join('')}</ul>` : '<span class="bounds">no fields</span>';
}

function objectHtml(schema: JsonSchema): string {
  const values = schema.additionalProperties;
  if (schema.properties !== undefined) return fieldsHtml(schema);
  return typeof values === 'object' && values !== null && Object.keys(values).length > 0
    ? `map to ${schemaHtml(asSchema(values))}`
    : 'object';
}

/** One schema in words and lists: what a reader of the page needs of JSON Schema, which is what ours use. */
export function schemaHtml(schema: JsonSchema): string {
  const about = typeof schema.description === 'string' ? ` <span class="bounds">${escapeHtml(schema.description)}</span>` : '';
  if (typeof schema.$ref === 'string') {
    const name = escapeHtml(schema.$ref.split('/').at(-1) ?? '');
    return `<a href="#schema-${name}">${name}</a>`;
  }
  if (schema.const !== undefined) return `<code>${escapeHtml(JSON.stringify(schema.const))}</code>`;
  if (Array.isArray(schema.enum)) {
    return `${schema.enum.map((value) => `<code>${escapeHtml(String(value))}</code>`).join(' | ')}${about}`;
  }
  const variants = asSchemas(schema.anyOf ?? schema.oneOf);
  if (variants.length > 0)
    return `one of<ul class="variants">${variants.map((one) => `<li>${schemaHtml(one)}</li>`).join('')}</ul>`;
  if (schema.type === 'array') return `list of ${schemaHtml(asSchema(schema.items))}${boundsHtml(schema)}${about}`;
  if (schema.type === 'object') return `${objectHtml(schema)}${about}`;
  const type = typeof schema.type === 'string' ? schema.type : 'any';
  const format = typeof schema.format === 'string' ? ` (${escapeHtml(schema.format)})` : '';
  return `<span class="kind">${escapeHtml(type)}${format}</span>${boundsHtml(schema)}${about}`;
}
