import { airWall, createAirState } from '../../../../../src/main/domain/walls/air/air-wall.ts';
import type { Finding } from '../../../../../src/main/domain/walls/finding.ts';
import type { RequestSignal } from '../../../../../src/main/domain/walls/signal.ts';

export const get = (uri: string, more: Partial<RequestSignal> = {}): RequestSignal => ({
  kind: 'request',
  at: 1_000,
  ip: '10.0.0.9',
  method: 'GET',
  uri,
  version: 'HTTP/1.1',
  headers: { host: 'room', 'user-agent': 'Mozilla/5.0' },
  status: 200,
  ...more,
});
export const post = (body: string, type = 'application/x-www-form-urlencoded'): RequestSignal =>
  get('/form', { method: 'POST', body, headers: { host: 'room', 'content-type': type } });
export const look = (signal: RequestSignal): readonly Finding[] => airWall(signal, createAirState());
export const typesOf = (signal: RequestSignal): string[] => look(signal).map(({ type }) => type);
