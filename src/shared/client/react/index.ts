/** React's side of the RoomClient: the package's entry `@invigil/client/react`. */

export { RoomClientProvider, type RoomClientProviderProps, useRoomClient } from './room-client-provider.ts';
export { type Connection, useConnection } from './use-connection.ts';
export { type Notifications, useNotifications } from './use-notifications.ts';
export { useRoomEvent } from './use-room-event.ts';
