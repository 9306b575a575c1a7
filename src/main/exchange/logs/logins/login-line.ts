import type { LoginOutcome, LoginSignal } from '../../../domain/walls/signal.ts';

const LONGEST_NAME = 64;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:.]*(?:%\w+)?)$/i;

/** What a line says of an address, when it is one: not the name of a host, nor nothing. */
export function addressIn(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  const bare = text
    .trim()
    .replace(/^\[([^\]]+)\](?::\d+)?$/, '$1')
    .replace(/^(\d{1,3}(?:\.\d{1,3}){3}):\d+$/, '$1')
    .replace(/^::ffff:(?=\d+\.)/i, '');
  return bare.length <= 64 && ADDRESS.test(bare) ? bare : undefined;
}

/** A name as somebody typed it: cut short, and nothing when there is none. */
export const nameIn = (text: unknown): string | undefined =>
  typeof text === 'string' && text !== '' && text !== '-' ? text.slice(0, LONGEST_NAME) : undefined;

export const login = (
  at: number,
  door: string,
  outcome: LoginOutcome,
  { ip, user }: { readonly ip: string | undefined; readonly user?: string | undefined },
): LoginSignal => ({ kind: 'login', at, door, outcome, ip, user });

/** A line of JSON, as the object it is. */
export function objectIn(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(line);
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
