import { PARAMETERS, type Sign } from '../sign.ts';

const smuggled = (says: string, pattern: RegExp, more: Partial<Sign> = {}): Sign => ({
  type: 'request_smuggling',
  weight: 5,
  says,
  reading: 'plain',
  pattern,
  only: PARAMETERS,
  ...more,
});

/** A message inside of a message: what was meant as a value becomes a line of the protocol. */
export const PROTOCOL_SIGNS: readonly Sign[] = [
  smuggled(
    'a request inside of a request',
    /(?:^|[^a-z])(?:get|post|head|options|connect|put|delete|trace|track|patch|propfind)\s{1,8}(?:\/|\w{1,10}:)?\S{0,300}\s{1,8}http\/\d/i,
    { only: [...PARAMETERS, 'path'], needs: '/' },
  ),
  smuggled(
    'a header inside of a value',
    /[\r\n\u560a\u560d][\W\d]{0,10}(?:content-(?:type|length|disposition|encoding)|transfer-encoding|set-cookie|location|refresh|x-[\w-]{2,40}|host|status|access-control-[\w-]{2,40}|last-modified|cache-control|remote-addr|remote-ip|user-agent|authorization|cookie|referer|via|forwarded|connection)\s{0,4}:(?!\s{1,8}$)/i,
    { needs: '\r\n\u560a\u560d', only: [...PARAMETERS, 'path', 'header', 'referer'] },
  ),
  smuggled(
    'a page inside of a header',
    /(?:\bhttp\/\d(?:\.\d)?\s{1,4}\d{3}\b|[\r\n]\W{0,10}<\s{0,4}(?:html|head|meta|body|script))|<meta\b[^>]{0,60}http-equiv|<(?:html|title)\b/i,
    { needs: '<\r\n/' },
  ),
  { ...smuggled('a method in place of the method', /^_method$/i, { only: ['name'], needs: '_' }), type: 'malformed_request' },
  { ...smuggled('letters escaped that need no escape', /\\u00[2-7][\da-f]/i, { needs: '\\' }), type: 'malformed_request' },
  smuggled('a header inside of a header', /[\r\n]\s{0,4}[a-z][\w-]{1,40}\s{0,4}:/i, {
    needs: '\r\n',
    only: ['header', 'referer'],
  }),
  smuggled('a line break in a name', /[\r\n]/, { only: ['name'], needs: '\r\n' }),
  smuggled('a line break in the path', /[\r\n]/, { only: ['path'], needs: '\r\n' }),
  smuggled('a socket of the proxy', /\bunix:[^|]{0,300}\||\bproxy:(?:unix|https?|fcgi|ajp):/i, {
    only: [...PARAMETERS, 'path'],
    needs: ':',
  }),
];
