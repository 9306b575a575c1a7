import { z } from 'zod';
import { SessionId } from './ids.ts';
import { IsoTime } from './time.ts';

/** What an API key of a service may do; everything else is refused (protocol 3, Service). */
export const Scope = z.enum(['events:write', 'notifications:write', 'alerts:write']);
export type Scope = z.infer<typeof Scope>;

/** How a service is called, as in an alert's source `service:<name>`. Names a program, never a person. */
export const ServiceName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'is not a service name (a-z, 0-9, -; at most 40)');

/** A key as it is listed; the token itself is shown once, when it is issued. */
export const ApiKeyView = z.strictObject({
  /** The key's session: ending that revokes the key. */
  id: SessionId,
  name: z.string(),
  scopes: z.array(Scope),
  issuedAt: IsoTime,
  expiresAt: IsoTime,
  /** Who issued it; absent when it was done at the room's own command line. */
  issuedBy: z.string().optional(),
  /** Is a socket of it open just now? */
  connected: z.boolean(),
  endedAt: IsoTime.optional(),
});
export type ApiKeyView = z.infer<typeof ApiKeyView>;
