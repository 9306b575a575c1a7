import { afterEach, describe, expect, it } from 'vitest';
import { createEventManager } from '../../../src/shared/client/index.ts';
import { createLine } from './connection-line.ts';

const stops: (() => void)[] = [];
afterEach(() => {
  for (const stop of stops.splice(0)) stop();
});

const notification = (title: string) => ({
  id: '7d1f2f2c-30a5-4c3e-9f66-0a3c7bd0c001',
  type: 'test',
  title,
  message: 'a message',
  severity: 'info',
  timestamp: '2026-11-20T08:00:00.000Z',
  read: false,
});

async function connectedLine() {
  const line = createLine();
  const events = createEventManager(line.connection);
  const heard: string[] = [];
  const hear = ({ title }: { title: string }) => void heard.push(title);
  const send = async (title: string) => {
    line.network.send('notification', notification(title));
    await line.clock.advance(50);
  };
  const start = async () => {
    stops.push(line.connection.start());
    await line.clock.advance(50);
  };
  return { ...line, events, heard, hear, send, start };
}

describe('UI6 the on/off event manager', () => {
  it('UI6 handlers survive reconnects, and none hears an event twice', async () => {
    const { events, network, clock, heard, hear, send, start } = await connectedLine();
    events.on('notification', hear);
    await start();
    await send('before');
    for (let round = 0; round < 3; round++) {
      network.cut();
      await clock.advance(5_000);
      network.mend();
      await clock.advance(60_000);
      expect(network.isConnected()).toBe(true);
      await send(`after ${round}`);
    }
    expect(heard).toEqual(['before', 'after 0', 'after 1', 'after 2']);
  });

  it('UI6 off takes off exactly one, the latest, and says whether there was one', async () => {
    const { events, heard, hear, send, start } = await connectedLine();
    const others: string[] = [];
    const other = ({ title }: { title: string }) => void others.push(title);
    events.on('notification', hear);
    events.on('notification', hear);
    events.on('notification', other);
    await start();
    await send('one');
    expect(events.off('notification', hear)).toBe(true);
    await send('two');
    expect(events.off('notification', hear)).toBe(true);
    await send('three');
    expect(events.off('notification', hear)).toBe(false);
    expect(heard).toEqual(['one', 'one', 'two']);
    expect(others).toEqual(['one', 'two', 'three']);
  });

  it('UI6 what `on` answers takes off its own handler once, also while events are told, and never somebody else’s', async () => {
    const { events, heard, hear, send, start } = await connectedLine();
    const once = events.on('notification', () => {
      once();
      once();
      heard.push('once');
    });
    const first = events.on('notification', hear);
    events.on('notification', hear);
    await start();
    await send('one');
    first();
    first();
    await send('two');
    expect(heard).toEqual(['once', 'one', 'one', 'two']);
    // `off` takes the latest: what the first `on` answered is still its own to end.
    const third = events.on('notification', hear);
    const fourth = events.on('notification', hear);
    expect(events.off('notification', hear)).toBe(true);
    fourth();
    third();
    await send('three');
    expect(heard.filter((title) => title === 'three')).toHaveLength(1);
  });

  it('UI6 `off` after a lost connection holds for the next one', async () => {
    const { events, network, clock, heard, hear, send, start } = await connectedLine();
    events.on('notification', hear);
    await start();
    network.cut();
    expect(events.off('notification', hear)).toBe(true);
    network.mend();
    await clock.advance(60_000);
    await send('after');
    expect(heard).toEqual([]);
  });

  it('UI6 tells of the connection: the first time, each loss, each return', async () => {
    const { events, network, clock, connection, start } = await connectedLine();
    const told: unknown[] = [];
    events.on('connected', ({ again }) => told.push({ again }));
    events.on('disconnected', ({ state }) => told.push(state));
    await start();
    network.kick();
    await clock.advance(60_000);
    connection.stop();
    await start();
    expect(told).toEqual([{ again: false }, 'waiting', { again: true }, 'stopped', { again: false }]);
  });

  it('UI6 a handler that throws keeps no other from hearing, and is reported', async () => {
    const { events, problems, heard, hear, send, start } = await connectedLine();
    events.on('notification', () => {
      throw new Error('broken handler');
    });
    events.on('notification', hear);
    await start();
    await send('one');
    expect(heard).toEqual(['one']);
    expect(problems).toEqual(['broken handler']);
  });
});
