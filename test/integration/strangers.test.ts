import { once } from 'node:events';
import { connect } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { clientFrame, getRequest, openPeer, type RawPeer, upgradeRequest } from '../support/raw-peers.ts';
import { connectRefusal } from '../support/socket-driver.ts';
import { type TestRoomOptions, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const peers: RawPeer[] = [];
afterEach(() => {
  for (const { socket } of peers.splice(0)) socket.destroy();
});

const SHORT = { maxUnauthenticated: 10, unauthenticatedMs: 300 };
const start = (config: TestRoomOptions['config'] = {}) => startTestRoom({ config: { ...SHORT, ...config } });
const WEBSOCKET = '/socket.io/?EIO=4&transport=websocket';
const POLLING = '/socket.io/?EIO=4&transport=polling';

async function peer(url: string, first?: string, from?: string): Promise<RawPeer> {
  const opened = await openPeer(url, first, from);
  peers.push(opened);
  return opened;
}

/** A session by polling that nobody signs in on; answers its id. */
async function pollingSession(url: string, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(`${url}${POLLING}`, { headers });
  return /"sid":"([^"]+)"/.exec(await answer.text())?.[1] ?? `refused with ${answer.status}`;
}
const isKnown = async (url: string, sid: string): Promise<boolean> => {
  const answer = await fetch(`${url}${POLLING}&sid=${sid}`, { method: 'POST', body: '3' });
  return answer.status === 200;
};

describe('protocol 1 whoever does not say who they are', () => {
  it.each([
    { what: 'a connection without a request', first: () => '' },
    { what: 'half a request', first: (url: string) => getRequest(url, '/healthz').slice(0, -2) },
    {
      what: 'a request whose body does not come',
      first: (url: string) =>
        getRequest(url, '/api/v1/auth/login', { 'Content-Length': '50', 'Content-Type': 'application/json' }).replace(
          'GET',
          'POST',
        ),
    },
    { what: 'a WebSocket without a token', first: (url: string) => upgradeRequest(url, WEBSOCKET) },
    { what: 'a connection that is kept after an answer', first: (url: string) => getRequest(url, '/healthz') },
  ])('protocol 1 $what is dropped when its time is over', async ({ first }) => {
    const room = await start();
    const startedAt = performance.now();
    const stranger = await peer(room.url, first(room.url));
    await stranger.ended;
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeGreaterThan(250);
    // Long before the times of the libraries below (5 s, 30 s, 45 s).
    expect(tookMs).toBeLessThan(4_000);
  });

  it('protocol 1 a WebSocket without a token is dropped behind a proxy as well, whose own connections wait for nothing', async () => {
    const room = await start({ trustedProxies: ['127.0.0.1'] });
    const idle = await peer(room.url);
    const stranger = await peer(room.url, upgradeRequest(room.url, WEBSOCKET, { 'X-Forwarded-For': '10.0.0.9' }));
    const startedAt = performance.now();
    await stranger.ended;
    expect(performance.now() - startedAt).toBeLessThan(4_000);
    expect(idle.isOpen()).toBe(true);
  });

  it('protocol 1 a polling session that nobody signs in on is dropped, one that somebody does is kept', async () => {
    // Long enough for a loaded machine to ask once before it is over.
    const room = await start({ unauthenticatedMs: 2_000 });
    const admin = await room.signIn();
    const kept = await admin.socket({ transports: ['polling'] });
    const sid = await pollingSession(room.url);
    expect(await isKnown(room.url, sid)).toBe(true);
    await expect.poll(() => isKnown(room.url, sid), { timeout: 10_000 }).toBe(false);
    await kept.settled();
  });

  it.each([{ transports: ['websocket'] }, { transports: ['polling'] }, { transports: ['polling', 'websocket'] }] as const)(
    'protocol 1 who signed in over $transports stays, however long, and so does an alerts socket',
    async ({ transports }) => {
      const room = await start();
      const admin = await room.signIn();
      const socket = await admin.socket({ transports: [...transports] });
      const alerts = await admin.alerts();
      await new Promise((resolve) => setTimeout(resolve, 900));
      await socket.settled();
      alerts.send({ type: 'ping' });
      await alerts.waitFor('pong');
      if (transports.length === 2) expect(socket.raw.io.engine.transport.name).toBe('websocket');
    },
  );

  it('protocol 1 security-17 when all places are taken the oldest of the address that holds most goes, and another gets in at once', async () => {
    const room = await start({ unauthenticatedMs: 60_000 });
    const admin = await room.signIn();
    const other = await peer(room.url, '', '127.0.0.2');
    const flood: RawPeer[] = [];
    for (let count = 0; count < 9; count++) flood.push(await peer(room.url, upgradeRequest(room.url, WEBSOCKET), '127.0.0.3'));
    await flood.at(-1)?.hears('"sid"');
    const more = await peer(room.url, '', '127.0.0.3');
    await flood[0]?.ended;
    const socket = await admin.socket();
    await flood[1]?.ended;
    await socket.settled();
    expect(other.isOpen()).toBe(true);
    expect(more.isOpen()).toBe(true);
  });

  it('protocol 1 polling sessions count as well, by the address a proxy names, and make no room for others by time alone', async () => {
    const room = await start({ unauthenticatedMs: 60_000, trustedProxies: ['127.0.0.1'] });
    const first = await pollingSession(room.url, { 'X-Forwarded-For': '10.0.0.1' });
    const flood: string[] = [];
    for (let count = 0; count < 14; count++) flood.push(await pollingSession(room.url, { 'X-Forwarded-For': '10.0.0.2' }));
    const known = await Promise.all(flood.map((sid) => isKnown(room.url, sid)));
    expect(known).toEqual(flood.map((_, nr) => nr >= 5));
    expect(await isKnown(room.url, first)).toBe(true);
  });

  it('protocol 1 nobody talks at length before they have said who they are', async () => {
    const room = await start({ unauthenticatedMs: 60_000 });
    const stranger = await peer(room.url, upgradeRequest(room.url, WEBSOCKET));
    await stranger.hears('"sid"');
    for (let count = 0; count < 30; count++) stranger.socket.write(clientFrame('40{"token":"nobody"}'));
    await stranger.ended;
    expect(stranger.received().split('token_invalid').length - 1).toBeLessThanOrEqual(20);
  });

  it('protocol 1 a session that its client has left takes no place and does not stay', async () => {
    const room = await start();
    const admin = await room.signIn();
    const leaver = await peer(room.url, upgradeRequest(room.url, WEBSOCKET));
    await leaver.hears('"sid"');
    leaver.socket.write(clientFrame(`40${JSON.stringify({ token: admin.token })}`));
    await leaver.hears('40{"sid"');
    leaver.socket.write(clientFrame('41'));
    await leaver.ended;
  });

  it('protocol 1 security-11 there is no namespace but the default one, with a token or without', async () => {
    const room = await start();
    const admin = await room.signIn();
    for (const namespace of ['/admin', '/socket.io', '/security', '//']) {
      expect(await connectRefusal(room.url, admin.token, { namespace })).toBe('Invalid namespace');
      expect(await connectRefusal(room.url, undefined, { namespace })).toBe('Invalid namespace');
    }
  });
});

describe('protocol 1 polling', () => {
  it('protocol 1 there are two transports and no others', async () => {
    const room = await start();
    for (const transport of ['webtransport', 'jsonp', 'flashsocket', '']) {
      expect((await fetch(`${room.url}/socket.io/?EIO=4&transport=${transport}`)).status).toBe(400);
    }
  });

  it('protocol 1 a session that is fetched from twice at once ends, and so does one that is posted to without measure', async () => {
    const room = await start({ unauthenticatedMs: 60_000 });
    const admin = await room.signIn();
    const signedIn = async () => {
      const sid = await pollingSession(room.url);
      const post = (body: string) => fetch(`${room.url}${POLLING}&sid=${sid}`, { method: 'POST', body });
      await post(`40${JSON.stringify({ token: admin.token })}`);
      const poll = async () => (await fetch(`${room.url}${POLLING}&sid=${sid}`)).text();
      while (!(await poll()).includes('40{"sid"'));
      return { sid, post, poll };
    };
    const twice = await signedIn();
    // Where the room had something to say, the first was answered before the second came; that one waits on, and meets the next two.
    do await Promise.race([twice.poll(), twice.poll()]);
    while (await isKnown(room.url, twice.sid));
    const greedy = await signedIn();
    expect((await greedy.post('4'.repeat(400_000))).status).toBe(413);
    const batch = await signedIn();
    await batch.post(Array.from({ length: 50_000 }, () => '3').join('\x1e'));
    await expect.poll(() => isKnown(room.url, batch.sid), { timeout: 4_000 }).toBe(false);
    const socket = await admin.socket();
    await socket.settled();
  });
});

it('protocol 1 over TLS a connection that says nothing is dropped, and one that signs in stays', async () => {
  const room = await start({ lan: true });
  const admin = await room.signIn();
  const lanPort = Number(new URL(room.url).port) - 1;
  const silent = await peer(`http://127.0.0.1:${lanPort}`);
  const secure = connect({ host: '127.0.0.1', port: lanPort, rejectUnauthorized: false });
  await once(secure, 'secureConnect');
  secure.write(upgradeRequest(`http://127.0.0.1:${lanPort}`, WEBSOCKET, { Authorization: `Bearer ${admin.token}` }));
  await once(secure, 'data');
  secure.write(clientFrame('40'));
  const quiet = connect({ host: '127.0.0.1', port: lanPort, rejectUnauthorized: false });
  await once(quiet, 'secureConnect');
  quiet.on('error', () => {});
  await Promise.all([silent.ended, once(quiet, 'close')]);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(secure.destroyed).toBe(false);
  secure.destroy();
});
