/**
 * What the walls are told: one observation each, as it was seen, without a judgement. `at` is epoch ms by the room's clock,
 * or by the log's own when a recorded day is replayed. `ip` is the address of who asked, behind trusted proxies the one they name.
 */
export type Signal = RequestSignal | LoginSignal | TrafficSignal | OperationSignal | ClientSignal;

interface Observed {
  readonly at: number;
  readonly ip?: string | undefined;
  /** Who it was, when that is known: the id of an account in a room, the name in a foreign log. */
  readonly user?: string | undefined;
}

/** One HTTP request or the handshake of a socket (W1). Everything in it is what the client wrote, undecoded. */
export interface RequestSignal extends Observed {
  readonly kind: 'request';
  readonly method: string;
  /** The request target: path and query, or whatever stood in its place. */
  readonly uri: string;
  /** As on the request line: `HTTP/1.1`. */
  readonly version: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The body as text, where the room looks at it at all; answers of candidates never come here. */
  readonly body?: string | undefined;
  /** How it was answered, when that is known. */
  readonly status?: number | undefined;
  /** Why the server could not read it as a request at all: its parser's code. What was read of it stands above. */
  readonly fault?: string | undefined;
}

export type LoginOutcome = 'ok' | 'wrong_secret' | 'unknown_user' | 'locked' | 'refused';

/** One attempt to prove who one is: password, second factor, access code, join (W2). */
export interface LoginSignal extends Observed {
  readonly kind: 'login';
  readonly outcome: LoginOutcome;
  /** At which door: `console`, `join`, `sshd` ... Lock-outs count by door. */
  readonly door: string;
  /** A stable name of the device, when it gave one. */
  readonly deviceId?: string | undefined;
  /** It asked to be let in to an exam that is over. */
  readonly isAfterEnd?: boolean | undefined;
}

/**
 * A connection that opens or closes, or something that arrives on it (W3). With `user` it is somebody who has signed in: `opened` is
 * then their socket, and a stranger's bare connection otherwise.
 */
export interface TrafficSignal extends Observed {
  readonly kind: 'traffic';
  /** `stalled`: closed because it never finished what it had begun; `unread`: closed because nobody read what was sent on it. */
  readonly what: 'opened' | 'closed' | 'message' | 'refused' | 'stalled' | 'unread';
  readonly session?: string | undefined;
}

/** A command that was carried out, or refused, on somebody's data (W4). */
export interface OperationSignal extends Observed {
  readonly kind: 'operation';
  readonly name: string;
  readonly role: string;
  readonly session?: string | undefined;
  /** Which of several things the command does, where it names one: `suspend`. */
  readonly action?: string | undefined;
  readonly outcome: 'done' | 'refused';
  /** Why it was refused: a code of the error table. */
  readonly code?: string | undefined;
  /** What it was about: `attempt:<id>`, `exam:<id>` ... */
  readonly about?: string | undefined;
  /** How many records left the room with it. */
  readonly records?: number | undefined;
}

/** One event of a candidate's client, with where it stands in its session's numbered chain (W5). */
export interface ClientSignal extends Observed {
  readonly kind: 'client';
  readonly session: string;
  readonly attempt: string;
  readonly exam: string;
  readonly type: string;
  readonly seq: number;
  /** What the client says of when it happened, epoch ms: testimony. */
  readonly occurredAt: number;
  /** The client's monotonic reading, ms since its start, when it gives one. */
  readonly monotonicMs?: number | undefined;
  /** Hash of the event before, when the client chains its events. */
  readonly previous?: string | undefined;
  readonly offline?: boolean | undefined;
}
