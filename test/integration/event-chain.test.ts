import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../src/shared/model/canonical-json.ts';
import { newId, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import type { CommandBody } from '../support/rest-driver.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
type Event = CommandBody<'security_event'>;

/** A candidate whose client is connected, two minutes after the room started; nothing that is missing is the restart's doing. */
async function connected() {
  const clock = createFakeClock();
  const room = await startTestRoom({ clock });
  const day = await prepareExam(room);
  const candidate = only(day.candidates);
  clock.advance(200_000);
  const socket = await candidate.socket();
  const send = (event: Event) => socket.command('security_event', event);
  const detail = () => day.staff.rest.call('attempt_detail', { attemptId: candidate.attemptId });
  const alerts = async () =>
    (await day.staff.rest.call('alerts_list', { limit: 50 })).alerts.filter(({ source }) => source === 'ether');
  /** Weightless events, so that what scores is the chain; each linked to the one before unless told. */
  const linked = (count: number): Event[] => {
    const events: Event[] = [];
    for (let index = 0; index < count; index++) {
      const last = events.at(-1);
      events.push(candidate.event('focus_gained', last ? { prev: hash('sha256', canonicalJson(last), 'hex') } : {}));
    }
    return events;
  };
  return { clock, room, candidate, send, detail, alerts, linked };
}

describe('W5 the event chain over the wire', () => {
  it('W5 security-27 a missing event counts once, softly, after twenty seconds; when it comes after all, it is taken back', async () => {
    const { clock, send, detail, alerts, linked } = await connected();
    const events = linked(6);
    for (const event of events) if (event.seq !== 3) expect(await send(event)).toMatchObject({ ok: true });
    expect((await detail()).riskScore).toBe(0);
    clock.advance(20_000);
    await expect
      .poll(async () => (await detail()).risk.map(({ type, count }) => [type, count]), { timeout: 5_000 })
      .toEqual([['sequence_gap', 1]]);
    expect(await alerts()).toMatchObject([
      {
        type: 'suspicious_activity',
        wall_name: 'Ether Wall',
        status: 'new',
        count: 1,
        data: { eventType: 'sequence_gap', from: 3, to: 3 },
      },
    ]);
    const late = events.find(({ seq }) => seq === 3);
    if (late) expect(await send(late)).toMatchObject({ ok: true, lastSeq: 6 });
    expect((await detail()).riskScore).toBe(0);
    expect(await alerts()).toMatchObject([{ status: 'resolved', data: { withdrawn: 1 } }]);
  });

  it('W5 a gap told before a restart is not told again after it, and is taken back when it is filled then', async () => {
    const { clock, room, candidate, send, detail, alerts, linked } = await connected();
    const events = linked(6);
    for (const event of events) if (event.seq !== 3) await send(event);
    clock.advance(20_000);
    await expect.poll(alerts, { timeout: 5_000 }).toHaveLength(1);
    const before = (await detail()).riskScore;
    expect(before).toBeGreaterThan(0);
    await room.stop();

    const next = await startTestRoom({ clock, dataDir: room.dataDir });
    const staff = await next.signIn();
    const gaps = async () =>
      (await staff.rest.call('alerts_list', { limit: 50 })).alerts.filter(({ source }) => source === 'ether');
    clock.advance(200_000);
    const socket = await next.socket(candidate.token);
    const [more] = linked(1);
    if (more) expect(await socket.command('security_event', more)).toMatchObject({ ok: true });
    clock.advance(200_000);
    // Another gap shows that the room has looked since.
    const [, behind] = linked(2);
    if (behind) await socket.command('security_event', behind);
    clock.advance(20_000);
    const told = async () => (await gaps()).map(({ count, data }) => [count, data.from, data.to]);
    await expect.poll(told, { timeout: 5_000 }).toContainEqual([1, 8, 8]);
    expect(await told()).toHaveLength(2);
    const late = events.find(({ seq }) => seq === 3);
    if (late) expect(await socket.command('security_event', late)).toMatchObject({ ok: true });
    const withdrawn = (await gaps()).filter(({ data }) => data.withdrawn === 1);
    expect(withdrawn).toHaveLength(1);
  });

  it('W5 a gap that the outbox fills in time is never told, and repeats are nothing', async () => {
    const { clock, send, detail, alerts, linked } = await connected();
    const events = linked(5);
    for (const seq of [1, 2, 4, 5, 5, 1]) await send(events[seq - 1] as Event);
    clock.advance(15_000);
    await send({ ...(events[2] as Event) });
    // Another one that stays open shows that the room has looked since.
    const [, ...behind] = linked(3);
    for (const event of behind) await send(event);
    clock.advance(20_000);
    await expect.poll(alerts, { timeout: 5_000 }).toHaveLength(1);
    expect(await alerts()).toMatchObject([{ count: 1, data: { from: 6, to: 6 } }]);
    expect((await detail()).risk).toMatchObject([{ type: 'sequence_gap', count: 1 }]);
  });

  it('W5 security-27 a number used twice and a link that does not hold are told to staff and add to no score', async () => {
    const { send, detail, alerts, linked } = await connected();
    const events = linked(4);
    for (const event of events) await send(event);
    await send({ ...(events[1] as Event), id: newId(), type: 'client_started' });
    await send({ ...(linked(1)[0] as Event), prev: 'a'.repeat(64) });
    expect((await alerts()).map(({ type, severity }) => [type, severity]).sort()).toEqual([
      ['chain_broken', 'high'],
      ['sequence_reuse', 'medium'],
    ]);
    expect((await detail()).riskScore).toBe(0);
  });

  it('W5 a client that computes its links in another way is unknown, not guilty', async () => {
    const { send, alerts, linked } = await connected();
    for (const event of linked(5)) await send({ ...event, ...(event.prev ? { prev: hash('sha256', event.prev, 'hex') } : {}) });
    expect((await alerts()).map(({ type, severity }) => [type, severity])).toEqual([['chain_broken', 'low']]);
  });
});
