import type { SomeHandlers } from '../handler.ts';
import { locationsOf, setLocations } from './locations.ts';

/** What the networks of the house are called; every view of a session, new or live, says it from then on. */
export const locationCommands: SomeHandlers<'locations_get' | 'locations_set'> = {
  locations_get: { execute: ({ store }) => locationsOf(store) },
  locations_set: {
    execute: (work, locations) => {
      setLocations(work.store, locations);
      // The labels are what a person typed: only which networks have one is on record.
      work.audit('locations.changed', 'room', { networks: locations.locations.map(({ network }) => network) });
      return locations;
    },
  },
};
