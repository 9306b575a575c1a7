/** A leaky bucket: `burst` at once, `perSecond` for ever. What is above is more than anybody honest sends. */
export interface Allowance {
  readonly burst: number;
  readonly perSecond: number;
}

/** What one source may do before it is told of. Sized for a hall of 500 candidates behind one address. */
export interface SourceLimits {
  /** Requests for one path, its query left aside: a hall asks for each page once. */
  readonly onePath: Allowance;
  /** Requests that were refused or led nowhere. */
  readonly fruitless: Allowance;
  /** Requests of any kind by nobody who is signed in. */
  readonly requests: Allowance;
  /** Connections of any kind. */
  readonly connections: Allowance;
  /** So many connections that ask for nothing, or handshakes nobody signs in on, within three seconds. */
  readonly silent: number;
  readonly handshakes: number;
  /** Connections that were closed because they did not finish what they had begun. */
  readonly stalled: Allowance;
}

export const OF_ADDRESS: SourceLimits = {
  onePath: { burst: 700, perSecond: 100 },
  fruitless: { burst: 400, perSecond: 60 },
  requests: { burst: 20_000, perSecond: 1_500 },
  connections: { burst: 4_000, perSecond: 400 },
  silent: 250,
  handshakes: 60,
  stalled: { burst: 30, perSecond: 1 },
};

/** All addresses together: an attack from everywhere has no address of its own. */
export const OF_ROOM: SourceLimits = {
  onePath: { burst: 4_000, perSecond: 400 },
  fruitless: { burst: 900, perSecond: 150 },
  requests: { burst: 40_000, perSecond: 3_000 },
  connections: { burst: 8_000, perSecond: 800 },
  silent: 600,
  handshakes: 300,
  stalled: { burst: 200, perSecond: 5 },
};

/** What everybody who is signed in at an address adds to its burst: a whole hall may reload its page, and reload it again. */
export const BURST_PER_PERSON = 2;
export const MOST_PEOPLE = 2_000;

/** New connections of one account: five tabs that are reloaded twice, then one a second. */
export const ARRIVALS: Allowance = { burst: 15, perSecond: 1 };
/** Sockets of one account that were closed because nobody read them. */
export const UNREAD: Allowance = { burst: 2, perSecond: 1 / 60 };

/** Messages of one account are counted in windows of this length ... */
export const WINDOW_MS = 10_000;
/** ... and so many in a row far above what is usual are told of ... */
export const WINDOWS_ABOVE = 3;
/** ... which is so many times the usual, and never less than this many in a window. */
export const TIMES_USUAL = 8;
export const LEAST_UNUSUAL = 150;
/** What is usual is never learned from a window above this, and so never above it: an attack of hours must not become usual. */
export const MOST_USUAL = 25;
/** When at least so many accounts at one address do alike, it is the network, not a person. */
export const MANY_ALIKE = 5;

/** The same thing about the same source is told of so often at most. */
export const TELL_EVERY_MS = 5_000;

/** How many sources are remembered; an attack from a million addresses costs what so many cost. */
export interface WaterMemory {
  readonly addresses: number;
  readonly accounts: number;
  readonly paths: number;
}
export const WATER_MEMORY: WaterMemory = { addresses: 8_192, accounts: 8_192, paths: 8_192 };
