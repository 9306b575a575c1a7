import { Locations } from '../../model/location.ts';
import { nothing } from './parts.ts';
import type { CommandTable } from './table.ts';

/** What the networks of the house are called (protocol 3, `location`). */
export const LOCATION_COMMANDS = {
  locations_get: { roles: ['admin'], input: nothing, output: Locations },
  /** All labels at once: what is not among them has none any more. */
  locations_set: { roles: ['admin'], input: Locations, output: Locations },
} as const satisfies CommandTable;
