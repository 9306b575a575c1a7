import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { createHost, type HostParts } from '../../../src/main/electron/host-room.ts';

type Room = Awaited<ReturnType<HostParts['startRoom']>>;
type Window = ReturnType<HostParts['openConsole']>;

const URL_OF_ROOM = 'http://127.0.0.1:4100';
const config = { dataDir: '/srv/room' } as Parameters<HostParts['startRoom']>[0];

function fakeRoom(changes: Partial<Room> = {}): Room & { stopped: number } {
  const room = {
    url: URL_OF_ROOM,
    lanUrls: ['https://192.168.7.4:4100'],
    joinCode: 'ABCD',
    setupCode: 'WXYZ-2345',
    version: '1.2.3',
    activity: async () => ({ open: 1, running: 0, candidates: 3 }),
    stopped: 0,
    stop: async () => {
      room.stopped++;
    },
    ...changes,
  };
  return room;
}

function host(changes: Partial<HostParts> = {}) {
  const opened: (Window & EventEmitter)[] = [];
  const printed: string[] = [];
  const shown: number[] = [];
  const parts: HostParts = {
    startRoom: async () => fakeRoom(),
    openConsole: () => {
      const id = opened.length + 1;
      const window = Object.assign(new EventEmitter(), {
        webContents: { id },
        isMinimized: () => false,
        show: () => void shown.push(id),
        focus: () => undefined,
      }) as unknown as Window & EventEmitter;
      opened.push(window);
      return window;
    },
    print: (line) => void printed.push(line),
    ...changes,
  };
  return { host: createHost(parts), opened, printed, shown };
}

const setupCodeOf = (one: ReturnType<typeof createHost>) => one.handlers['shell:setup-code']({}, 1);

describe('createHost', () => {
  it('OP2 opens the room and says where it is', async () => {
    const { host: one, opened, printed } = host();
    expect([one.room(), one.dataDir()]).toEqual([undefined, undefined]);
    await one.open(config);
    expect([one.room()?.url, one.dataDir()]).toEqual([URL_OF_ROOM, '/srv/room']);
    expect(printed).toEqual([`Invigil is open at ${URL_OF_ROOM} and https://192.168.7.4:4100`]);
    expect(opened).toHaveLength(1);
  });

  it('ID1 hands out the setup code of its own room while there is one', async () => {
    const { host: fresh } = host();
    expect(setupCodeOf(fresh)).toEqual({});
    await fresh.open(config);
    expect(setupCodeOf(fresh)).toEqual({ setupCode: 'WXYZ-2345' });
    const { host: used } = host({ startRoom: async () => fakeRoom({ setupCode: undefined }) });
    await used.open(config);
    expect(setupCodeOf(used)).toEqual({});
  });

  it('UI1 shows the open console, or opens it again if it was closed', async () => {
    const { host: one, opened, shown } = host();
    one.show();
    expect(opened).toHaveLength(0);
    await one.open(config);
    one.show();
    expect([opened.length, shown]).toEqual([1, [1]]);
    opened[0]?.emit('closed');
    one.show();
    expect(opened).toHaveLength(2);
  });

  it('OP5 closes a room that was still opening when it was asked to stop', async () => {
    const room = fakeRoom();
    let finish: (opened: Room) => void = () => undefined;
    const { host: one } = host({
      startRoom: () =>
        new Promise((resolve) => {
          finish = resolve;
        }),
    });
    const opening = one.open(config);
    const stopping = one.stop();
    finish(room);
    await Promise.all([opening, stopping]);
    expect(room.stopped).toBe(1);
  });

  it('OP5 stops without fuss when the room could not start', async () => {
    const { host: one } = host({ startRoom: () => Promise.reject(new Error('port')) });
    await expect(one.open(config)).rejects.toThrow('port');
    await expect(one.stop()).resolves.toBeUndefined();
  });

  it('OP5 may be opened again after it was refused', async () => {
    const attempts: Promise<Room>[] = [Promise.reject(new Error('port')), Promise.resolve(fakeRoom())];
    const { host: one, opened } = host({ startRoom: () => attempts.shift() ?? Promise.reject(new Error('a third time')) });
    await expect(one.open(config)).rejects.toThrow('port');
    expect([one.room(), one.dataDir(), opened.length]).toEqual([undefined, undefined, 0]);
    await one.open(config);
    expect([one.room()?.url, opened.length]).toEqual([URL_OF_ROOM, 1]);
  });

  it('OP5 knows what goes on in its room, and that nothing does without one', async () => {
    const { host: one } = host();
    expect(await one.activity()).toEqual({ open: 0, running: 0, candidates: 0 });
    await one.open(config);
    expect(await one.activity()).toEqual({ open: 1, running: 0, candidates: 3 });
  });
});
