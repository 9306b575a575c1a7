import { describe, expect, it } from 'vitest';
import { only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import type { RestAnswer } from '../support/rest-driver.ts';
import { ADMIN_PASSWORD, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

/** The seconds a refusal names, in its header and in its body alike. */
function waitOf(answer: RestAnswer): number {
  const { code, data } = answer.problem();
  expect([answer.status, code, data?.retryAfterSeconds]).toEqual([429, 'rate_limited', Number(answer.headers['retry-after'])]);
  return Number(answer.headers['retry-after']);
}

describe('protocol 1 Retry-After', () => {
  it('protocol 1 says of a rate when it lets the next through: not sooner, and no second later', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock, config: { eventRate: { perSecond: 2, burst: 20 } } });
    const candidate = only((await prepareExam(room, { until: 'open' })).candidates);
    const ask = () => candidate.rest.send('GET', '/api/v1/me');
    const events = Array.from({ length: 200 }, () => candidate.event('focus_gained'));
    const hand = () => candidate.rest.send('POST', '/api/v1/security/events', { body: { events } });
    expect((await hand()).status).toBe(200);
    clock.advance(500);
    expect((await hand()).status).toBe(200);
    // Twenty were taken of one: nineteen to pay off and one to spend, at two a second.
    const seconds = waitOf(await ask());
    expect(seconds).toBe(10);
    clock.advance((seconds - 1) * 1_000);
    expect(waitOf(await ask())).toBe(1);
    clock.advance(1_000);
    expect((await ask()).status).toBe(200);
  });

  it('protocol 1 says of wrong passwords how long the wait has become', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const login = (password: string) => room.anyone.send('POST', '/api/v1/auth/login', { body: { username: 'admin', password } });
    for (let guess = 0; guess < 5; guess++) await login('not the lighthouse keeper');
    for (const seconds of [1, 2, 4]) {
      expect(waitOf(await login(ADMIN_PASSWORD))).toBe(seconds);
      clock.advance(seconds * 1_000);
      expect((await login('not the lighthouse keeper')).problem().code).toBe('credentials_invalid');
    }
    clock.advance(2_500);
    expect(waitOf(await login(ADMIN_PASSWORD))).toBe(6);
    clock.advance(6_000);
    expect((await login(ADMIN_PASSWORD)).status).toBe(200);
  });

  it('protocol 1 says of test notifications when the next may be sent', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const staff = await room.signIn();
    const test = () =>
      staff.rest.send('POST', '/api/v1/notifications/test', {
        body: { notification_type: 'test', title: 'One', message: 'two', severity: 'info' },
      });
    let answer = await test();
    for (let sent = 1; answer.status === 202 && sent < 50; sent++) answer = await test();
    expect(waitOf(answer)).toBe(5);
    clock.advance(5_000);
    expect((await test()).status).toBe(202);
  });
});
