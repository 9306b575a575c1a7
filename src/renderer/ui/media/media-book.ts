import type { MediaType } from '../../../shared/model/media.ts';

/** A picture or sound on its way to the page. */
export type MediumState =
  | { readonly state: 'loading' }
  | { readonly state: 'ready'; readonly url: string; readonly mediaType: MediaType }
  | { readonly state: 'failed' };

/** The pictures and sounds of a page: each is fetched once, with the person's token, and shown from memory. */
export interface MediaBook {
  /** How it stands; one nobody asked for is `loading`. The same object until it changes. */
  stateOf(sha256: string): MediumState;
  /** Fetches what is not here yet, a few at a time, in this order. What fails is tried again by itself, later and later. */
  want(hashes: readonly string[]): void;
  /** Tries one that failed now. */
  retry(sha256: string): void;
  subscribe(listener: () => void): () => void;
  /** Forgets everything and gives the memory back; whoever wants something then fetches it anew. */
  clear(): void;
}

export interface MediaPorts {
  readonly fetch: (sha256: string) => Promise<{ readonly mediaType: MediaType; readonly bytes: Uint8Array<ArrayBuffer> }>;
  readonly makeUrl: (bytes: Uint8Array<ArrayBuffer>, mediaType: MediaType) => string;
  readonly revokeUrl: (url: string) => void;
  readonly after: (ms: number, run: () => void) => () => void;
}

const AT_ONCE = 4;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;
/** Who is asked to slow down asks for nothing for so long: hurrying on would look like an attack. */
const SLOW_DOWN_MS = 3_000;
const LOADING: MediumState = { state: 'loading' };
const FAILED: MediumState = { state: 'failed' };

/** The ports of a browser's page. */
export const pageMedia = (fetch: MediaPorts['fetch']): MediaPorts => ({
  fetch,
  makeUrl: (bytes, type) => URL.createObjectURL(new Blob([bytes], { type })),
  revokeUrl: (url) => URL.revokeObjectURL(url),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
});

export function createMediaBook({ fetch, makeUrl, revokeUrl, after }: MediaPorts): MediaBook {
  const states = new Map<string, MediumState>();
  const retries = new Map<string, { cancel: () => void; ms: number }>();
  const listeners = new Set<() => void>();
  let queue: string[] = [];
  let running = 0;
  let resume: (() => void) | undefined;
  /** What was asked for before `clear` is nobody's any more. */
  let life = 0;

  const set = (sha256: string, state: MediumState): void => {
    states.set(sha256, state);
    for (const listener of listeners) listener();
  };
  const fail = (sha256: string): void => {
    set(sha256, FAILED);
    const ms = Math.min((retries.get(sha256)?.ms ?? FIRST_RETRY_MS / 2) * 2, LAST_RETRY_MS);
    retries.set(sha256, { ms, cancel: after(ms, () => again(sha256)) });
  };
  const again = (sha256: string): void => {
    if (states.get(sha256) !== FAILED) return;
    retries.get(sha256)?.cancel();
    set(sha256, LOADING);
    queue.push(sha256);
    next();
  };
  const load = async (sha256: string, mine: number): Promise<void> => {
    try {
      const { mediaType, bytes } = await fetch(sha256);
      if (mine === life) set(sha256, { state: 'ready', url: makeUrl(bytes, mediaType), mediaType });
    } catch (error) {
      if (mine !== life) return;
      // Whatever else it was, the page says that the picture is missing, and tries again.
      if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'rate_limited') slowDown(sha256);
      else fail(sha256);
    }
  };
  const slowDown = (sha256: string): void => {
    queue.unshift(sha256);
    resume ??= after(SLOW_DOWN_MS, () => {
      resume = undefined;
      next();
    });
  };
  const next = (): void => {
    while (running < AT_ONCE && !resume) {
      const sha256 = queue.shift();
      if (sha256 === undefined) return;
      running += 1;
      const mine = life;
      void load(sha256, mine).then(() => {
        if (mine !== life) return;
        running -= 1;
        next();
      });
    }
  };

  return {
    stateOf: (sha256) => states.get(sha256) ?? LOADING,
    want(hashes) {
      for (const sha256 of hashes) {
        if (states.has(sha256)) continue;
        states.set(sha256, LOADING);
        queue.push(sha256);
      }
      next();
    },
    retry: again,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    clear() {
      life += 1;
      running = 0;
      queue = [];
      resume?.();
      resume = undefined;
      for (const { cancel } of retries.values()) cancel();
      for (const state of states.values()) if (state.state === 'ready') revokeUrl(state.url);
      retries.clear();
      states.clear();
    },
  };
}
