import type { Migration } from '../migrate.ts';

/** The address an incident came from, where a wall or a service knows no more of whose it is (W1-W3, protocol 5). */
export const alertAddress: Migration = {
  version: 8,
  name: 'alert-address',
  up: 'ALTER TABLE alerts ADD COLUMN ip TEXT',
};
