import { describe, expect, it } from 'vitest';
import { liveFigures } from '../../../src/main/domain/monitoring/figures.ts';
import { Meter } from '../../../src/main/domain/monitoring/meter.ts';
import { eachStoredEvent } from '../../../src/main/domain/monitoring/stored-events.ts';

const PAST = {
  inPerSecond: 0,
  outPerSecond: 0,
  latencyBefore: undefined,
  unwritten: { date: '2026-11-20', connections: 0, messages: 0, alerts: 0 },
};
const connection = (fields: object) =>
  ({
    transport: 'websocket',
    actor: { role: 'student' },
    connectedAt: 0,
    messagesIn: 0,
    messagesOut: 0,
    errors: 0,
    ...fields,
  }) as never;

const stored = (
  ...parts: Parameters<typeof eachStoredEvent> extends [infer N, infer I, infer O, unknown] ? [N, I, O] : never
) => {
  const types: string[] = [];
  eachStoredEvent(...parts, (type) => types.push(type));
  return types;
};

describe('OP1 the meter', () => {
  it('OP1 counts types of the catalogue by themselves and a thousand others as one', () => {
    const meter = new Meter();
    for (let n = 0; n < 1_000; n++) meter.eventStored(`made_up_${n}`);
    meter.eventStored('copy');
    meter.eventStored('constructor');
    expect(Object.fromEntries(meter.eventsByType)).toEqual({ other: 1_001, copy: 1 });
  });

  it('OP1 adds what went over closed connections to that of open ones, and a rate of nothing is whole', () => {
    const meter = new Meter();
    expect(liveFigures(meter, [], PAST, 0)).toMatchObject({
      connections: { total: 0, successRate: 1, durationSeconds: { p50: 0, p95: 0, max: 0 } },
      alerts: { raised: 0, delivered: 0, deliverySuccessRate: 1 },
    });
    const gone = connection({ connectedAt: 1_000, messagesIn: 3, messagesOut: 5, errors: 1 });
    meter.connectionOpened();
    meter.connectionClosed(gone, 5_000);
    meter.connectionOpened();
    meter.connectionRefused('token_invalid');
    meter.connectionRefused('token_invalid');
    meter.alertRaised(false);
    meter.alertRaised(true);
    const open = connection({ connectedAt: 2_000, messagesIn: 10, messagesOut: 20, transport: 'polling' });
    expect(liveFigures(meter, [open], PAST, 10_000)).toMatchObject({
      connections: {
        total: 1,
        byTransport: { polling: 1 },
        byRole: { student: 1 },
        opened: 2,
        closed: 1,
        refused: { token_invalid: 2 },
        successRate: 0.5,
        durationSeconds: { max: 8 },
      },
      messages: { in: 13, out: 25, errors: 1 },
      alerts: { raised: 2, delivered: 1, deliverySuccessRate: 0.5 },
    });
  });

  it('OP1 tells latency of the last minutes: what was slow before them is over', () => {
    const meter = new Meter();
    for (let n = 0; n < 100; n++) meter.commandHandled(900);
    const latencyBefore = meter.latency.copy();
    meter.commandHandled(2);
    const { latencyMs } = liveFigures(meter, [], { ...PAST, latencyBefore }, 0);
    expect(latencyMs.p99).toBeGreaterThan(1.7);
    expect(latencyMs.p99).toBeLessThan(2.3);
  });
});

describe('OP1 observations that were stored', () => {
  it('OP1 are those that were taken in and not known, one by one or in a batch, of candidates and of services', () => {
    expect(stored('security_event', { type: 'copy' }, { ok: true, id: 'x', lastSeq: 1 })).toEqual(['copy']);
    expect(stored('service_event', { type: 'copy' }, { ok: true, id: 'x', duplicate: true, lastSeq: 1 })).toEqual([]);
    const events = [{ type: 'copy' }, 'nonsense', { type: 'cut' }, { type: 'paste' }];
    const results = [
      { ok: true, id: 'a', lastSeq: 1 },
      { ok: false, error: { code: 'invalid_input', message: '' } },
      { ok: true, id: 'b', duplicate: true, lastSeq: 1 },
      { ok: true, id: 'c', lastSeq: 2 },
    ];
    expect(stored('service_events', { events }, { ok: true, results })).toEqual(['copy', 'paste']);
    expect(stored('heartbeat', { type: 'copy' }, { ok: true })).toEqual([]);
  });
});
