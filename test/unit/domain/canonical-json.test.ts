import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/shared/model/canonical-json.ts';

describe('protocol 3 canonical JSON', () => {
  it('protocol 3 is JSON of the same value', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) => void expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value))),
      ),
    );
  });

  it('protocol 3 has one spelling whatever the order of the fields', () => {
    expect(canonicalJson({ b: 1, a: [{ d: null, c: 'é' }] })).toBe('{"a":[{"c":"é","d":null}],"b":1}');
    expect(canonicalJson({ a: 1, b: undefined })).toBe('{"a":1}');
    expect(canonicalJson({ b: undefined, c: [undefined], é: {}, '\u{1f600}': 1, '\uffff': 2 })).toBe(
      '{"c":[null],"é":{},"\u{1f600}":1,"\uffff":2}',
    );
  });
});
