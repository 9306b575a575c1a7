import { type Later, laterByTimer } from '../pace-updates.ts';

export interface LobbyLimits {
  /** How many may wait at once. */
  readonly most: number;
  /** How long one may wait (ms). */
  readonly stayMs: number;
  /** How long one may wait whom the room keeps waiting itself, while it answers a request (ms). */
  readonly servedMs: number;
}

/** The stay of one who has not said yet who they are. */
export interface Stay {
  /** The room is at work for them: their own time does not run. */
  serve(): void;
  /** Their time begins anew. */
  renew(): void;
  /** They have signed in, or have gone. */
  leave(): void;
}

/** `late`: stayed too long; `full`: one of an address that held most when there was no place left. */
export type WhyDropped = 'late' | 'full';

/** Where everybody waits who is not authenticated, whatever carries them (protocol 1, Limits). */
export interface Lobby {
  /** Comes in; when that is one too many, the oldest of the address that holds most is dropped, never the newcomer of another. */
  enter(address: string, drop: (why: WhyDropped) => void): Stay;
  readonly size: number;
  /** Watches the time no longer. */
  stop(): void;
}

interface Guest {
  readonly address: string;
  readonly drop: (why: WhyDropped) => void;
  deadline: number;
}

const sinceStart = (): number => performance.now();

/** Counts who waits from where, such that the fullest address is known at once, however many there are. */
function createCrowd() {
  const byAddress = new Map<string, Set<Guest>>();
  /** `bySize[n]`: the addresses that hold n, the one that came to hold so many longest ago first. */
  const bySize: Set<string>[] = [];

  const resize = (address: string, from: number, to: number): void => {
    bySize[from]?.delete(address);
    if (to > 0) {
      bySize[to] ??= new Set();
      bySize[to].add(address);
    }
    while (bySize.length > 0 && !bySize.at(-1)?.size) bySize.pop();
  };
  return {
    add: (guest: Guest): void => {
      const guests = byAddress.get(guest.address) ?? new Set();
      byAddress.set(guest.address, guests.add(guest));
      resize(guest.address, guests.size - 1, guests.size);
    },
    remove: (guest: Guest): boolean => {
      const guests = byAddress.get(guest.address);
      if (!guests?.delete(guest)) return false;
      if (guests.size === 0) byAddress.delete(guest.address);
      resize(guest.address, guests.size + 1, guests.size);
      return true;
    },
    /** The oldest of the address that holds most; whoever is being answered after those who are not, but before the newcomer. */
    oldestOfFullest: (served: ReadonlySet<Guest>, newcomer: Guest): Guest | undefined => {
      const [address] = bySize.at(-1) ?? [];
      const guests = (address === undefined ? undefined : byAddress.get(address)) ?? [];
      for (const guest of guests) if (!served.has(guest) && guest !== newcomer) return guest;
      const [oldest] = guests;
      return oldest;
    },
  };
}

/** An anonymous flood costs what so many guests cost, for so long, and nothing more (security 17 and 19). */
export function createLobby(limits: LobbyLimits, now: () => number = sinceStart, later: Later = laterByTimer): Lobby {
  const crowd = createCrowd();
  /** All wait equally long in each, so that who came first is due first. */
  const waiting = new Set<Guest>();
  const served = new Set<Guest>();
  let alarm: { readonly at: number; readonly cancel: () => void } | undefined;

  /** One timer for all: for whoever is due first. */
  function wakeAt(at: number): void {
    if (alarm && alarm.at <= at) return;
    alarm?.cancel();
    alarm = { at, cancel: later(dropDue, Math.max(1, Math.ceil(at - now()))) };
  }

  function put(guest: Guest, queue: Set<Guest>, ms: number): void {
    waiting.delete(guest);
    served.delete(guest);
    guest.deadline = now() + ms;
    queue.add(guest);
    wakeAt(guest.deadline);
  }

  function remove(guest: Guest): boolean {
    waiting.delete(guest);
    served.delete(guest);
    return crowd.remove(guest);
  }

  function dropDue(): void {
    alarm = undefined;
    let next = Number.POSITIVE_INFINITY;
    for (const queue of [waiting, served]) {
      for (const guest of queue) {
        if (guest.deadline > now()) {
          next = Math.min(next, guest.deadline);
          break;
        }
        remove(guest);
        guest.drop('late');
      }
    }
    if (next < Number.POSITIVE_INFINITY) wakeAt(next);
  }

  const inside = (guest: Guest): boolean => waiting.has(guest) || served.has(guest);
  return {
    enter: (address, drop) => {
      const guest: Guest = { address, drop, deadline: 0 };
      crowd.add(guest);
      put(guest, waiting, limits.stayMs);
      while (waiting.size + served.size > limits.most) {
        const oldest = crowd.oldestOfFullest(served, guest);
        if (!oldest) break;
        remove(oldest);
        oldest.drop('full');
      }
      return {
        serve: () => inside(guest) && put(guest, served, limits.servedMs),
        renew: () => inside(guest) && put(guest, waiting, limits.stayMs),
        leave: () => void remove(guest),
      };
    },
    get size() {
      return waiting.size + served.size;
    },
    stop: () => alarm?.cancel(),
  };
}
