import { EventEmitter } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { RequestSignal } from '../../../src/main/domain/walls/signal.ts';
import { noteBody, witnessBroken, witnessRequest } from '../../../src/main/transport/request-signal.ts';

const addressOf = () => ({ ip: '192.0.2.7', isLocal: false });

/** What the walls are shown of one request with this body, once it is answered. */
function shownOf(url: string, body: unknown): Omit<RequestSignal, 'at'> | undefined {
  const shown: Omit<RequestSignal, 'at'>[] = [];
  const request = { url, method: 'POST', httpVersion: '1.1', headers: {} } as IncomingMessage;
  const response = Object.assign(new EventEmitter(), { headersSent: true, statusCode: 401 }) as unknown as ServerResponse;
  witnessRequest({ request: (signal) => shown.push(signal) }, addressOf, request, response);
  noteBody(request, body);
  response.emit('close');
  expect(shown).toHaveLength(1);
  return shown[0];
}

function brokenBy(error: object): Omit<RequestSignal, 'at'>[] {
  const shown: Omit<RequestSignal, 'at'>[] = [];
  const server = new EventEmitter() as Server;
  witnessBroken({ request: (signal) => shown.push(signal) }, server);
  server.emit('clientError', error, { remoteAddress: '::ffff:192.0.2.7' });
  return shown;
}

describe('W1 what the transport shows the walls', () => {
  it('W1 of a body only the names somebody gives at a door', () => {
    const said = {
      username: 'ann',
      password: 'hunter2',
      totp: '123456',
      candidateNumber: 7,
      accessCode: 'K7',
      device: { os: 'x' },
    };
    expect(shownOf('/api/v1/auth/login', said)).toMatchObject({ body: '{"username":"ann"}', status: 401, ip: '192.0.2.7' });
    expect(shownOf('/api/v1/join?x=1', { candidateNumber: 'C-7', accessCode: 'K7' })?.body).toBe('{"candidateNumber":"C-7"}');
  });

  it('W1 nothing of any other body: answers, messages and files are nobody’s to look at', () => {
    for (const url of ['/api/v1/attempts/1/message', '/api/v1/exams/import', '/socket.io/?EIO=4', '/api/v1/join/other', '/']) {
      expect(shownOf(url, { username: 'ann', text: 'x' })?.body, url).toBeUndefined();
    }
    for (const body of [undefined, null, 'username=ann', 7, ['username']])
      expect(shownOf('/api/v1/join', body)?.body).toBeUndefined();
  });

  it('W1 what the parser refuses: the first line of it, short, and why', () => {
    const rawPacket = Buffer.from(`GET /${'a'.repeat(5_000)} HTTP/1.1\r\nX: 1\r\n`);
    const [shown, ...others] = brokenBy({ code: 'HPE_HEADER_OVERFLOW', rawPacket });
    expect(others).toEqual([]);
    expect(shown).toMatchObject({ method: 'GET', ip: '192.0.2.7', fault: 'HPE_HEADER_OVERFLOW', headers: {} });
    expect(shown?.uri.length).toBeLessThan(1_024);
    expect(brokenBy({ code: 'HPE_INVALID_METHOD' })).toHaveLength(1);
  });

  it('W1 a connection that breaks, is slow, or speaks TLS is no broken request', () => {
    for (const code of ['ECONNRESET', 'ERR_HTTP_REQUEST_TIMEOUT', 'HPE_INVALID_EOF_STATE', undefined]) {
      expect(brokenBy({ code, rawPacket: Buffer.from('GET') }), code).toEqual([]);
    }
    expect(brokenBy({ code: 'HPE_INVALID_METHOD', rawPacket: Buffer.from([0x16, 3, 1]) })).toEqual([]);
  });
});
