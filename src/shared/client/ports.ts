/**
 * What the client needs of the world it runs in (browser, Electron's main process, Node): nothing here is
 * Node's or the DOM's, so the same client runs in all of them and under a fake clock in tests.
 */
export interface ClientClock {
  /** Epoch milliseconds of this machine: shown and told, never trusted. It may jump. */
  now(): number;
  /** Milliseconds that only ever grow, from any origin. */
  monotonic(): number;
  /** Calls back once after `delayMs`; the answer cancels it. */
  after(delayMs: number, callback: () => void): () => void;
}

/** 0 <= n < 1, for jitter. */
export type RandomPort = () => number;

/** A new random UUID in its 36-character form. */
export type NewIdPort = () => string;

/** The part of the platform's `fetch` the client uses; `globalThis.fetch` fits. */
export type FetchPort = (url: string, init: FetchRequest) => Promise<FetchAnswer>;

export interface FetchRequest {
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
}

export interface FetchAnswer {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  text(): Promise<string>;
  /** For a picture; where a fetch has none, pictures cannot be read through it. */
  arrayBuffer?(): Promise<ArrayBuffer>;
}

/** What went wrong without being anybody's refusal, for a log or a banner: never dropped silently. */
export type ProblemPort = (problem: { readonly where: string; readonly message: string }) => void;
