import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import { describe, expect, it } from 'vitest';
import type { RequesterActor } from '../../../src/main/domain/access/actor.ts';
import { createTokenBuckets } from '../../../src/main/transport/guards/token-bucket.ts';
import { createRequesterSockets, type RequesterSockets } from '../../../src/main/transport/requester-sockets.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

type Reply = (answer: { ok: boolean; error?: { code: string } }) => void;

/** What the room sees of a client's socket. */
class FakeSocket extends EventEmitter {
  readonly told: unknown[] = [];
  isOpen = true;
  #heard: (event: string, ...args: unknown[]) => void = () => {};
  override emit(event: string, ...args: unknown[]): boolean {
    if (event === 'disconnect') return super.emit(event, ...args);
    this.told.push(event === 'error' ? (args[0] as { code: string }).code : event);
    return true;
  }
  onAny(heard: (event: string, ...args: unknown[]) => void): void {
    this.#heard = heard;
  }
  disconnect(): void {
    this.isOpen = false;
    this.emit('disconnect');
  }
  asks(event: string): Promise<string> {
    return new Promise((resolve) => {
      const reply: Reply = ({ error }) => resolve(error?.code ?? 'ok');
      this.#heard(event, {}, reply);
    });
  }
}

function requesters(): { open(requestId: string, ip?: string, attemptId?: string): FakeSocket } {
  const clock = createFakeClock();
  const work = { now: 0, store: { recovery: { byId: () => undefined } }, afterCommit: (done: () => void) => done() };
  const sockets: RequesterSockets = createRequesterSockets({
    tokens: {} as never,
    store: { users: { byId: () => ({ active: true }) } } as never,
    router: {
      run: async (doing: (given: never) => unknown) => doing(work as never),
      dispatch: async () => ({ ok: true }),
    } as never,
    rate: createTokenBuckets({ perSecond: 1, burst: 5 }, clock),
    clock,
    logger: { error: () => {} } as never,
  });
  return {
    open: (requestId, ip = '192.0.2.7', attemptId = 'mine') => {
      const socket = new FakeSocket();
      const actor = { kind: 'requester', requestId, ip, attemptId } as unknown as RequesterActor;
      sockets.open(socket as unknown as Socket, { actor, expiresAt: clock.now() + 60_000 });
      return socket;
    },
  };
}

describe('ID6 sockets of those who ask to be let back in', () => {
  it('ID6 two for a request: a third takes the place of its oldest, and of nobody else', () => {
    const room = requesters();
    const other = room.open('other');
    const [first, second, third] = [room.open('mine'), room.open('mine'), room.open('mine')];
    expect([first, second, third, other].map(({ isOpen }) => isOpen)).toEqual([false, true, true, true]);
    expect(first.told).toEqual(['too_many_connections']);
  });

  it('ID6 two hundred in all: the oldest goes, never the newcomer', () => {
    const room = requesters();
    const many = Array.from({ length: 203 }, (_, n) => room.open(`request ${n}`));
    expect(many.map(({ isOpen }) => isOpen)).toEqual(many.map((_, n) => n >= 3));
    for (const socket of many) socket.disconnect();
  });

  it('ID6 whoever opens thousands pushes out their own, and never an honest requester', () => {
    const room = requesters();
    const honest = room.open('honest', '192.0.2.9', 'a');
    for (let n = 0; n < 2_000; n++) room.open(`flood ${n}`, '192.0.2.66', 'c');
    const late = room.open('late', '192.0.2.10', 'd');
    expect([honest, late].map(({ isOpen }) => isOpen)).toEqual([true, true]);
    const others = requesters();
    const alone = others.open('honest', '192.0.2.9', 'a');
    for (let n = 0; n < 1_000; n++) others.open(`flood ${n}`, `10.0.${n >> 8}.${n & 255}`, 'c');
    expect(alone.isOpen, 'a flood from everywhere for one attempt').toBe(true);
  });

  it('ID6 ask no faster than others may, all of one request together, and for nothing else', async () => {
    const room = requesters();
    const [one, two] = [room.open('mine'), room.open('mine')];
    const answers: string[] = [];
    for (let count = 0; count < 8; count++) answers.push(await (count % 2 ? one : two).asks('recovery_request'));
    expect(answers).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'rate_limited', 'rate_limited', 'rate_limited']);
    expect(await room.open('another').asks('recovery_request')).toBe('ok');
    expect(await room.open('curious').asks('sync')).toBe('role_forbidden');
  });
});
