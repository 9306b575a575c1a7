import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/shared/model/alert.ts';
import { newId, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testRooms } from '../support/start-test-room.ts';
import { queryStore } from '../support/store-file.ts';

const startTestRoom = testRooms();

async function oneCandidate(config = {}) {
  const room = await startTestRoom({ config });
  const day = await prepareExam(room);
  const candidate = only(day.candidates);
  return { room, day, candidate, socket: await candidate.socket() };
}

const stored = (dataDir: string) =>
  queryStore<{ client_id: string; type: string; seq: number; offline: number; violation: number }>(
    dataDir,
    'SELECT client_id, type, seq, offline, violation FROM security_events ORDER BY number',
  );

describe('EV1 taking events in', () => {
  it('EV1 an event is stored before its ack, and once however often it comes', async () => {
    const { room, candidate, socket } = await oneCandidate();
    const event = candidate.event('copy', { details: { length: 12 }, monotonicMs: 12.5, severity: 'critical' });
    expect(await socket.command('security_event', event)).toEqual({ ok: true, id: event.id, lastSeq: 1 });
    expect(stored(room.dataDir)).toHaveLength(1);
    for (const _ of [1, 2])
      expect(await socket.command('security_event', event)).toEqual({ ok: true, id: event.id, duplicate: true, lastSeq: 1 });
    const rest = await candidate.rest.call('security_events', { events: [event] });
    expect(rest.results).toEqual([{ ok: true, id: event.id, duplicate: true, lastSeq: 1 }]);
    expect(stored(room.dataDir)).toHaveLength(1);
    expect((await candidate.rest.call('attempt_events', {})).events).toMatchObject([
      { id: event.id, type: 'copy', violation: true },
    ]);
  });

  it('EV1 a repeat in a later session is still a repeat, and weighs nothing', async () => {
    const { day, candidate, socket } = await oneCandidate();
    const event = candidate.event('paste');
    await socket.command('security_event', event);
    const later = await day.join(only(day.roster), { resumeToken: candidate.joined.resumeToken });
    expect(await (await later.socket()).command('security_event', event)).toMatchObject({ duplicate: true, lastSeq: 0 });
    const attempt = only((await day.staff.rest.call('attempts_list', { examId: day.examId })).attempts);
    expect((await day.staff.rest.call('attempt_detail', { attemptId: attempt.id })).risk).toMatchObject([
      { type: 'paste', count: 1 },
    ]);
  });

  it('EV1 a batch takes the good ones and answers for each in its place', async () => {
    const { room, candidate, socket } = await oneCandidate();
    const good = [candidate.event('copy'), candidate.event('focus_gained')];
    const bad = [{ ...candidate.event('paste'), type: 'Not A Type' }, 'no object', { id: newId() }, null];
    const { results } = await socket.command('security_events', { events: [good[0], ...bad, good[1]] });
    expect(results.map(({ ok }) => ok)).toEqual([true, false, false, false, false, true]);
    expect(results[1]).toMatchObject({
      ok: false,
      id: (bad[0] as { id: string }).id,
      error: { code: 'invalid_input', field: 'type' },
    });
    expect(results[3]).toMatchObject({ ok: false, id: (bad[2] as { id: string }).id });
    expect(stored(room.dataDir).map(({ client_id }) => client_id)).toEqual(good.map(({ id }) => id));
  });

  it('EV1 a batch holds 1 to 200 events', async () => {
    const { candidate, socket } = await oneCandidate();
    const events = Array.from({ length: 200 }, () => candidate.event('focus_gained'));
    expect((await socket.refusal('security_events', { events: [] })).field).toBe('events');
    expect((await socket.refusal('security_events', { events: [...events, candidate.event('focus_gained')] })).field).toBe(
      'events',
    );
    expect((await socket.command('security_events', { events })).results.at(-1)).toMatchObject({ ok: true, lastSeq: 200 });
  });

  it('EV1 lastSeq is the last number without a gap; late arrivals close it', async () => {
    const { candidate, socket } = await oneCandidate();
    const send = async (seq: number, id = newId()) => {
      const ack = await socket.command('security_event', { ...candidate.event('focus_gained'), id, seq });
      return ack.ok && ack.lastSeq;
    };
    expect(await send(1)).toBe(1);
    expect(await send(4)).toBe(1);
    expect(await send(3)).toBe(1);
    expect(await send(6)).toBe(1);
    expect(await send(2)).toBe(4);
    // The same number again with another id: a fork, stored and never refused.
    expect(await send(3)).toBe(4);
    expect(await send(5)).toBe(6);
    expect(await socket.command('heartbeat', {})).toMatchObject({ lastSeq: 6 });
    expect((await candidate.rest.call('attempt_get', {})).lastSeq).toBe(6);
  });

  it('EV1 takes types nobody knows and times nobody believes', async () => {
    const { room, candidate, socket, day } = await oneCandidate();
    const console = await day.staff.socket();
    const absurd = ['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-11-20T08:00:00+14:00', '2026-11-20T08:00:00'];
    for (const occurredAt of absurd) {
      expect(
        await socket.ask('security_event', candidate.event('telepathy_detected', { occurredAt, monotonicMs: -1e300 })),
        occurredAt,
      ).toMatchObject({ ok: true });
    }
    expect(stored(room.dataDir)).toHaveLength(absurd.length);
    expect(await console.waitFor<Alert>('security-alert')).toMatchObject({
      title: 'telepathy_detected',
      data: { eventType: 'telepathy_detected' },
    });
  });

  it('EV1 refuses what is no event, by its field, and changes nothing', async () => {
    const { room, candidate, socket } = await oneCandidate();
    const good = candidate.event('copy');
    const deep = (depth: number): unknown => (depth === 0 ? 1 : { d: deep(depth - 1) });
    const wrong: [string, object][] = [
      ['id', { ...good, id: 'x' }],
      ['type', { ...good, type: '' }],
      ['type', { ...good, type: 'a'.repeat(65) }],
      ['occurredAt', { ...good, occurredAt: 'yesterday' }],
      ['occurredAt', { ...good, occurredAt: 1_700_000_000_000 }],
      ['seq', { ...good, seq: 0 }],
      ['seq', { ...good, seq: 2 ** 53 }],
      ['prev', { ...good, prev: 'ABC' }],
      ['severity', { ...good, severity: 'fatal' }],
      ['details', { ...good, details: deep(12) }],
      ['details', { ...good, details: Object.fromEntries(Array.from({ length: 3_000 }, (_, index) => [`k${index}`, 1])) }],
      ['attemptId', { ...good, attemptId: newId() }],
    ];
    for (const [field, payload] of wrong) {
      const error = await socket.refusal('security_event', payload);
      expect(`${error.code} ${error.field}`, JSON.stringify(payload).slice(0, 80)).toBe(`invalid_input ${field}`);
    }
    expect(stored(room.dataDir)).toEqual([]);
  });

  it('EV1 keeps the order of arrival and every field', async () => {
    const { room, candidate, socket } = await oneCandidate();
    const events = ['copy', 'focus_gained', 'paste'].map((type, index) =>
      candidate.event(type, { offline: index === 2, prev: 'a'.repeat(64) }),
    );
    await socket.command('security_events', { events });
    expect(stored(room.dataDir)).toEqual(
      events.map(({ id, type, seq }, index) => ({
        client_id: id,
        type,
        seq,
        offline: Number(index === 2),
        violation: Number(type !== 'focus_gained'),
      })),
    );
  });

  it('EV1 accepts events while suspended, paused and ended; after the end nothing is a violation', async () => {
    const { room, day, candidate, socket } = await oneCandidate();
    const { rest } = day.staff;
    await rest.call('proctor_action', { id: newId(), attemptId: candidate.attemptId, action: 'suspend' });
    await socket.command('security_event', candidate.event('copy'));
    await rest.call('proctor_action', { id: newId(), attemptId: candidate.attemptId, action: 'resume' });
    await rest.call('exam_pause', { examId: day.examId });
    await socket.command('security_event', candidate.event('paste'));
    await rest.call('exam_end', { examId: day.examId });
    await socket.command('security_event', candidate.event('print_attempt'));
    expect(stored(room.dataDir).map(({ type, violation }) => [type, violation])).toEqual([
      ['copy', 1],
      ['paste', 1],
      ['print_attempt', 0],
    ]);
  });
});

describe('ID4 what a frame may hold', () => {
  it('protocol 1 refuses binary, arrays, bare values and a second argument, by field', async () => {
    const { room, candidate, socket } = await oneCandidate();
    const event = candidate.event('copy');
    for (const payload of [Buffer.from('{}'), new Uint8Array([1, 2]), [event], 'text', 7, true, null]) {
      expect(await socket.refusal('security_event', payload)).toMatchObject({ code: 'invalid_input', field: expect.any(String) });
    }
    expect(await socket.refusal('security_event', event, event)).toMatchObject({
      code: 'invalid_input',
      field: expect.any(String),
    });
    expect(stored(room.dataDir)).toEqual([]);
    expect(await socket.command('security_event', event)).toMatchObject({ ok: true });
  });

  it('protocol 1 refuses binary hidden inside an event', async () => {
    const { room, candidate, socket } = await oneCandidate();
    const error = await socket.refusal(
      'security_event',
      candidate.event('copy', { details: { picture: Buffer.from('secret bytes') } }),
    );
    expect(error.code).toBe('invalid_input');
    expect(stored(room.dataDir)).toEqual([]);
  });

  it('protocol 1 lets a burst pass, then says rate_limited, and recovers with time', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock, config: { eventRate: { perSecond: 20, burst: 100 } } });
    const day = await prepareExam(room, { candidates: 2 });
    const [busy, quiet] = day.candidates;
    if (!busy || !quiet) throw new Error('two candidates joined');
    const [socket, second, other] = await Promise.all([busy.socket(), busy.socket(), quiet.socket()]);
    // All connections of a user share one allowance.
    const acks = await Promise.all(
      Array.from({ length: 110 }, (_, index) => (index % 2 ? socket : second).ask('security_event', busy.event('focus_gained'))),
    );
    expect(acks.filter(({ ok }) => ok)).toHaveLength(100);
    for (const ack of acks) if (!ack.ok) expect(ack.error.code).toBe('rate_limited');
    await other.command('security_event', quiet.event('focus_gained'));
    clock.advance(1_000);
    const later = await Promise.all(Array.from({ length: 30 }, () => socket.ask('security_event', busy.event('focus_gained'))));
    expect(later.filter(({ ok }) => ok)).toHaveLength(20);
    expect(stored(room.dataDir)).toHaveLength(121);
  });
});
