import { beforeAll, describe, expect, it } from 'vitest';
import { type ExamDay, newId, only, prepareExam } from '../support/exam-day.ts';
import { NOTIFICATIONS_PATH } from '../support/notification-day.ts';
import { openPeer, type RawPeer, upgradeRequest } from '../support/raw-peers.ts';
import { sendHttp } from '../support/rest-driver.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });
const SOCKET_IO = '/socket.io/?EIO=4&transport=websocket';
const POLLING = '/socket.io/?EIO=4&transport=polling';

interface Shape {
  readonly opcode?: number;
  readonly isLast?: boolean;
  readonly reserved?: number;
  readonly isMasked?: boolean;
  readonly claims?: number;
}
const TEXT = 1;
/** How a goodbye of ours begins: two bytes, a code of the thousands. */
const GOODBYE = '\u0088\u0002\u0003';

/** A frame as no library writes it; its mask is zero, so that its payload can be read here as it is sent. */
function frame(
  payload: string | Buffer,
  { opcode = TEXT, isLast = true, reserved = 0, isMasked = true, claims }: Shape = {},
): Buffer {
  const bytes = Buffer.from(payload);
  const length = claims ?? bytes.length;
  const head = Buffer.alloc(length < 126 ? 2 : 10);
  head[0] = (isLast ? 0x80 : 0) | (reserved << 4) | opcode;
  head[1] = (isMasked ? 0x80 : 0) | (length < 126 ? length : 127);
  if (length >= 126) head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, Buffer.alloc(isMasked ? 4 : 0), bytes]);
}
const many = (count: number, one: Buffer): Buffer => Buffer.concat(Array.from({ length: count }, () => one));
const start = frame('x', { isLast: false });

/** What libraries were once found to fall over, to be kept busy with, or to take for something else. */
const SHAPES: readonly (readonly [string, Buffer])[] = [
  ['tens of thousands of empty fragments', Buffer.concat([start, many(40_000, frame('', { opcode: 0, isLast: false }))])],
  ['tens of thousands of fragments of a letter', Buffer.concat([start, many(40_000, frame('y', { opcode: 0, isLast: false }))])],
  ['a continuation of nothing', frame('x', { opcode: 0 })],
  ['a second beginning before the end', Buffer.concat([start, start])],
  ['a frame that is not masked', frame('{}', { isMasked: false })],
  ['a frame said to be compressed', frame('{}', { reserved: 4 })],
  ['an opcode nobody has', frame('x', { opcode: 3 })],
  ['a length of two GiB', frame('', { claims: 2 ** 31 })],
  ['a length beyond all numbers', frame('', { claims: Number.MAX_SAFE_INTEGER })],
  ['text that is none', frame(Buffer.from([0xc3, 0x28]))],
  ['a ping longer than a ping may be', frame('x'.repeat(126), { opcode: 9 })],
  ['a ping in pieces', frame('x', { opcode: 9, isLast: false })],
  ['a goodbye of one byte', frame('x', { opcode: 8 })],
  ['a goodbye with a code nobody may send', frame(Buffer.from([3, 237]), { opcode: 8 })],
];

let day: ExamDay;
beforeAll(async () => {
  day = await prepareExam(await startTestRoom({ config: { maxConnectionsPerStudent: 100 } }));
});

async function openRaw(path: string): Promise<RawPeer> {
  const { token } = only(day.candidates);
  const peer = await openPeer(day.room.url, upgradeRequest(day.room.url, path, { Authorization: `Bearer ${token}` }));
  await peer.hears('\r\n\r\n');
  expect(peer.received()).toMatch(/^HTTP\/1\.1 101 /);
  return peer;
}

describe.each([NOTIFICATIONS_PATH, SOCKET_IO])('security-20 frames no client sends, at %s', (path) => {
  it.each(SHAPES)('security-20 %s ends that socket', async (_what, bytes) => {
    const peer = await openRaw(path);
    peer.socket.on('error', () => {});
    peer.socket.write(bytes);
    // Whoever is told goodbye says it too; a peer that does not is not waited for, and that takes the library half a minute.
    await peer.hears(GOODBYE);
    peer.socket.destroy();
    await peer.ended;
  });
});

describe('security-20 the rest of the room meanwhile', () => {
  it('security-20 agrees to no compression of frames, whoever asks', async () => {
    const { token } = only(day.candidates);
    for (const path of [NOTIFICATIONS_PATH, SOCKET_IO]) {
      const headers = { Authorization: `Bearer ${token}`, 'Sec-WebSocket-Extensions': 'permessage-deflate' };
      const peer = await openPeer(day.room.url, upgradeRequest(day.room.url, path, headers));
      await peer.hears('\r\n\r\n');
      expect(peer.received()).toMatch(/^HTTP\/1\.1 101 /);
      expect(peer.received().toLowerCase()).not.toContain('sec-websocket-extensions');
      peer.socket.destroy();
    }
  });

  it.each([
    ['a promise of binary parts', '451-["answer_save",{"_placeholder":true,"num":0}]'],
    ['more binary parts than there are numbers', '4599999999999-["answer_save"]'],
    ['a name that is no name', '42[{"a":1}]'],
    ['an acknowledgement of nothing', '4399999999999999999999[]'],
    ['another version of the protocol', '0{"sid":"x"}'],
  ])('security-20 by polling, %s leaves the room answering', async (_what, packet) => {
    const sid = /"sid":"([^"]+)"/.exec((await sendHttp(day.room.url, 'GET', POLLING, {})).text)?.[1];
    const post = (body: string) => sendHttp(day.room.url, 'POST', `${POLLING}&sid=${sid}`, { body });
    await post(`40${JSON.stringify({ token: only(day.candidates).token })}`);
    const answer = await post(packet);
    expect([200, 400]).toContain(answer.status);
    expect(answer.text).not.toMatch(/\bat .*\.js|Error:/);
  });

  it('security-20 everybody else works on', async () => {
    const socket = await only(day.candidates).socket();
    expect(await socket.command('chat_send', { id: newId(), text: 'still here' })).toMatchObject({ ok: true });
  });
});
