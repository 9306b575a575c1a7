import type { Detector } from './finding.ts';
import type { RequestSignal } from './signal.ts';

/** What the Air Wall remembers: nothing yet. */
export type AirState = Record<string, never>;
export const createAirState = (): AirState => ({});

const VERSIONS = new Set(['HTTP/1.0', 'HTTP/1.1', 'HTTP/2.0', 'HTTP/2', 'HTTP/3', 'HTTP/3.0']);

/** W1: looks at one HTTP request or handshake for what no honest client writes. */
export const airWall: Detector<RequestSignal, AirState> = (request) => {
  if (VERSIONS.has(request.version)) return [];
  return [
    {
      wall: 'air',
      type: 'malformed_request',
      severity: 'medium',
      confidence: 0.9,
      subject: { ip: request.ip, user: request.user },
      reasons: ['The version of HTTP it claims to speak does not exist'],
      at: request.at,
    },
  ];
};
