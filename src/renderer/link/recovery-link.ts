import { createRoomConnection, type RoomConnection } from '../../shared/client/index.ts';

/** The page's own origin: the room served it. */
const BASE_URL = '';

/**
 * A connection with a recovery token: good for `recovery_request` and hearing `recovery-status`, and nothing else
 * (ID6). Nothing is sent before `start`.
 */
export const openRecoveryLink = (recoveryToken: string): RoomConnection =>
  createRoomConnection({ baseUrl: BASE_URL, token: () => recoveryToken });
