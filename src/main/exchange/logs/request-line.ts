import type { RequestSignal } from '../../domain/walls/signal.ts';

/** An address of IPv4 or IPv6, as servers log it: no name of a host. */
export const isAddress = (word: string): boolean =>
  /^(?:\d{1,3}\.){3}\d{1,3}$/.test(word) ||
  (/^[\da-f:]{2,39}(?:(?:\d{1,3}\.){3}\d{1,3})?$/i.test(word) && word.split(':').length > 2);

/** A request line as a server logged it. A target may hold spaces; without a version it is what came before HTTP had them. */
export function requestOf(line: string): Pick<RequestSignal, 'method' | 'uri' | 'version'> {
  const [, first, second = '', third] = /^(\S+)\s+(.*?)(?:\s+(\S+\/[\d.]+))?$/s.exec(line.slice(0, 65_536)) ?? [];
  if (first === undefined) return { method: '', uri: line.slice(0, 65_536), version: 'HTTP/0.9' };
  return { method: first, uri: second, version: third ?? 'HTTP/0.9' };
}
