import { describe, expect, it } from 'vitest';
import { createWaterState } from '../../src/main/domain/walls/water/water-state.ts';
import { waterWall } from '../../src/main/domain/walls/water/water-wall.ts';

const START = Date.UTC(2026, 10, 20, 9);

describe('an attacker who never comes from the same place twice', () => {
  it('W3 a million addresses and as many paths are remembered in bounds, and told of once in a while', () => {
    const state = createWaterState({ addresses: 1_000, accounts: 1_000, paths: 1_000 });
    let findings = 0;
    for (let index = 0; index < 1_000_000; index += 1) {
      const ip = `${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}.${(index >> 4) & 255}`;
      const at = START + Math.floor(index / 50);
      findings += waterWall({ kind: 'traffic', at, what: 'opened', ip, user: undefined }, state).length;
      if (index % 10 !== 0) continue;
      const uri = `/${index}`;
      const asked = { kind: 'request', at, ip, method: 'GET', uri, version: 'HTTP/1.1', headers: {}, status: 404 } as const;
      findings += waterWall(asked, state).length;
      const user = `user-${index}`;
      findings += waterWall({ kind: 'traffic', at, what: 'message', ip, user, session: `session of ${user}` }, state).length;
    }
    expect([state.addresses.size, state.accounts.size, state.paths.size]).toEqual([1_000, 1_000, 1_000]);
    expect(findings).toBeGreaterThan(0);
    expect(findings).toBeLessThan(10);
  });
});
