import { describe, expect, it } from 'vitest';
import type { RequestSignal } from '../../../../src/main/domain/walls/signal.ts';
import { loginInRequest } from '../../../../src/main/exchange/logs/logins-in-requests.ts';

const request = (method: string, uri: string, status: number | undefined, user?: string): RequestSignal => ({
  kind: 'request',
  at: 1_000,
  ip: '192.0.2.7',
  method,
  uri,
  version: 'HTTP/1.1',
  headers: {},
  status,
  user,
});

describe('W2 sign-ins among requests', () => {
  it.each([
    ['POST', '/wp-login.php', 200, undefined, 'wrong_secret'],
    ['POST', '/blog/wp-login.php?action=x', 302, undefined, 'ok'],
    ['POST', '/client', 401, 'ada', 'wrong_secret'],
    ['POST', '/api/login', 401, undefined, 'wrong_secret'],
    ['GET', '/private/', 401, 'ada', 'wrong_secret'],
    ['POST', '/login', 403, undefined, 'wrong_secret'],
    ['GET', '/?author=7', 404, undefined, 'unknown_user'],
  ])('W2 %s %s, answered %s to %s, is %s', (method, uri, status, user, outcome) => {
    expect(loginInRequest(request(method, uri, status, user))).toMatchObject({
      kind: 'login',
      at: 1_000,
      ip: '192.0.2.7',
      outcome,
    });
  });

  it.each([
    ['GET', '/wp-login.php', 200, undefined],
    ['GET', '/private/', 401, undefined],
    ['POST', '/answers', 403, undefined],
    ['POST', '/wp-login.php', undefined, undefined],
    ['GET', '/books?coauthor=7', 200, undefined],
    ['POST', '/logins-of-2026/report', 403, undefined],
  ])('W2 %s %s, answered %s to %s, is none', (method, uri, status, user) => {
    expect(loginInRequest(request(method, uri, status, user))).toBeUndefined();
  });
});
