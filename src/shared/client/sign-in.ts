import type { CommandOutput } from '../protocol/index.ts';
import { createMemoryTokenStore } from './credentials.ts';
import type { FetchPort } from './ports.ts';
import { createRoomApi } from './rest-api.ts';
import { createRoomClient, type RoomClient, type RoomClientOptions } from './room-client.ts';

export interface SignInOptions extends Omit<RoomClientOptions, 'baseUrl' | 'fetch' | 'tokens' | 'exclusive'> {
  /** Origin of the room, e.g. `https://192.168.1.5:3000`. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  /** The second factor, where the account has one. */
  readonly totp?: string;
  /** The platform's own unless told. */
  readonly fetch?: FetchPort;
}

export interface SignedIn {
  readonly user: CommandOutput<'auth_login'>['user'];
  readonly client: RoomClient;
}

/**
 * Signs a member of staff in and makes the client of the new session; its tokens are kept in memory alone. Rejects with
 * `RoomError` (`credentials_invalid` and its like) or `RoomUnreachable`.
 */
export async function signIn({ url, username, password, totp, fetch, ...ports }: SignInOptions): Promise<SignedIn> {
  const ask = fetch ?? (globalThis as unknown as { fetch: FetchPort }).fetch;
  const api = createRoomApi({ baseUrl: url, fetch: ask });
  const { user, ...tokens } = await api.call('auth_login', { username, password, ...(totp === undefined ? {} : { totp }) });
  return { user, client: createRoomClient({ baseUrl: url, fetch: ask, tokens: createMemoryTokenStore(tokens), ...ports }) };
}
