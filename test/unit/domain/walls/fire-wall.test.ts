import { describe, expect, it } from 'vitest';
import { SECOND, START, wall } from './support/fire.ts';

describe('W2 guessing at one account', () => {
  it('W2 six wrong passwords within a minute are found, with who, whence and how many; five are not', () => {
    const { see, found } = wall();
    for (let second = 0; second < 5; second++) see(second, {});
    expect(found).toEqual([]);
    expect(see(5, {})).toEqual([
      {
        wall: 'fire',
        type: 'brute_force',
        severity: 'medium',
        confidence: 0.6,
        subject: { ip: '10.0.0.5', user: 'ada' },
        reasons: ['6 wrong passwords for one account within 5 s from 10.0.0.5'],
        at: START + 5 * SECOND,
      },
    ]);
  });

  it('W2 it is told again as it goes on, graver, and not for every try', () => {
    const { see, found } = wall();
    for (let second = 0; second < 300; second++) see(second, {});
    expect(found.length).toBeGreaterThan(5);
    expect(found.length).toBeLessThan(20);
    expect(found.at(-1)).toMatchObject({ type: 'brute_force', severity: 'high' });
    expect(found.at(-1)?.reasons[0]).toMatch(/^2\d\d wrong passwords for one account/);
  });

  it('W2 a person who types badly and then gets in leaves nothing behind', () => {
    const { see, found } = wall();
    for (let round = 0; round < 6; round++) {
      see(round * 20, {});
      see(round * 20 + 5, {});
      see(round * 20 + 10, { outcome: 'ok' });
    }
    expect(found).toEqual([]);
  });

  it('W2 one’s own right password in between hides no guessing at others', () => {
    const { see } = wall();
    for (let guess = 0; guess < 5; guess++) {
      see(guess * 2, { user: `staff-${guess}` });
      see(guess * 2 + 1, { user: 'mallory', outcome: 'ok' });
    }
    expect(see(10, { user: 'staff-5' })).toMatchObject([{ type: 'password_spraying' }]);
  });

  it('W2 four occasions over hours are slow guessing when they were for several accounts', () => {
    const { see, found } = wall();
    for (let time = 0; time < 3; time++) see(time * 1_200, { user: `name-${time}` });
    expect(found).toEqual([]);
    expect(see(3_600, { user: 'name-3' })).toMatchObject([
      { type: 'brute_force', reasons: ['4 wrong sign-ins, slowly, for 4 accounts within 60 min from 10.0.0.5'] },
    ]);
  });

  it('W2 a program with an old password is told of late and once an hour is no burst', () => {
    const { see, found } = wall();
    for (let time = 0; time < 7; time++) see(time * 2_400, {});
    expect(found).toEqual([]);
    see(7 * 2_400, {});
    expect(found).toMatchObject([{ severity: 'medium', subject: { user: 'ada' } }]);
  });

  it('W2 many networks guessing at one account are found although each tries once', () => {
    const { see, found } = wall();
    for (let source = 0; source < 8; source++) see(source * 10, { ip: `198.51.${source}.7` });
    expect(found).toMatchObject([{ type: 'distributed_guessing', severity: 'high', subject: { user: 'ada' } }]);
    expect(found[0]?.reasons[0]).toBe('8 wrong passwords for one account from 8 networks within 70 s, the last from 198.51.7.7');
  });

  it('W2 the addresses of one IPv6 network are one source', () => {
    const { see } = wall();
    for (let guess = 0; guess < 5; guess++) see(guess, { ip: `2001:db8:0:1::${guess + 1}`, user: `u${guess}` });
    expect(see(5, { ip: '2001:0db8::1:0:0:0:9', user: 'u5' })).toMatchObject([
      { type: 'password_spraying', subject: { ip: '2001:0db8::1:0:0:0:9' } },
    ]);
  });
});

describe('W2 guessing at many', () => {
  it('W2 six accounts are spraying, six names nobody has are enumeration', () => {
    const spray = wall();
    for (let user = 0; user < 6; user++) spray.see(user / 2, { user: `u${user}` });
    expect(spray.found).toMatchObject([
      { type: 'password_spraying', severity: 'high', reasons: ['6 wrong passwords for 6 accounts within 3 s from 10.0.0.5'] },
    ]);
    expect(spray.found[0]?.subject.user).toBeUndefined();
    const names = wall();
    for (let user = 0; user < 6; user++) names.see(user, { user: `u${user}`, outcome: 'unknown_user' });
    expect(names.found).toMatchObject([{ type: 'user_enumeration' }]);
    expect(names.found[0]?.reasons[1]).toBe('None of these names is known here');
  });

  it.each([undefined, 'own'] as const)(
    'W2 200 candidates mistyping once each behind one address are left in peace (device: %s)',
    (device) => {
      const { see, found } = wall();
      for (let seat = 0; seat < 200; seat++) {
        const deviceId = device && `device-of-seat-${seat}`;
        see(seat / 40, { door: 'join', user: `c${seat}`, outcome: seat % 2 ? 'wrong_secret' : 'unknown_user', deviceId });
        see(seat / 40, { door: 'join-code', user: `code-${seat % 9}`, deviceId });
      }
      expect(found).toEqual([]);
    },
  );

  it('W2 one seat that tries many candidates is found, and so is one candidate whose code is guessed', () => {
    const seat = wall();
    for (let user = 0; user < 6; user++) seat.see(user, { door: 'join', user: `c${user}`, deviceId: 'one-seat' });
    expect(seat.found).toMatchObject([{ type: 'password_spraying', severity: 'low' }]);
    const code = wall();
    for (let guess = 0; guess < 6; guess++) code.see(guess, { door: 'join', user: 'c1', deviceId: `made-up-${guess}` });
    expect(code.found).toMatchObject([{ type: 'brute_force', severity: 'low', subject: { user: 'c1' } }]);
  });

  it('W2 guessing the code of the room is found by its different codes, not by one typed stubbornly', () => {
    const { see, found } = wall();
    for (let time = 0; time < 50; time++) see(time, { door: 'join-code', user: 'code-of-another-room' });
    expect(found).toEqual([]);
    for (let time = 0; time < 12; time++) see(50 + time, { door: 'join-code', user: `code-${time}` });
    expect(found).toMatchObject([{ type: 'brute_force', subject: { ip: '10.0.0.5', user: undefined } }]);
  });

  it('W2 who connects over and over without saying who they are is told quietly, and taints no sign-in', () => {
    const { see, found } = wall();
    for (let time = 0; time < 6; time++) see(time, { door: 'knock', outcome: 'refused', user: undefined });
    expect(found).toMatchObject([
      { type: 'connection_churn', severity: 'low', reasons: ['6 connections without signing in within 5 s from 10.0.0.5'] },
    ]);
    expect(see(7, { door: 'sshd', outcome: 'ok' })).toEqual([]);
  });

  it('W2 more than a hall could mistype is found whoever is claimed to type', () => {
    const { see, found } = wall();
    for (let guess = 0; guess < 800; guess++) see(guess / 40, { door: 'join', user: `c${guess}`, deviceId: `made-up-${guess}` });
    expect(found[0]).toMatchObject({ type: 'brute_force', severity: 'medium', subject: { ip: '10.0.0.5' } });
  });
});

describe('W2 a right password that is odd', () => {
  it('W2 after many wrong ones it is suspicious, except on the owner’s own device', () => {
    const attacked = wall();
    for (let guess = 0; guess < 20; guess++) attacked.see(guess, {});
    expect(attacked.see(21, { outcome: 'ok', deviceId: 'stranger' })).toMatchObject([
      { type: 'suspicious_login', severity: 'high', reasons: ['Signed in after 20 wrong passwords from the same address'] },
    ]);
    const owned = wall();
    owned.see(-1_000, { outcome: 'ok', deviceId: 'owner' });
    for (let guess = 0; guess < 20; guess++) owned.see(guess, {});
    expect(owned.see(21, { outcome: 'ok', deviceId: 'owner' })).toEqual([]);
  });

  it('W2 an address that sprayed and then gets in is suspicious, although that account was tried once', () => {
    const { see } = wall();
    for (let user = 0; user < 8; user++) see(user, { user: `u${user}` });
    expect(see(9, { user: 'u3', outcome: 'ok' })).toMatchObject([
      { type: 'suspicious_login', severity: 'high', subject: { user: 'u3' } },
    ]);
  });

  it('W2 staff on a new device are told of quietly, and in a new network as well a little louder', () => {
    const { see } = wall();
    const right = { outcome: 'ok', deviceId: 'desk' } as const;
    expect(see(0, right), 'the first is no news').toEqual([]);
    expect(see(1_000, { ...right, ip: '10.0.9.5' }), 'a known device may move').toEqual([]);
    expect(see(2_000, { ...right, deviceId: 'laptop' })).toMatchObject([{ type: 'suspicious_login', severity: 'low' }]);
    expect(see(3_000, { ...right, deviceId: 'laptop' }), 'known now').toEqual([]);
    const both = see(4_000, { ...right, deviceId: 'elsewhere', ip: '203.0.113.9' });
    expect(both).toMatchObject([
      { severity: 'medium', reasons: [expect.stringContaining('device'), expect.stringContaining('network')] },
    ]);
  });

  it('W2 two places within seconds are told of for both, two rooms of one site only within a minute', () => {
    const far = wall();
    far.see(0, { door: 'sshd', outcome: 'ok', ip: '1.2.3.4' });
    expect(far.see(200, { door: 'sshd', outcome: 'ok', ip: '9.8.8.8' }).map(({ subject }) => subject.ip)).toEqual([
      '9.8.8.8',
      '1.2.3.4',
    ]);
    expect(far.see(900, { door: 'sshd', outcome: 'ok', ip: '1.2.3.4' })).toEqual([]);
    const near = wall();
    near.see(0, { door: 'sshd', outcome: 'ok', ip: '10.0.1.4' });
    expect(near.see(90, { door: 'sshd', outcome: 'ok', ip: '10.0.2.4' })).toEqual([]);
    expect(near.see(120, { door: 'sshd', outcome: 'ok', ip: '10.0.1.4' })).toMatchObject([
      { severity: 'low' },
      { severity: 'low' },
    ]);
  });

  it('W2 a program that fetches mail or files is right in many places, and a candidate who moves is the room’s to tell', () => {
    const { see, found } = wall();
    for (const door of ['other', 'windows', 'join'])
      for (let place = 0; place < 4; place++) see(place, { door, outcome: 'ok', ip: `198.51.${place}.7` });
    expect(found).toEqual([]);
  });

  it('W2 one address is one, however it is written', () => {
    const { see } = wall();
    for (let time = 0; time < 3; time++) see(time, { ip: '::ffff:10.0.0.5' });
    for (let time = 3; time < 5; time++) see(time, {});
    expect(see(5, { ip: '::FFFF:10.0.0.5' })).toMatchObject([{ subject: { ip: '10.0.0.5' } }]);
  });

  it('W2 asking for an exam that is over once or twice is nothing, over and over is told', () => {
    const { see, found } = wall();
    for (let time = 0; time < 3; time++) see(time, { door: 'join', outcome: 'refused', isAfterEnd: true });
    expect(found).toEqual([]);
    expect(see(3, { door: 'join', outcome: 'refused', isAfterEnd: true })).toMatchObject([
      { type: 'login_outside_sitting', severity: 'low' },
    ]);
  });
});
