import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { Refused } from '../../../../src/main/electron/seat/external-guard.ts';
import { type ClosedSession, closeOff, inSandbox } from '../../../../src/main/electron/seat/external-session.ts';

type Asked = (contents: unknown, name: string, answer: (isAllowed: boolean) => void, details: { requestingUrl: string }) => void;
type Came = (details: { responseHeaders?: Record<string, string[]> }, answer: (changed: object) => void) => void;

describe('EX8 the session of a page of another server', () => {
  it('EX8 the sandbox stands beside whatever policy the page has, and lets it neither print nor ask', () => {
    const own = { 'content-security-policy': ["default-src 'self'"], Etag: ['1'] };
    const { 'Content-Security-Policy': policies = [], ...others } = inSandbox(own);
    expect(others).toEqual({ Etag: ['1'] });
    expect(policies[0]).toBe("default-src 'self'");
    expect(policies[1]).toMatch(/^sandbox .*allow-scripts/);
    expect(policies.join(' ')).not.toContain('allow-modals');
  });

  it('EX8 gives no permission, puts every page into the sandbox, and tells what was asked for', () => {
    const session = new EventEmitter();
    const refused: Refused[] = [];
    const given: unknown[] = [];
    let asked: Asked = () => {};
    let came: Came = () => {};
    let types: readonly string[] = [];
    const parts = {
      setPermissionRequestHandler: (handler: Asked) => {
        asked = handler;
      },
      webRequest: {
        onHeadersReceived: (filter: { types: readonly string[] }, listener: Came) => {
          types = filter.types;
          came = listener;
        },
      },
    };
    closeOff(Object.assign(session, parts) as unknown as ClosedSession, (one) => refused.push(one));
    asked({}, 'geolocation', (isAllowed) => given.push(isAllowed), { requestingUrl: 'https://lms.example.org/quiz/1' });
    came({}, (changed) => given.push(Object.keys(changed)));
    expect(types).toEqual(['mainFrame', 'subFrame']);
    expect(given).toEqual([false, ['responseHeaders']]);
    expect(refused).toEqual([{ how: 'permission', url: 'https://lms.example.org/quiz/1', what: 'geolocation' }]);
  });
});
