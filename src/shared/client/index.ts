/** The RoomClient: one client for the browser, Electron, the command line and the tests. */

export { createAlertFeed } from './alert-feed.ts';
export * from './alert-feed-contract.ts';
export { createCandidateClient } from './candidate-client.ts';
export * from './candidate-contract.ts';
export * from './connection-contract.ts';
export * from './credentials.ts';
export * from './credentials-contract.ts';
export { hashEvent } from './event-chain.ts';
export {
  type ClientEventHandler,
  type ClientEventName,
  type ClientEvents,
  createEventManager,
  type EventManager,
} from './event-manager.ts';
export { createNotificationBook, type NotificationBookOptions } from './notification-book.ts';
export * from './notification-book-contract.ts';
export { giveReceipts } from './notification-receipts.ts';
export * from './outbox.ts';
export * from './ports.ts';
export { createRoomApi, type RoomApiOptions } from './rest-api.ts';
export * from './rest-contract.ts';
export * from './retryable.ts';
export { createRoomClient, type RoomClient, type RoomClientOptions } from './room-client.ts';
export { createRoomConnection, type RoomConnectionOptions } from './room-connection.ts';
export type {
  RoomSocket,
  SocketFactory,
  SocketHandlers,
  Transport,
} from './room-socket.ts';
export { openSocketIo, socketIoThrough } from './room-socket.ts';
export { createSeatLink, type SeatLink } from './seat-link.ts';
export { type SignedIn, type SignInOptions, signIn } from './sign-in.ts';
export * from './system-clock.ts';
export * from './unreachable.ts';
