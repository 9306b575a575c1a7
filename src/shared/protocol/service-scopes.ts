import type { Scope } from '../model/api-key.ts';
import type { SERVICE_COMMANDS } from './commands/service-commands.ts';

/** What a service's commands are on the wire -> what they are for a service (protocol 3: the same names as a candidate's). */
export const MEANT_BY_SERVICE: Readonly<Record<string, keyof typeof SERVICE_COMMANDS>> = {
  security_event: 'service_event',
  security_events: 'service_events',
};

/** The scope a key needs for a command. What is not here needs none. */
export const SCOPE_OF: Readonly<Record<string, Scope>> = {
  service_event: 'events:write',
  service_events: 'events:write',
  alert_post: 'alerts:write',
  notification_send: 'notifications:write',
};
