import { describe, expect, it, vi } from 'vitest';
import { joinCodeFromBits } from '../../src/shared/model/join-code.ts';
import { joinBody, prepareExam } from '../support/exam-day.ts';
import { ADMIN_PASSWORD, type Staff, type TestRoom, testRooms } from '../support/start-test-room.ts';
import { readStoreBytes } from '../support/store-file.ts';
import { rosterLines } from '../support/test-room-files.ts';

const startTestRoom = testRooms();

const device = (seat: string) => ({ deviceType: 'desktop', deviceId: `${seat}-5b1f0a6e-9d51-4c0e-8a51` });
const fireAlerts = async ({ rest }: Staff) =>
  (await rest.call('alerts_list', {})).alerts.filter(({ source }) => source === 'fire').toSorted((a, b) => a.seq - b.seq);
const guess = (room: TestRoom, username: string, password = 'not the lighthouse keeper') =>
  room.anyone.refusal('auth_login', { username, password });
/** Alerts are raised a moment after what they tell of. */
const soon = <Seen>(look: () => Promise<Seen>): Promise<Seen> => vi.waitFor(look, { timeout: 10_000, interval: 50 });

describe('W2 guessing at a sign-in, over the wire', () => {
  it('W2 is one alert that counts and gives its reasons, and the owner still gets in on the own device', async () => {
    const room = await startTestRoom();
    const right = { username: 'admin', password: ADMIN_PASSWORD, device: device('office') };
    const owner = await room.anyone.call('auth_login', right);
    const staff = await room.signIn();
    const codes: string[] = [];
    for (let time = 0; time < 20; time++) codes.push((await guess(room, 'admin')).code);
    expect(codes.slice(0, 6)).toEqual([...Array<string>(5).fill('credentials_invalid'), 'rate_limited']);
    expect((await room.anyone.call('auth_login', right)).user.id, 'a known device waits for nobody else').toBe(owner.user.id);
    const stranger = await room.anyone.refusal('auth_login', { ...right, device: device('street') });
    expect(stranger.code, 'another one does').toBe('rate_limited');
    const alerts = await soon(async () => {
      const found = await fireAlerts(staff);
      expect(found[0]?.reasons[0]).toMatch(/^(18|2\d) wrong passwords for one account within \d+ s from 127\.0\.0\.1$/);
      return found;
    });
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({ type: 'brute_force', wall_name: 'Fire Wall', userId: owner.user.id, ip: '127.0.0.1' });
    expect(alerts[0]?.count).toBeGreaterThanOrEqual(1);
    expect(alerts[0]?.title).toBe('Passwords are being guessed');
  });

  it('W2 many names are spraying or enumeration, and no name that was typed stands anywhere', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    for (let time = 0; time < 8; time++) await guess(room, `typed-name-canary-${time}`, 'typed-password-canary');
    const [alert] = await soon(async () => {
      const found = await fireAlerts(staff);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(alert).toMatchObject({ type: 'user_enumeration', severity: 'high', ip: '127.0.0.1' });
    expect(alert?.reasons[1]).toBe('None of these names is known here');
    expect(JSON.stringify(alert)).not.toContain('canary');
    await room.stop();
    expect(readStoreBytes(room.dataDir).includes('canary')).toBe(false);
  });

  it('W2 two hundred candidates mistyping once each, at every field and at the wrong door, raise nothing', async () => {
    const room = await startTestRoom();
    const lines = rosterLines(50).map((line, seat) => ({ ...line, accessCode: `code-${seat}` }));
    const { examId, staff } = await prepareExam(room, { candidates: lines, until: 'draft' });
    await staff.rest.call('exam_open', { examId });
    /** One character wrong, at a place and in a way of one's own. */
    const slip = (seat: number): string => {
      const place = [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13][seat % 12] ?? 0;
      const typed = '23456789'.at(seat % 8) === room.joinCode[place] ? 'Z' : '23456789'.at(seat % 8);
      return `${room.joinCode.slice(0, place)}${typed}${room.joinCode.slice(place + 1)}`;
    };
    const wrong = lines.flatMap((line, seat) => [
      { ...joinBody(room, line, { examId }), accessCode: `kode-${seat}` },
      { ...joinBody(room, line, { examId }), candidateNumber: `${line.candidateNumber}X` },
      { ...joinBody(room, line, { examId }), code: slip(seat) },
    ]);
    const refused = await Promise.all(wrong.map((body) => room.anyone.refusal('join', body)));
    expect(new Set(refused.map(({ code }) => code))).toEqual(
      new Set(['access_code_invalid', 'not_on_roster', 'join_code_invalid']),
    );
    for (const { candidateNumber } of lines) expect((await guess(room, candidateNumber)).code).toBe('credentials_invalid');
    // What is found is raised in its turn: once this is, everything before was looked at.
    for (let time = 0; time < 6; time++) await guess(room, 'admin');
    await soon(async () => expect(await fireAlerts(staff)).toMatchObject([{ type: 'brute_force', userId: staff.user.id }]));
    const { alerts } = await staff.rest.call('alerts_list', {});
    expect(alerts).toHaveLength(1);
  });

  it('W2 security-05 guessing the join code is told with how many codes, also by asking what it opens', async () => {
    const room = await startTestRoom();
    const { staff } = await prepareExam(room, { until: 'open' });
    const codes = Array.from({ length: 14 }, (_, index) => joinCodeFromBits(new Uint8Array(8).fill(index * 17 + 3)));
    for (const [index, code] of codes.entries()) {
      const answer =
        index % 2
          ? await room.anyone.refusal('join_info', { code })
          : await room.anyone.refusal('join', { code, candidateNumber: 'C001', consent: true });
      expect(answer.code).toBe('join_code_invalid');
    }
    const [alert] = await soon(async () => {
      const found = await fireAlerts(staff);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(alert).toMatchObject({ type: 'brute_force', ip: '127.0.0.1' });
    expect(alert?.reasons[0]).toMatch(/^1\d different wrong codes of the room within \d+ s from 127\.0\.0\.1$/);
  });

  it('W2 a new device of staff is told quietly, and the known ones are known after a restart', async () => {
    const before = await startTestRoom();
    await before.anyone.call('auth_login', { username: 'admin', password: ADMIN_PASSWORD, device: device('office') });
    await before.stop();
    const room = await startTestRoom({ dataDir: before.dataDir });
    const signIn = (seat: string) =>
      room.anyone.call('auth_login', { username: 'admin', password: ADMIN_PASSWORD, device: device(seat) });
    const { user } = await signIn('borrowed');
    const staff = await room.signIn();
    const [alert] = await soon(async () => {
      const found = await fireAlerts(staff);
      expect(found).toHaveLength(1);
      return found;
    });
    expect(alert).toMatchObject({ type: 'suspicious_login', severity: 'low', userId: user.id, count: 1 });
    expect(alert?.ip, 'where staff are stands sealed with their session').toBeUndefined();
    expect(alert?.reasons).toEqual(['From a device this account has not been used on before']);
    await signIn('office');
    for (let time = 0; time < 6; time++) await guess(room, 'nobody');
    await soon(async () =>
      expect((await fireAlerts(staff)).map(({ type, count }) => [type, count])).toEqual([
        ['suspicious_login', 1],
        ['brute_force', 1],
      ]),
    );
  });

  it('W2 a restart lets nobody guess anew', async () => {
    const before = await startTestRoom();
    for (let time = 0; time < 9; time++) await guess(before, 'admin');
    await before.stop();
    const store = readStoreBytes(before.dataDir);
    expect(store.includes('failed_guesses')).toBe(true);
    const room = await startTestRoom({ dataDir: before.dataDir });
    expect((await guess(room, 'admin')).code).toBe('rate_limited');
  });

  it('W2 guessing a candidate’s access code shuts them out of no device they were on', async () => {
    const room = await startTestRoom();
    const lines = rosterLines(1).map((line) => ({ ...line, accessCode: 'the-right-code' }));
    const { examId, staff } = await prepareExam(room, { candidates: lines, until: 'draft' });
    await staff.rest.call('exam_open', { examId });
    const [line] = lines;
    if (!line) throw new Error('a roster of one has one line');
    const seat = { examId, device: device('seat-12') };
    const first = await room.anyone.call('join', joinBody(room, line, seat));
    await room.rest(first.token).call('auth_logout', {});
    for (let time = 0; time < 11; time++)
      expect((await room.anyone.refusal('join', { ...joinBody(room, line, { examId }), accessCode: `try-${time}` })).code).toBe(
        'access_code_invalid',
      );
    expect((await room.anyone.refusal('join', joinBody(room, line, { examId, device: device('seat-13') }))).code).toBe(
      'access_code_invalid',
    );
    const again = await room.anyone.call('join', joinBody(room, line, seat));
    expect(again.attempt.id).toBe(first.attempt.id);
    await soon(async () => {
      const { alerts } = await staff.rest.call('alerts_list', {});
      expect(alerts.map(({ type, severity }) => [type, severity])).toEqual(
        expect.arrayContaining([
          ['access_code_locked', 'medium'],
          ['brute_force', 'low'],
        ]),
      );
    });
  });
});
