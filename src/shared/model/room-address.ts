/** Where rooms listen unless told otherwise (operations). */
const DEFAULT_PORT = 3000;

const HOST = /^(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])$/;
const ADDRESS = /^(?:(http):\/\/)?([^/:@\s?#[]+|\[[^\]@\s]+\])(?::(\d{1,5}))?((?:[/?#].*)?)$/i;

/** A room's address as a person gave it, understood. */
export interface RoomAddress {
  /** The origin every request goes to, e.g. `http://192.168.1.5:3000`. */
  readonly origin: string;
  /** The same in the form people read it: HOST:PORT. */
  readonly shown: string;
  /** The join code, where the whole link of a room was given. */
  readonly code?: string;
}

/**
 * Reads HOST, HOST:PORT or a join link as the console shows it; nothing for anything else. There is no TLS yet, so an address that
 * asks for it is none.
 */
export function parseRoomAddress(typed: string): RoomAddress | undefined {
  const [, , rawHost = '', digits, rest = ''] = ADDRESS.exec(typed.normalize('NFKC').trim()) ?? [];
  const host = rawHost.toLowerCase();
  const port = digits === undefined ? DEFAULT_PORT : Number(digits);
  if (!HOST.test(host) || port < 1 || port > 65_535) return undefined;
  const code = /[?&]code=([0-9A-Za-z-]{1,64})(?:&|$)/.exec(rest)?.[1];
  const shown = `${host}:${port}`;
  return { origin: `http://${shown}`, shown, ...(code === undefined ? {} : { code }) };
}
