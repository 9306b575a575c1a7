import type { Finding } from '../../../../../src/main/domain/walls/finding.ts';
import { createFireState } from '../../../../../src/main/domain/walls/fire/fire-state.ts';
import { fireWall } from '../../../../../src/main/domain/walls/fire/fire-wall.ts';
import type { LoginSignal } from '../../../../../src/main/domain/walls/signal.ts';

export const START = Date.UTC(2026, 10, 20, 8);
export const SECOND = 1_000;

/** A wall by itself, told of sign-ins by seconds since the start. */
export function wall() {
  const state = createFireState();
  const found: Finding[] = [];
  const see = (seconds: number, fields: Partial<LoginSignal>): readonly Finding[] => {
    const findings = fireWall(
      {
        kind: 'login',
        door: 'console',
        outcome: 'wrong_secret',
        ip: '10.0.0.5',
        user: 'ada',
        at: START + seconds * SECOND,
        ...fields,
      },
      state,
    );
    found.push(...findings);
    return findings;
  };
  return { state, found, see };
}
