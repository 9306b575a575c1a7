import { afterEach, describe, expect, it } from 'vitest';
import { openPeer, type RawPeer, upgradeRequest } from '../support/raw-peers.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });
const peers: RawPeer[] = [];
afterEach(() => {
  for (const { socket } of peers.splice(0)) socket.destroy();
});

const POLLING = '/socket.io/?EIO=4&transport=polling';
const opened = { url: '', token: '' };

/** One room for all: ten places for strangers, for ever. */
async function room(): Promise<typeof opened> {
  if (opened.url !== '') return opened;
  const { url, signIn } = await startTestRoom({ config: { maxUnauthenticated: 10, unauthenticatedMs: 600_000 } });
  const { token } = await signIn();
  return Object.assign(opened, { url, token });
}

interface Promised {
  readonly sid: string;
  readonly answer: Response;
  readonly text: string;
}

async function shakeHands(url: string, query = '', headers: Record<string, string> = {}): Promise<Promised> {
  const answer = await fetch(`${url}${POLLING}${query}`, { headers });
  const text = await answer.text();
  return { answer, text, sid: /"sid":"([^"]+)"/.exec(text)?.[1] ?? '' };
}

/** Signs in on a session with whatever was shown before, or a token now; what it is told. */
async function comeBack(url: string, sid: string, auth: object = {}): Promise<string> {
  await fetch(`${url}${POLLING}&sid=${sid}`, { method: 'POST', body: `40${JSON.stringify(auth)}` });
  let told = '';
  while (!/40\{|44\{/.test(told)) told += await (await fetch(`${url}${POLLING}&sid=${sid}`)).text();
  return told;
}

describe('protocol 1 sessions by polling', () => {
  it('protocol 1 what a handshake is told is what Engine.IO tells, and nobody may keep it', async () => {
    const { url } = await room();
    const { answer, text, sid } = await shakeHands(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=UTF-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(JSON.parse(text.slice(1))).toEqual({
      sid,
      upgrades: ['websocket'],
      pingInterval: 30_000,
      pingTimeout: 30_000,
      maxPayload: 320 * 1024,
    });
    expect(text[0]).toBe('0');
  });

  it.each([
    { how: 'a token with the first packet', query: () => '', headers: () => ({}), auth: (token: string) => ({ token }) },
    {
      how: 'a token in the address of the handshake',
      query: (token: string) => `&token=${token}`,
      headers: () => ({}),
      auth: () => ({}),
    },
    {
      how: 'a header of the handshake',
      query: () => '',
      headers: (token: string) => ({ authorization: `Bearer ${token}` }),
      auth: () => ({}),
    },
  ])('ID1 $how lets in who comes back without it', async ({ query, headers, auth }) => {
    const { url, token } = await room();
    const { sid } = await shakeHands(url, query(token), headers(token));
    expect(await comeBack(url, sid, auth(token))).toContain('40{"sid"');
  });

  it('ID1 what is shown only later in an address or a header does not count: the handshake says whose it is', async () => {
    const { url, token } = await room();
    const { sid } = await shakeHands(url);
    await fetch(`${url}${POLLING}&sid=${sid}&token=${token}`, {
      method: 'POST',
      body: '40',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await (await fetch(`${url}${POLLING}&sid=${sid}`)).text()).toContain('token_missing');
  });

  it('protocol 1 a promised session can begin as a WebSocket', async () => {
    const { url, token } = await room();
    const { sid } = await shakeHands(url, `&token=${token}`);
    const peer = await openPeer(url, upgradeRequest(url, `/socket.io/?EIO=4&transport=websocket&sid=${sid}`));
    peers.push(peer);
    await peer.hears('101 Switching Protocols');
    expect(await comeBack(url, sid)).toContain('40{"sid"');
  });

  it('protocol 1 ids that nobody comes back for push out the oldest of them, and no connection', async () => {
    const { url } = await room();
    const waiting = await openPeer(url, upgradeRequest(url, '/socket.io/?EIO=4&transport=websocket'));
    peers.push(waiting);
    await waiting.hears('"sid"');
    const ids: string[] = [];
    for (let count = 0; count < 25; count++) ids.push((await shakeHands(url)).sid);
    expect((await fetch(`${url}${POLLING}&sid=${ids[0]}`, { method: 'POST', body: '3' })).status).toBe(400);
    expect((await fetch(`${url}${POLLING}&sid=${ids.at(-1)}`, { method: 'POST', body: '3' })).status).toBe(200);
    expect(waiting.isOpen()).toBe(true);
  });
});
