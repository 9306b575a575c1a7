import type { RequestSignal } from '../../domain/walls/signal.ts';
import { isAddress, requestOf } from './request-line.ts';

type Known = Pick<RequestSignal, 'ip' | 'method' | 'uri' | 'version' | 'headers' | 'status'>;

const PROXY_MANAGER =
  /^(?:- )?(\d{3})?(?: ?-? ?\d{3})? ?- ([A-Z]{1,20}) https? \S{1,255} "((?:[^"\\]|\\.){0,8192})" \[Client ([^\]\s]{2,45})\].*?(?: "((?:[^"\\]|\\.){0,2048})" "((?:[^"\\]|\\.){0,2048})")?$/;
/** `host address seconds "request" status ...`, and what is like it: the address stands between the time and the request. */
const BETWEEN = /^([^"]{2,400}?)"((?:[^"\\]|\\.){0,8192})" (\d{3})\b/;

const given = (name: string, text: string | undefined): Record<string, string> =>
  text === undefined || text === '-' || text === '' ? {} : { [name]: text };

/** What stands behind the time in access logs that begin with it (Nginx Proxy Manager, some own formats); undefined when it is none. */
export function readTimeFirst(rest: string): Known | undefined {
  const [, status, method, path, client, agent, referer] = PROXY_MANAGER.exec(rest) ?? [];
  if (method !== undefined && client !== undefined && isAddress(client)) {
    return {
      ip: client,
      ...requestOf(`${method} ${path ?? ''} HTTP/1.1`),
      headers: { ...given('user-agent', agent), ...given('referer', referer) },
      ...(status === undefined ? {} : { status: Number(status) }),
    };
  }
  const [, before = '', request, answered] = BETWEEN.exec(rest) ?? [];
  const ip = before.split(/[\s,]+/, 32).find(isAddress);
  return request === undefined || ip === undefined
    ? undefined
    : { ip, ...requestOf(request), headers: {}, status: Number(answered) };
}
