import { describe, expect, it } from 'vitest';
import { EngineOutbox } from '../../../src/main/transport/frames/engine-outbox.ts';
import { Message } from '../../../src/main/transport/frames/message.ts';
import { textFrame } from '../../../src/main/transport/frames/text-frame.ts';
import { afterMicrotasks, createTurnEnd } from '../../../src/main/transport/frames/turn-end.ts';

/** An Engine.IO socket as the outbox sees it: what reached its encoder, and what went past it. */
function fakeSocket(transport: 'websocket' | 'polling') {
  const written: (string | Buffer)[] = [];
  const done: (() => void)[] = [];
  const webSocket = {
    OPEN: 1,
    readyState: 1,
    bufferedAmount: 0,
    _socket: {
      destroy: () => {
        webSocket.isDestroyed = true;
      },
    },
    isDestroyed: false,
    _sender: {
      sendFrame: ([frame]: readonly Buffer[], taken: () => void) => {
        written.push(frame as Buffer);
        done.push(taken);
      },
    },
  };
  const socket = {
    readyState: 'open',
    writeBuffer: [] as { data: string }[],
    transport: { name: transport, socket: webSocket },
    write: (text: string) => void written.push(text),
  };
  const bound = { messages: 3, bytes: 100, forMs: 20, mostBytes: 1_000 };
  const outbox = new EngineOutbox(socket as never, createTurnEnd(), bound);
  return { socket, webSocket, outbox, written, done };
}

const message = (text: string) => new Message(`4${text}`);
const turnEnd = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the way out to a socket', () => {
  it('protocol 1 what a turn has for a WebSocket leaves as one piece, in order, acknowledgements of promises too', async () => {
    const { outbox, written } = fakeSocket('websocket');
    outbox.send(message('event'));
    const settle = async () => {
      for (let hop = 0; hop < 20; hop++) await Promise.resolve();
      outbox.send(message('ack'));
    };
    void settle();
    expect(written).toEqual([]);
    await turnEnd();
    expect(written).toEqual([Buffer.concat([textFrame('4event'), textFrame('4ack')])]);
    outbox.send(message('next turn'));
    await turnEnd();
    expect(written).toHaveLength(2);
  });

  it('protocol 1 what many are sent alike is put together once, and nobody is sent what only others are', async () => {
    const sockets = [fakeSocket('websocket'), fakeSocket('websocket'), fakeSocket('websocket'), fakeSocket('websocket')];
    const [first, second, other] = [message('first'), message('second'), message('other')];
    const each = [
      [first, second],
      [first, second],
      [first, other],
      [first, second, other],
    ];
    for (const [n, { outbox }] of sockets.entries()) for (const one of each[n] ?? []) outbox.send(one);
    await turnEnd();
    const pieces = sockets.map(({ written }) => written[0]);
    expect(pieces).toEqual(each.map((messages) => Buffer.concat(messages.map(({ frame }) => frame))));
    expect(pieces[1]).toBe(pieces[0]);
  });

  it('protocol 1 one message to many is encoded once', async () => {
    const [one, other] = [fakeSocket('websocket'), fakeSocket('websocket')];
    const shared = message('to all');
    one.outbox.send(shared);
    other.outbox.send(shared);
    await turnEnd();
    expect(one.written[0]).toBe(other.written[0]);
  });

  it('protocol 1 by polling, each message goes through Engine.IO, without the type it adds itself', async () => {
    const { outbox, written } = fakeSocket('polling');
    for (const text of ['2["a"]', '31[{}]']) outbox.send(message(text));
    await turnEnd();
    expect(written).toEqual(['2["a"]', '31[{}]']);
  });

  it('protocol 1 nothing overtakes what still waits in Engine.IO after an upgrade', async () => {
    const { socket, outbox, written } = fakeSocket('websocket');
    socket.writeBuffer.push({ data: '2["earlier"]' });
    outbox.send(message('2["later"]'));
    await turnEnd();
    expect(written).toEqual(['2["later"]']);
    socket.writeBuffer.length = 0;
    outbox.send(message('2["last"]'));
    await turnEnd();
    expect(written.at(-1)).toEqual(textFrame('42["last"]'));
  });

  it('protocol 1 flushes at once when asked, and nothing twice', async () => {
    const { outbox, written } = fakeSocket('websocket');
    outbox.send(message('last words'));
    outbox.flush();
    expect(written).toHaveLength(1);
    await turnEnd();
    expect(written).toHaveLength(1);
  });

  it('protocol 1 drops what is for a socket that has ended, before the end of the turn or after', async () => {
    const closed = fakeSocket('websocket');
    closed.outbox.send(message('too late'));
    closed.outbox.close();
    closed.outbox.send(message('much too late'));
    const broken = fakeSocket('websocket');
    broken.outbox.send(message('into nothing'));
    broken.socket.readyState = 'closed';
    await turnEnd();
    expect([...closed.written, ...broken.written]).toEqual([]);
  });

  it('R8 knows how many messages and bytes a socket has not taken', async () => {
    const { socket, webSocket, outbox, done } = fakeSocket('websocket');
    for (const text of ['a', 'b', 'c']) outbox.send(message(text));
    outbox.flush();
    outbox.send(message('d'));
    outbox.flush();
    webSocket.bufferedAmount = 12;
    expect(outbox.queued()).toEqual({ messages: 4, bytes: 12 });
    done.shift()?.();
    expect(outbox.queued().messages).toBe(1);
    socket.writeBuffer.push({ data: '12345' });
    expect(outbox.queued()).toEqual({ messages: 2, bytes: 17 });
  });

  it.each([
    { what: 'more messages', bytes: 0, messages: 4 },
    { what: 'more bytes', bytes: 101, messages: 1 },
  ])(
    'protocol 1 gives up a socket that leaves $what unread for a while, and sends it nothing more',
    async ({ bytes, messages }) => {
      const { webSocket, outbox, written } = fakeSocket('websocket');
      const send = (text: string) => {
        outbox.send(message(text));
        outbox.flush();
      };
      for (let count = 0; count < messages; count++) outbox.send(message('a burst'));
      outbox.flush();
      webSocket.bufferedAmount = bytes;
      send('still patient');
      expect(webSocket.isDestroyed).toBe(false);
      await new Promise((resolve) => setTimeout(resolve, 25));
      const before = written.length;
      send('too late');
      expect(webSocket.isDestroyed).toBe(true);
      expect(written).toHaveLength(before);
    },
  );

  it('protocol 1 is patient with one that reads in bursts, and at once done with one that leaves far too much', async () => {
    const { webSocket, outbox, written, done } = fakeSocket('websocket');
    const send = () => {
      outbox.send(message('more'));
      outbox.flush();
    };
    for (let round = 0; round < 3; round++) {
      for (let count = 0; count < 5; count++) send();
      await new Promise((resolve) => setTimeout(resolve, 15));
      for (const taken of done.splice(0)) taken();
    }
    expect(written).toHaveLength(15);
    expect(webSocket.isDestroyed).toBe(false);
    webSocket.bufferedAmount = 1_001;
    send();
    expect(webSocket.isDestroyed).toBe(true);
  });

  it('protocol 1 the end of a turn comes after its microtasks and before the next turn', async () => {
    const order: string[] = [];
    // From a turn of its own, as a commit is: in the test's own microtask every tick would come late enough.
    setImmediate(() => {
      afterMicrotasks(() => void order.push('end'));
      void Promise.resolve()
        .then(() => Promise.resolve())
        .then(() => void order.push('microtask'));
      setImmediate(() => void order.push('next turn'));
    });
    await turnEnd();
    await turnEnd();
    expect(order).toEqual(['microtask', 'end', 'next turn']);
  });
});
