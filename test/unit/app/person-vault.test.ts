import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPersonVault } from '../../../src/main/app/person-vault.ts';
import type { PersonId } from '../../../src/shared/model/ids.ts';
import { createFakeIds } from '../../support/fake-ids.ts';

const person = { firstName: 'Somchai', lastName: 'Jaidee', loginName: '6501', email: 's@example.test' };

describe('person vault', () => {
  const ids = createFakeIds();
  const [somchai, mali] = [ids.next<PersonId>(), ids.next<PersonId>()];
  const vault = createPersonVault(Buffer.alloc(32, 1));

  it('ID7 opens what it sealed, whatever JSON it is', () => {
    const key = vault.newWrappedKey(somchai);
    expect(vault.open(somchai, key, vault.seal(somchai, key, person))).toEqual(person);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.stringify(vault.open(somchai, key, vault.seal(somchai, key, value)))).toBe(JSON.stringify(value));
      }),
    );
  });

  it('ID7 has the documented layout: 1 + 12 + n + 16 bytes, the text nowhere in it', () => {
    const key = vault.newWrappedKey(somchai);
    const sealed = Buffer.from(vault.seal(somchai, key, person));
    expect([key.length, key[0]]).toEqual([61, 1]);
    expect([sealed.length, sealed[0]]).toEqual([29 + Buffer.byteLength(JSON.stringify(person)), 1]);
    for (const word of Object.values(person)) expect(sealed.includes(word)).toBe(false);
  });

  it('ID7 never makes the same bytes twice', () => {
    const key = vault.newWrappedKey(somchai);
    const sealed = Array.from({ length: 200 }, () => Buffer.from(vault.seal(somchai, key, person)).toString('hex'));
    expect(new Set(sealed).size).toBe(200);
    expect(vault.newWrappedKey(somchai)).not.toEqual(key);
  });

  it('ID7 refuses every single-bit change of a sealed value and of a wrapped key', () => {
    const key = vault.newWrappedKey(somchai);
    const sealed = vault.seal(somchai, key, person);
    for (const [original, open] of [
      [sealed, (bytes: Uint8Array) => vault.open(somchai, key, bytes)],
      [key, (bytes: Uint8Array) => vault.open(somchai, bytes, sealed)],
    ] as const) {
      for (let bit = 0; bit < original.length * 8; bit += 1) {
        const changed = Uint8Array.from(original);
        changed[bit >> 3]! ^= 1 << (bit & 7);
        expect(() => open(changed), `bit ${bit}`).toThrow('cannot be read');
      }
    }
  });

  it('ID7 refuses every shortened or lengthened value and key', () => {
    const key = vault.newWrappedKey(somchai);
    const sealed = vault.seal(somchai, key, person);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => vault.open(somchai, key, sealed.subarray(0, length)), `${length} bytes`).toThrow('cannot be read');
    }
    for (let length = 0; length < key.length; length += 1) {
      expect(() => vault.seal(somchai, key.subarray(0, length), person), `${length} bytes of key`).toThrow('cannot be read');
    }
    expect(() => vault.open(somchai, key, Buffer.concat([sealed, Buffer.of(0)]))).toThrow('cannot be read');
  });

  it("ID7 does not open one person's data or key as another's, nor a key as a value", () => {
    const [key, otherKey] = [vault.newWrappedKey(somchai), vault.newWrappedKey(mali)];
    const sealed = vault.seal(somchai, key, person);
    expect(() => vault.open(mali, key, sealed)).toThrow('cannot be read');
    expect(() => vault.open(somchai, otherKey, sealed)).toThrow('cannot be read');
    expect(() => vault.open(mali, otherKey, sealed)).toThrow('cannot be read');
    expect(() => vault.seal(mali, key, person)).toThrow('cannot be read');
    expect(() => vault.open(somchai, sealed, key)).toThrow('cannot be read');
  });

  it('ID7 seals bytes as they are, and opens neither them as a value nor a value as bytes', () => {
    const [key, otherKey] = [vault.newWrappedKey(somchai), vault.newWrappedKey(mali)];
    const bytes = Uint8Array.from({ length: 300 }, (_, index) => index % 256);
    const sealed = vault.sealBytes(somchai, key, bytes);
    expect(sealed.length).toBe(29 + bytes.length);
    expect(Buffer.from(sealed).includes(Buffer.from(bytes.subarray(0, 16)))).toBe(false);
    expect(Uint8Array.from(vault.openBytes(somchai, key, sealed))).toEqual(bytes);
    const json = vault.sealBytes(somchai, key, Buffer.from('{"a":1}'));
    expect(() => vault.open(somchai, key, json)).toThrow('cannot be read');
    expect(() => vault.openBytes(somchai, key, vault.seal(somchai, key, person))).toThrow('cannot be read');
    expect(() => vault.openBytes(mali, otherKey, sealed)).toThrow('cannot be read');
    expect(() => vault.openBytes(somchai, key, sealed.subarray(1))).toThrow('cannot be read');
  });

  it('ID7 security-43 with another master key nothing opens', () => {
    const key = vault.newWrappedKey(somchai);
    const sealed = vault.seal(somchai, key, person);
    expect(() => createPersonVault(Buffer.alloc(32, 2)).open(somchai, key, sealed)).toThrow('cannot be read');
    expect(() => createPersonVault(Buffer.alloc(31))).toThrow('32 bytes');
  });

  it('ID7 seals nothing that would not come back', () => {
    const key = vault.newWrappedKey(somchai);
    expect(() => vault.seal(somchai, key, undefined)).toThrow('can be written as JSON');
  });
});
