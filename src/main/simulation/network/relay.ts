import { connect, createServer, type Socket } from 'node:net';
import type { ClientClock } from '../../../shared/client/index.ts';
import type { Fault } from '../plan/class-plan.ts';
import type { LinkProfile } from '../scenarios/faults.ts';
import { joinSockets, type Line, resetSocket } from './link.ts';

/** One candidate's way to the room: a TCP relay on loopback that can fail in every way a network does. */
export interface Relay {
  /** Takes the place of the room's origin. */
  readonly url: string;
  /** Lets a fault happen now; it is over by itself. Several at once: each for its time. */
  suffer(fault: Fault): void;
  /** What is wrong now is over. */
  heal(): void;
  /** Everything works from now on, whatever else is to happen: the candidate's day is over. */
  retire(): void;
  /** When (monotonic ms) the latest fault was over, for how long coming back took. */
  healedAt(): number;
  close(): Promise<void>;
}

interface RelayOptions {
  /** Origin of the room. */
  readonly url: string;
  readonly clock: ClientClock;
  /** How the line always is. */
  readonly link?: LinkProfile | undefined;
}

const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));
const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/** Opens the relay on a free port. Rejects if there is none. */
export async function openRelay({ url, clock, link = {} }: RelayOptions): Promise<Relay> {
  const room = new URL(url);
  const lines = new Set<Line>();
  const until = { stall: 0, gone: 0, slow: 0 };
  let slowLink: LinkProfile = {};
  let healedAt = clock.monotonic();
  let isRetired = false;
  const timers = new Set<() => void>();
  const isNow = (fault: keyof typeof until) => until[fault] > clock.monotonic();
  const conditions = { isStalled: () => isNow('stall'), profile: () => (isNow('slow') ? slowLink : link) };

  function accept(near: Socket): void {
    near.on('error', () => near.destroy());
    if (isNow('gone')) return resetSocket(near);
    const far = connect({ port: portOf(room), host: hostOf(room), allowHalfOpen: true });
    const line: Line = joinSockets(near, far, conditions, clock, () => lines.delete(line));
    lines.add(line);
  }

  function overAgain(): void {
    if (isNow('stall') || isNow('gone')) return;
    healedAt = clock.monotonic();
    for (const line of [...lines]) line.flow();
  }

  const server = createServer({ allowHalfOpen: true }, accept);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  function heal(): void {
    for (const cancel of timers) cancel();
    timers.clear();
    const wasDown = isNow('stall') || isNow('gone');
    until.stall = until.gone = until.slow = 0;
    if (wasDown) overAgain();
  }

  return {
    url: `${room.protocol}//127.0.0.1:${port}`,
    suffer(fault) {
      if (isRetired) return;
      if (fault.do === 'cut') {
        for (const line of [...lines]) line.cut();
        healedAt = clock.monotonic();
        return;
      }
      until[fault.do] = Math.max(until[fault.do], clock.monotonic() + fault.forMs);
      if (fault.do === 'slow') slowLink = { ...link, ...fault.link };
      if (fault.do === 'gone') for (const line of [...lines]) line.reset();
      // A moment later than the end: a timer may be early by a part of a millisecond.
      const cancel = clock.after(fault.forMs + 1, () => {
        timers.delete(cancel);
        overAgain();
      });
      timers.add(cancel);
    },
    heal,
    retire() {
      isRetired = true;
      heal();
    },
    healedAt: () => healedAt,
    async close() {
      heal();
      for (const line of [...lines]) line.reset();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
