import { describe, expect, it } from 'vitest';
import { originsOf } from '../../../src/main/app/cors-origins.ts';

describe('CORS entries', () => {
  it.each([
    ['https://lms.example', ['https://lms.example']],
    ['HTTPS://LMS.Example:443/', ['https://lms.example']],
    ['http://lms.example:8080', ['http://lms.example:8080']],
    ['lms.example', ['http://lms.example', 'https://lms.example']],
    ['lms.example:8443', ['http://lms.example:8443', 'https://lms.example:8443']],
    [' localhost:5173 ', ['http://localhost:5173', 'https://localhost:5173']],
    ['192.168.1.10', ['http://192.168.1.10', 'https://192.168.1.10']],
    ['[::1]:3000', ['http://[::1]:3000', 'https://[::1]:3000']],
    ['bücher.example', ['http://xn--bcher-kva.example', 'https://xn--bcher-kva.example']],
  ])('ID4 %s is %j', (entry, expected) => {
    expect(originsOf(entry)).toEqual(expected);
  });

  it.each([
    '',
    ' ',
    '*',
    'https://*.example',
    '*.example',
    'null',
    'NULL',
    'https://',
    'https://lms.example/path',
    'https://lms.example?x',
    'https://lms.example#x',
    'https://user:pw@lms.example',
    'user@lms.example',
    'ftp://lms.example',
    'file:///etc',
    'app://x',
    'lms.example/path',
    'two hosts',
    'https://a:99999',
    'https://[::1',
    'http://a,http://b',
  ])('ID4 %j is refused', (entry) => {
    expect(originsOf(entry)).toBeUndefined();
  });
});
