import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../../src/main/domain/walls/finding.ts';
import type { RequestSignal, TrafficSignal } from '../../../../src/main/domain/walls/signal.ts';
import { learn, newBaseline } from '../../../../src/main/domain/walls/water/baseline.ts';
import { createWaterState, type WaterState } from '../../../../src/main/domain/walls/water/water-state.ts';
import { waterWall } from '../../../../src/main/domain/walls/water/water-wall.ts';

type Seen = RequestSignal | TrafficSignal;

const START = Date.UTC(2026, 10, 20, 9);
const HALL = '10.0.0.7';

const asked = (at: number, ip: string, uri: string, status: number | undefined = 200, headers = {}): RequestSignal => ({
  kind: 'request',
  at,
  ip,
  method: 'GET',
  uri,
  version: 'HTTP/1.1',
  headers,
  status,
});
const shookHands = (at: number, ip: string): RequestSignal =>
  asked(at, ip, '/socket.io/?EIO=4&transport=websocket', undefined, { upgrade: 'websocket' });
const traffic = (at: number, what: TrafficSignal['what'], ip: string, user?: string): TrafficSignal => ({
  kind: 'traffic',
  at,
  what,
  ip,
  user,
  ...(user === undefined ? {} : { session: `session of ${user}` }),
});

/** So many of something, evenly over a time. */
const spread = (count: number, withinMs: number, make: (at: number, index: number) => Seen | readonly Seen[]): Seen[] =>
  Array.from({ length: count }, (_, index) => make(START + Math.floor((index * withinMs) / count), index)).flat();

function look(signals: readonly Seen[], state: WaterState = createWaterState()): Finding[] {
  return signals.toSorted((one, other) => one.at - other.at).flatMap((signal) => [...waterWall(signal, state)]);
}

const names = (findings: readonly Finding[]): string[] =>
  [...new Set(findings.map(({ type, subject }) => `${type} ${subject.user ?? subject.ip ?? 'everywhere'}`))].sort();

/** A candidate at a browser, coming in: connections, pages, the join, the socket. */
const comesIn = (at: number, index: number, ip = HALL): Seen[] => {
  const user = `candidate-${index}`;
  const connections = Array.from({ length: 6 }, (_, one) => traffic(at + one * 3, 'opened', ip));
  const pieces = Array.from({ length: 40 }, (_, piece) => asked(at + 20 + piece * 8, ip, `/exam/assets/piece-${piece}.js`));
  return [
    ...connections,
    asked(at + 5, ip, '/join?code=ABCD', 302),
    asked(at + 10, ip, '/exam/'),
    ...pieces,
    asked(at + 400, ip, '/api/v1/join?code=ABCD'),
    // Typed wrongly the first time, as one in five does.
    ...(index % 5 === 0 ? [asked(at + 500, ip, '/api/v1/join', 404)] : []),
    asked(at + 700, ip, '/api/v1/join', 201),
    shookHands(at + 800, ip),
    traffic(at + 900, 'opened', ip, user),
    asked(at + 950, ip, '/api/v1/attempt', 200, { authorization: 'Bearer x' }),
  ];
};

/** Works for some seconds: a sign of life a second, an answer or an event now and then. */
const works = (from: number, seconds: number, index: number, ip = HALL): Seen[] =>
  Array.from({ length: seconds }, (_, second) => {
    const at = from + second * 1_000 + (index % 10) * 97;
    const often = second % 4 === index % 4 ? 3 : 1;
    return Array.from({ length: often }, (_, one) => traffic(at + one, 'message', ip, `candidate-${index}`));
  }).flat();

describe('W3 what an honest hall does raises nothing', () => {
  it('W3 300 candidates join within 5 s from one address', () => {
    expect(look(spread(300, 5_000, comesIn))).toEqual([]);
  });

  it('W3 500 candidates behind one address come in within 10 s', () => {
    expect(look(spread(500, 10_000, comesIn))).toEqual([]);
  });

  it('W3 300 candidates behind one address work, their access point restarts, and all come back at once', () => {
    const state = createWaterState();
    const all = Array.from({ length: 300 }, (_, index) => index);
    const back = all.flatMap((index) => {
      const at = START + 95_000 + (index % 100) * 3;
      const user = `candidate-${index}`;
      return [
        traffic(at - 60_000, 'closed', HALL, user),
        traffic(at, 'opened', HALL),
        shookHands(at + 10, HALL),
        traffic(at + 300, 'opened', HALL, user),
      ];
    });
    const day = [
      ...spread(300, 5_000, comesIn),
      ...all.flatMap((index) => works(START + 6_000, 30, index)),
      ...back,
      ...all.flatMap((index) => works(START + 97_000, 60, index)),
    ];
    expect(look(day, state)).toEqual([]);
    expect(state.addresses.of(HALL).people).toBe(300);
  });

  it('W3 a page that is reloaded by the whole hall at once is no flood', () => {
    const state = createWaterState();
    look(spread(300, 5_000, comesIn), state);
    const reload = spread(1_200, 1_000, (at) => [asked(at + 20_000, HALL, '/exam/'), asked(at + 20_000, HALL, '/exam/app.js')]);
    expect(look(reload, state)).toEqual([]);
  });

  it('W3 a client that hands in an hour of what it kept while offline is not unusual', () => {
    const state = createWaterState();
    look(Array.from({ length: 50 }, (_, index) => works(START, 60, index)).flat(), state);
    const hands = spread(400, 20_000, (at) => traffic(at + 60_000, 'message', HALL, 'candidate-1'));
    expect(look(hands, state)).toEqual([]);
  });
});

describe('W3 floods and churn are found within two seconds', () => {
  const found = (signals: readonly Seen[]): Finding => {
    const [first] = look(signals);
    if (!first) throw new Error('nothing was found');
    expect(first.at - START).toBeLessThanOrEqual(2_000);
    return first;
  };
  const TEN_S = 10_000;

  it.each([500, 2_000])('W3 %i requests a second for one page', (rate) => {
    const { type, subject, severity } = found(spread(rate * 10, TEN_S, (at) => asked(at, '10.0.0.66', '/console/')));
    expect([type, subject.ip, severity]).toEqual(['traffic_flood', '10.0.0.66', 'high']);
  });

  it.each([300, 2_000])('W3 %i requests a second for addresses made up', (rate) => {
    const flood = spread(rate * 10, TEN_S, (at, index) =>
      asked(at, '10.0.0.66', `/${(index * 7919).toString(36)}?x=${index}`, 404),
    );
    expect(found(flood)).toMatchObject({ type: 'traffic_flood', subject: { ip: '10.0.0.66' } });
  });

  it('W3 one page with ever new queries is one page', () => {
    const flood = spread(6_000, TEN_S, (at, index) => asked(at, '10.0.0.66', `/?${index}`, 302));
    expect(found(flood)).toMatchObject({ type: 'traffic_flood' });
  });

  it('W3 400 connections a second that say nothing', () => {
    const flood = spread(4_000, TEN_S, (at) => traffic(at, 'opened', '10.0.0.66'));
    expect(found(flood)).toMatchObject({ type: 'traffic_flood', subject: { ip: '10.0.0.66' } });
  });

  it('W3 100 handshakes a second nobody signs in on', () => {
    const churn = spread(1_000, TEN_S, (at) => [traffic(at, 'opened', '10.0.0.66'), shookHands(at + 1, '10.0.0.66')]);
    expect(found(churn)).toMatchObject({ type: 'connection_churn', subject: { ip: '10.0.0.66' } });
  });

  it('W3 somebody who is signed in connects and disconnects ten times a second', () => {
    const churn = spread(100, TEN_S, (at) => [
      shookHands(at, HALL),
      traffic(at + 20, 'opened', HALL, 'candidate-1'),
      traffic(at + 60, 'closed', HALL, 'candidate-1'),
    ]);
    expect(found(churn)).toMatchObject({ type: 'connection_churn', subject: { user: 'candidate-1' } });
  });

  it('W3 an attack from 10,000 addresses, each of which does next to nothing', () => {
    const flood = spread(10_000, TEN_S, (at, index) =>
      asked(at, `198.${index % 200}.${Math.floor(index / 200)}.9`, `/x${index}`, 404),
    );
    expect(found(flood)).toMatchObject({ type: 'traffic_flood', subject: { ip: undefined } });
  });

  it('W3 an IPv6 attacker with a network of addresses is one source', () => {
    const flood = spread(10_000, TEN_S, (at, index) => asked(at, `2001:db8:1:1::${index.toString(16)}`, `/x${index}`, 404));
    const findings = look(flood);
    expect(findings.every(({ subject }) => subject.ip?.startsWith('2001:db8:1:1::'))).toBe(true);
    // Once in five seconds, however long it lasts.
    expect(findings).toHaveLength(2);
  });

  it('W3 a hall at work beside an attacker is not named', () => {
    const flood = spread(8_000, 4_000, (at) => asked(at, '10.0.0.66', '/console/'));
    const hall = Array.from({ length: 300 }, (_, index) => comesIn(START + index * 15, index)).flat();
    expect(names(look([...flood, ...hall]))).toEqual(['traffic_flood 10.0.0.66']);
  });
});

describe('W3 what is slow, and what is unusual', () => {
  it('W3 many requests that are begun and never ended are told of, a few are not', () => {
    expect(look(spread(25, 5_000, (at) => traffic(at, 'stalled', HALL)))).toEqual([]);
    expect(names(look(spread(60, 5_000, (at) => traffic(at, 'stalled', '10.0.0.66'))))).toEqual(['slow_client 10.0.0.66']);
  });

  it('W3 who does not read is told of when it happens again and again', () => {
    const unread = (times: number) => spread(times, 30_000, (at) => traffic(at, 'unread', HALL, 'candidate-1'));
    expect(look(unread(2))).toEqual([]);
    expect(names(look(unread(4)))).toEqual(['slow_client candidate-1']);
  });

  it('W3 several people who connect over and over are a network that fails, and nobody is named', () => {
    const state = createWaterState();
    const flapping = spread(30 * 40, 30_000, (at, index) => traffic(at, 'opened', HALL, `candidate-${index % 40}`));
    const worse = spread(25 * 40, 5_000, (at, index) => traffic(at + 30_000, 'opened', HALL, `candidate-${index % 40}`));
    const findings = look([...flapping, ...worse], state).slice(4);
    expect(new Set(findings.map(({ subject, severity }) => `${subject.user} ${severity}`))).toEqual(new Set(['undefined low']));
  });

  it('W3 one account that sends far more than the others, for half a minute, is worth a look and no more', () => {
    const state = createWaterState();
    look(Array.from({ length: 50 }, (_, index) => works(START, 60, index)).flat(), state);
    const busy = spread(18 * 60, 60_000, (at) => traffic(at + 60_000, 'message', HALL, 'candidate-1'));
    const [finding, ...others] = look(busy, state);
    expect(finding).toMatchObject({ type: 'unusual_traffic', severity: 'low', subject: { user: 'candidate-1' } });
    expect(others.length).toBeLessThanOrEqual(1);
  });
});

describe('W3 what is usual cannot be poisoned', () => {
  it('W3 an attack of hours teaches nothing', () => {
    const state = createWaterState();
    look(Array.from({ length: 50 }, (_, index) => works(START, 60, index)).flat(), state);
    const before = state.usual.usual;
    look(
      spread(19 * 3_600, 3_600_000, (at) => traffic(at + 60_000, 'message', HALL, 'attacker')),
      state,
    );
    expect(state.usual.usual).toBe(before);
    expect(before).toBeGreaterThan(5);
  });

  it('W3 whatever the times and numbers are, nothing is thrown, nothing is infinite, and honest people are left in peace', () => {
    const odd = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -1, 0, 8.64e15));
    const what = fc.constantFrom<TrafficSignal['what'][]>('opened', 'closed', 'message', 'refused', 'stalled', 'unread');
    fc.assert(
      fc.property(fc.array(fc.tuple(odd, what, fc.boolean()), { maxLength: 200 }), (signals) => {
        const state = createWaterState();
        for (const [at, kind, isKnown] of signals) {
          waterWall(traffic(at, kind, '10.0.0.66', isKnown ? 'odd' : undefined), state);
          waterWall(asked(at, '10.0.0.66', '/%00', 404), state);
        }
        expect(Number.isFinite(state.usual.usual)).toBe(true);
        expect(state.usual.usual).toBeLessThanOrEqual(150);
      }),
      { numRuns: 50 },
    );
  });

  it('W3 what is usual follows the middle of what is seen, and a few odd samples move it as little as ordinary ones', () => {
    const usual = newBaseline();
    for (let nr = 0; nr < 2_000; nr += 1) learn(usual, nr % 10 === 9 ? 1_000_000 : 10 + (nr % 3), 2_000_000);
    expect(usual.usual).toBeGreaterThan(9);
    expect(usual.usual).toBeLessThan(15);
  });

  it('W3 a line with an absurd time neither blinds the wall nor makes a flood of what follows', () => {
    for (const absurd of [Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, -8.64e15]) {
      const state = createWaterState();
      look([asked(absurd, HALL, '/exam/', 404), traffic(absurd, 'opened', HALL), shookHands(absurd, HALL)], state);
      const calm = spread(600, 600_000, (at) => [
        asked(at, HALL, '/exam/', 404),
        traffic(at, 'opened', HALL),
        shookHands(at, HALL),
      ]);
      expect(look(calm, state)).toEqual([]);
      const flood = spread(2_000, 2_000, (at) => traffic(at + 700_000, 'opened', HALL));
      expect(names(look(flood, state)), String(absurd)).toEqual([`traffic_flood ${HALL}`]);
      const pages = spread(2_000, 2_000, (at) => asked(at + 800_000, HALL, '/exam/'));
      expect(names(look(pages, state)), String(absurd)).toEqual([`traffic_flood ${HALL}`]);
    }
  });

  it('W3 a log whose clock goes back makes no flood of a trickle', () => {
    const trickle = Array.from({ length: 300 }, (_, index) => asked(START - index * 60_000, HALL, '/console/'));
    const state = createWaterState();
    expect(trickle.flatMap((signal) => [...waterWall(signal, state)])).toEqual([]);
  });
});
