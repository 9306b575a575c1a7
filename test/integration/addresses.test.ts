import { beforeAll, describe, expect, it } from 'vitest';
import type { SessionUpdate } from '../../src/shared/protocol/index.ts';
import { answersAtEveryDoor } from '../support/every-door.ts';
import { sendHttp } from '../support/rest-driver.ts';
import { type Staff, type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });
const REFUSED = { rest: 403, polling: 403, websocket: 403, raw: 403 };
const LET_IN = { rest: 200, polling: 200, websocket: 'open', raw: 'open' };
const from = (address: string) => ({ 'x-forwarded-for': address });

describe('ID4 addresses', () => {
  let room: TestRoom;
  let staff: Staff;
  beforeAll(async () => {
    // The test is the proxy: so it can speak for any address.
    room = await startTestRoom({
      config: { trustedProxies: ['127.0.0.1'], ipAllow: ['192.168.0.0/16', 'fd00::/8'], ipDeny: ['192.168.7.0/24'] },
    });
    staff = await room.signIn();
  });

  it.each([
    ['192.168.1.20', LET_IN],
    ['fd00::20', LET_IN],
    ['192.168.7.20', REFUSED],
    ['10.0.0.1', REFUSED],
    ['2001:db8::1', REFUSED],
    // What the client itself wrote stands on the left.
    ['192.168.1.20, 10.0.0.1', REFUSED],
  ])('ID4 answers %s alike on every transport, before any token', async (address, expected) => {
    expect(await answersAtEveryDoor(room, staff.token, from(address))).toEqual(expected);
  });

  it('ID4 says so with its code', async () => {
    const answer = await sendHttp(room.url, 'GET', '/api/v1/me', { headers: from('10.0.0.1') });
    expect(answer.problem()).toMatchObject({ code: 'ip_forbidden', status: 403 });
  });

  it('ID3 tells where a session is now, not where it signed in', async () => {
    const watcher = await staff.socket({ extraHeaders: from('192.168.1.5') });
    const other = await room.proctor();
    const id = (await other.rest.call('me', {})).sessionId;
    const isIts = (type: SessionUpdate['type'], ip: string) => (update: SessionUpdate) =>
      update.session.id === id && update.type === type && update.device.ip === ip;
    const device = async () => (await staff.rest.call('sessions_list', {})).sessions.find((session) => session.id === id)?.device;
    const before = await device();
    expect(before?.ip).toBe('127.0.0.1');

    const first = await other.socket({ extraHeaders: from('192.168.1.20') });
    const came = await watcher.waitFor<SessionUpdate>('session-update', isIts('connected', '192.168.1.20'));
    expect(came.device).toEqual({ ...before, ip: '192.168.1.20', location: '192.168.1.0/24' });
    expect(await device()).toEqual(came.device);
    first.close();
    await watcher.waitFor('session-update', isIts('disconnected', '192.168.1.20'));
    await other.socket({ extraHeaders: from('192.168.2.30') });
    await watcher.waitFor('session-update', isIts('connected', '192.168.2.30'));
    await staff.rest.call('session_terminate', { sessionId: id });
    await watcher.waitFor('session-update', isIts('terminated', '192.168.2.30'));
  });

  it('ID4 never shuts the machine itself out', async () => {
    expect(await answersAtEveryDoor(room, staff.token, {})).toEqual(LET_IN);
  });

  it('ID4 believes no forwarded header while no proxy is trusted', async () => {
    const other = await startTestRoom({ config: { ipDeny: ['10.0.0.0/8'] } });
    const { token } = await other.signIn();
    expect(await answersAtEveryDoor(other, token, from('10.0.0.1'))).toEqual(LET_IN);
  });
});
