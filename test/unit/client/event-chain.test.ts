import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../src/shared/model/canonical-json.ts';
import { createFakeIds } from '../../support/fake-ids.ts';
import { createSeat, LATER_SESSION, SESSION } from './candidate-seat.ts';
import { chainFaults } from './fake-exam-room.ts';

const typesOf = (events: readonly { type: string }[] | undefined) => events?.map(({ type }) => type);

describe('the chain of security events', () => {
  test('W5 events are numbered from 1 and each carries the SHA-256 of the canonical JSON before it', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    client.report({ type: 'client_started' });
    client.report({ type: 'focus_lost', details: { since: 3, nested: { b: 1, a: undefined } }, severity: 'low' });
    await seat.clock.advance(50);
    const [first, second] = seat.room.events.get(SESSION) ?? [];
    expect(first).toMatchObject({ seq: 1, type: 'client_started' });
    expect(first).not.toHaveProperty('prev');
    expect(first).not.toHaveProperty('offline');
    expect(second).toMatchObject({ seq: 2, type: 'focus_lost', severity: 'low', details: { since: 3, nested: { b: 1 } } });
    expect(second?.prev).toBe(createHash('sha256').update(canonicalJson(first)).digest('hex'));
  });

  test('W5 the chain goes on over a reload with nothing lost, doubled or forked', async () => {
    const seat = createSeat();
    const first = await seat.openConnected();
    first.client.report({ type: 'client_started' });
    await seat.clock.advance(50);
    seat.network.cut();
    await seat.clock.advance(10);
    first.client.report({ type: 'window_blur' });
    first.client.report({ type: 'focus_lost' });
    await seat.clock.settle();
    first.cutPower();
    const second = await seat.open();
    second.client.report({ type: 'client_started' });
    await seat.clock.advance(50);
    seat.network.mend();
    await seat.clock.advance(30_000);
    const events = seat.room.events.get(SESSION) ?? [];
    expect(typesOf(events)).toEqual(['client_started', 'window_blur', 'focus_lost', 'client_started']);
    expect(chainFaults(events)).toEqual([]);
    expect(second.client.snapshot().pending).toBe(0);
  });

  test('EV5 an event made without a connection says so', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.network.cut();
    await seat.clock.advance(10);
    client.report({ type: 'network_changed' });
    seat.network.mend();
    await seat.clock.advance(10_000);
    client.report({ type: 'reconnect' });
    await seat.clock.advance(100);
    expect(seat.room.events.get(SESSION)?.map(({ type, offline }) => [type, offline])).toEqual([
      ['network_changed', true],
      ['reconnect', undefined],
    ]);
  });

  test('W5 where the memory of the machine was lost the numbers go on after those the room has', async () => {
    const ids = createFakeIds();
    const seat = createSeat({ ids });
    const first = await seat.openConnected();
    for (const type of ['client_started', 'copy', 'paste']) first.client.report({ type });
    await seat.clock.advance(100);
    first.cutPower();
    const bare = createSeat({ ids });
    bare.room.events.set(SESSION, seat.room.events.get(SESSION) ?? []);
    const second = await bare.open();
    second.client.report({ type: 'client_started' });
    await bare.clock.advance(200);
    expect(bare.room.events.get(SESSION)).toHaveLength(3);
    expect(second.client.snapshot().pending).toBe(1);
    await second.client.loadAttempt();
    await bare.clock.advance(200);
    const fourth = bare.room.events.get(SESSION)?.[3];
    expect(fourth).toMatchObject({ seq: 4, type: 'client_started' });
    expect(fourth).not.toHaveProperty('prev');
  });

  test('W5 events of an earlier session are handed over in the chain of the new one, except those the room has', async () => {
    const seat = createSeat();
    const first = await seat.openConnected();
    first.client.report({ type: 'client_started' });
    await seat.clock.advance(50);
    // Stored by the room, but the ack never arrived.
    seat.network.loseAcks = 1;
    first.client.report({ type: 'copy' });
    await seat.clock.advance(50);
    seat.network.cut();
    await seat.clock.advance(10);
    first.client.report({ type: 'devtools_open', details: { how: 'key' } });
    await seat.clock.settle();
    first.cutPower();
    seat.network.mend();

    const second = await seat.openConnected(LATER_SESSION);
    await seat.clock.advance(200);
    second.client.report({ type: 'client_started' });
    await seat.clock.advance(200);
    expect(typesOf(seat.room.events.get(SESSION))).toEqual(['client_started', 'copy']);
    const later = seat.room.events.get(LATER_SESSION) ?? [];
    expect(typesOf(later)).toEqual(['devtools_open', 'client_started']);
    expect(later[0]).toMatchObject({ seq: 1, offline: true, details: { how: 'key', earlierSession: SESSION, earlierSeq: 3 } });
    expect(chainFaults(later)).toEqual([]);
    expect(await seat.disk.all()).toEqual([]);
  });

  test('W5 details no room would take are replaced, so that the chain has no hole', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    client.report({ type: 'process_list_changed', details: { list: 'x'.repeat(100_000) } });
    let deep: Record<string, unknown> = {};
    for (let level = 0; level < 20; level++) deep = { deep };
    client.report({ type: 'display_changed', details: deep });
    await seat.clock.advance(100);
    const events = seat.room.events.get(SESSION) ?? [];
    expect(events.map(({ details }) => Object.keys(details ?? {}))).toEqual([['leftOut'], ['leftOut']]);
    expect(chainFaults(events)).toEqual([]);
  });

  test('W5 a thousand events made offline arrive in order, in few frames below the limit of 64 KiB', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.network.cut();
    for (let event = 0; event < 1_000; event++)
      client.report({ type: 'focus_lost', details: { event, note: 'n'.repeat(event % 3 === 0 ? 3_000 : 10) } });
    seat.network.mend();
    await seat.clock.advance(120_000);
    const events = seat.room.events.get(SESSION) ?? [];
    expect(events.map(({ details }) => details?.event)).toEqual([...Array(1_000).keys()]);
    expect(chainFaults(events)).toEqual([]);
    const frames = seat.network.heard
      .filter(({ name }) => name.startsWith('security_event'))
      .map(({ payload }) => JSON.stringify(payload).length);
    expect(frames.length).toBeLessThan(60);
    expect(Math.max(...frames)).toBeLessThan(60 * 1024);
  });

  test('EX6 an event that the room refuses for good is set aside, and the others are reported', async () => {
    const seat = createSeat();
    const { client } = await seat.openConnected();
    seat.room.refusals = ['invalid_input'];
    client.report({ type: 'copy' });
    client.report({ type: 'paste' });
    await seat.clock.advance(200);
    expect(typesOf(seat.room.events.get(SESSION))).toEqual(['paste']);
    expect(client.snapshot()).toMatchObject({
      pending: 0,
      setAside: [{ kind: 'event', subject: 'copy', code: 'invalid_input' }],
    });
  });
});
