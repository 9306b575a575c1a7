/** The RoomClient: one client for the browser, Electron, the command line and the tests. */
export * from './ports.ts';
export * from './system-clock.ts';
export * from './unreachable.ts';
export * from './retryable.ts';
export * from './rest-contract.ts';
export { createRoomApi, type RoomApiOptions } from './rest-api.ts';
export * from './credentials-contract.ts';
export * from './credentials.ts';
export * from './connection-contract.ts';
export { createRoomConnection, type RoomConnectionOptions } from './room-connection.ts';
export { openSocketIo, type RoomSocket, type SocketFactory, type SocketHandlers, type SocketTarget, type Transport } from './room-socket.ts';
export * from './outbox.ts';
export * from './candidate-contract.ts';
export * from './alert-feed-contract.ts';
export { createCandidateClient } from './candidate-client.ts';
export { createAlertFeed } from './alert-feed.ts';
export { hashEvent } from './event-chain.ts';
