import { beforeAll, expect, it } from 'vitest';
import {
  ACK,
  CONNECT,
  contentOf,
  EVENT,
  type HandMadeClient,
  OPEN,
  openByHand,
  PING,
  PONG,
  pollByHand,
  REFUSED,
} from './hand-made-client.ts';
import { anId, onEachWay, type RoomUnderTest } from './room-under-test.ts';
import { ALL_WAYS, startOwnRoom } from './ways.ts';

const isRefused = (packet: string) => contentOf<{ data: { code: string }; message: string }>(packet);

onEachWay(
  'protocol 1.1 frames written by hand',
  (findRoom, way) => {
    let room: RoomUnderTest;
    const open: HandMadeClient[] = [];
    beforeAll(async () => {
      room = await findRoom();
      return () => {
        for (const one of open) one.close();
      };
    });
    const connect = async (): Promise<HandMadeClient> => {
      const client = way.transport === 'polling' ? await pollByHand(room.url) : await openByHand(room.url);
      open.push(client);
      return client;
    };
    const signedIn = async (token: string): Promise<HandMadeClient> => {
      const client = await connect();
      client.write(`${CONNECT}${JSON.stringify({ token })}`);
      await client.packet(CONNECT);
      return client;
    };

    it('protocol 1.1 opens with what a client must know, and connects with 40 and the token', async () => {
      const staff = await room.signIn();
      const client = await connect();
      const opened = contentOf<{ pingInterval: number; pingTimeout: number; maxPayload: number }>(await client.packet(OPEN));
      expect(opened).toMatchObject({
        sid: expect.any(String),
        pingInterval: expect.any(Number),
        pingTimeout: expect.any(Number),
      });
      expect(opened.maxPayload).toBeGreaterThanOrEqual(64 * 1024);
      client.write(`${CONNECT}${JSON.stringify({ token: staff.token })}`);
      expect(contentOf(await client.packet(CONNECT))).toMatchObject({ sid: expect.any(String) });
    });

    it('protocol 1.8 a command with an ack number is answered under that number, whatever else is on its way', async () => {
      const exam = await room.exam(1);
      const client = await signedIn((await exam.join(0)).token);
      expect(await client.event('exam-state')).toMatchObject({ examId: exam.examId, state: 'running' });
      await client.event('attempt-state');
      const report = { id: anId(), type: 'paste', occurredAt: new Date().toISOString(), seq: 1 };
      const [first, beat, nonsense, again] = await Promise.all([
        client.command('security_event', report),
        client.command('heartbeat', {}),
        client.command('no_such_thing', {}),
        client.command('security_event', report),
      ]);
      expect(first).toMatchObject({ ok: true, id: report.id, lastSeq: 1 });
      expect(beat).toMatchObject({ ok: true, serverTime: expect.any(String) });
      expect(nonsense).toMatchObject({ ok: false, error: { code: 'unknown_command' } });
      expect(again).toMatchObject({ ok: true, duplicate: true });
    });

    it('protocol 1.8 an event without an ack number is processed all the same, and answered with nothing', async () => {
      const exam = await room.exam(1);
      const candidate = await exam.join(0);
      const client = await signedIn(candidate.token);
      const report = { id: anId(), type: 'copy', occurredAt: new Date().toISOString(), seq: 1 };
      client.write(`${EVENT}${JSON.stringify(['security_event', report])}`);
      expect(await client.command('heartbeat', {})).toMatchObject({ ok: true });
      expect((await candidate.call('attempt_events', {})).events).toMatchObject([{ id: report.id }]);
      expect(client.of(ACK)).toHaveLength(1);
    });

    it('protocol 1.4 a refusal is 44 with the code, and the connection is of no use after it', async () => {
      const staff = await room.signIn();
      for (const [auth, code] of [
        ['', 'token_missing'],
        ['{"token":"nonsense"}', 'token_invalid'],
      ] as const) {
        const client = await connect();
        client.write(`${CONNECT}${auth}`);
        expect(isRefused(await client.packet(REFUSED)).data, code).toEqual({ code });
        client.write(`${EVENT}7["sync",{"afterSeq":0}]`);
        client.write(`${CONNECT}${JSON.stringify({ token: staff.token })}`);
        await client.closed;
        expect(client.of(ACK)).toEqual([]);
      }
    });

    it('protocol 1.1 there is no namespace but the first', async () => {
      const client = await signedIn((await room.signIn()).token);
      client.write(`${CONNECT}/staff,{}`);
      expect(await client.packet(REFUSED)).toMatch(/^44\/staff,/);
      expect(await client.command('sync', { afterSeq: 0 })).toMatchObject({ ok: true });
    });

    it('protocol 1.8 arrays and second arguments are invalid_input with a field; the connection stays', async () => {
      const exam = await room.exam(1);
      const client = await signedIn((await exam.join(0)).token);
      const refused = { ok: false, error: { code: 'invalid_input', field: expect.any(String) } };
      expect(await client.command('answer_save', [])).toMatchObject(refused);
      expect(await client.command('answer_save', {}, {})).toMatchObject(refused);
      expect(await client.command('answer_save')).toMatchObject({ ok: false });
      expect(await client.command('heartbeat', {})).toMatchObject({ ok: true });
    });

    it('protocol 1.2 ending the session takes the connection with it within a second', async () => {
      const candidate = await (await room.exam(1)).join(0);
      const client = await signedIn(candidate.token);
      await client.event('attempt-state');
      const asked = Date.now();
      await candidate.call('auth_logout', {});
      await client.closed;
      expect(Date.now() - asked).toBeLessThan(1_000);
    });

    it.runIf(way.name === 'polling')('protocol 1.1 a session that began by polling goes on over a WebSocket', async () => {
      const polling = await pollByHand(room.url);
      open.push(polling);
      polling.write(`${CONNECT}${JSON.stringify({ token: (await room.signIn()).token })}`);
      await polling.packet(CONNECT);
      const upgraded = await openByHand(room.url, { query: `&sid=${polling.sid}` });
      open.push(upgraded);
      upgraded.write('2probe');
      await upgraded.packet(PONG, (packet) => packet === '3probe');
      upgraded.write('5');
      expect(await upgraded.command('sync', { afterSeq: 0 })).toMatchObject({ ok: true });
    });

    it.runIf(way.name === 'websocket')(
      'protocol 1.7 the room pings, hears the pong, and drops who is silent (own heartbeat of 300 ms; always on a room of our own)',
      async () => {
        const stops: (() => unknown)[] = [];
        try {
          const url = await startOwnRoom(stops, { WEBSOCKET_HEARTBEAT_INTERVAL: '300' });
          const [alive, silent] = [await openByHand(url), await openByHand(url, { answersPings: false })];
          expect(contentOf(await alive.packet(OPEN))).toMatchObject({ pingInterval: 300 });
          await silent.packet(PING);
          await silent.closed;
          alive.write(`${CONNECT}{}`);
          await alive.packet(REFUSED);
          alive.close();
        } finally {
          for (const stop of stops) await stop();
        }
      },
    );
  },
  ALL_WAYS,
);
