import { afterEach } from 'vitest';
import { openBridgedDoor } from '../../src/renderer/link/bridged-door.ts';
import type { CandidateDoor } from '../../src/renderer/link/candidate-door.ts';
import { createSeatBridge, type SeatBridge, type SeatBridgeOptions } from './seat-bridge.ts';

/** A started program: main's side of the seat, and the page at its entrance. */
export interface SeatProgram extends SeatBridge {
  readonly door: CandidateDoor;
}

/** The way to start candidates' programs in a test file, each on a folder; they are closed after the test. */
export function seatPrograms(): (folder: string, given?: Omit<SeatBridgeOptions, 'folder'>) => Promise<SeatProgram> {
  const started: SeatBridge[] = [];
  afterEach(async () => {
    for (const { desk } of started.splice(0)) await desk.close('test_over');
  });
  return async (folder, given = {}) => {
    const bridge = createSeatBridge({ ...given, folder });
    started.push(bridge);
    return { ...bridge, door: await openBridgedDoor(bridge.shell) };
  };
}
