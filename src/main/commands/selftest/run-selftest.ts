import { createRoomApi } from '../../../shared/client/index.ts';
import { PROTOCOL_VERSION } from '../../../shared/protocol/version.ts';
import type { WaysToRoom } from '../../app/ways-to-room.ts';
import { askPlainly } from './listening.ts';
import { bearer, mustRefuse, strangersTries } from './refusals.ts';
import { alertRound, type Latency, notificationRound } from './rounds.ts';
import { createSteps, type Step } from './steps.ts';
import { type Bench, listenEverywhere, type RoundTrip, roundTrips, ticketOnce } from './transports.ts';

export interface SelftestOptions {
  readonly ways: WaysToRoom;
  readonly username: string;
  readonly password: string;
  readonly totp?: string | undefined;
  /** Calls the test off; what it made is cleaned up all the same. */
  readonly signal: AbortSignal;
  readonly tell: (step: Step) => void;
}

export interface SelftestReport {
  readonly ok: boolean;
  /** Of the room; absent when none answered. */
  readonly version?: string;
  readonly steps: readonly Step[];
  readonly latencyMs: {
    /** From sending an alert to each kind of connection that heard it. */
    readonly alert?: Latency;
    /** A command and its answer. */
    readonly roundTrip: Readonly<Record<string, RoundTrip>>;
  };
}

/**
 * Drives a running room as real clients would: every transport, what it must refuse, a notification and an alert end to end with
 * their latency. Whatever happens it cleans up behind itself: the alert is dismissed, the key revoked, its own session ended.
 */
export async function runSelftest(options: SelftestOptions): Promise<SelftestReport> {
  const { ways, username, password, totp } = options;
  const steps = createSteps(options.tell, options.signal);
  const anyone = createRoomApi({ baseUrl: ways.origin, fetch: ways.fetch });
  const version = await steps.take(
    'the room answers',
    'Check the address: what answers there is no room this program knows.',
    async () => {
      const { version: found, protocol } = await anyone.call('setup_status', {});
      if (protocol !== PROTOCOL_VERSION) throw new Error(`It speaks protocol ${protocol}, this program ${PROTOCOL_VERSION}.`);
      for (const path of ['/healthz', '/readyz']) await askPlainly(ways, path);
      return { said: `Version ${found}, healthy and ready.`, found };
    },
  );
  const remedy = 'Check --username and the password on stdin; with a second factor give --totp.';
  const token = await steps.take('signing in', remedy, async () => {
    const device = { deviceType: 'command line' };
    const login = await anyone.call('auth_login', { username, password, device, ...(totp === undefined ? {} : { totp }) });
    return { said: `Signed in as ${login.user.role}.`, found: login.token };
  });
  const api = createRoomApi({ baseUrl: ways.origin, fetch: ways.fetch, token: () => token });
  const latencyMs = token === undefined ? { roundTrip: {} } : await driveRoom({ steps, ways, api, token });
  const ok = steps.taken.every((step) => step.ok);
  return { ok, ...(version === undefined ? {} : { version }), steps: steps.taken, latencyMs };
}

async function driveRoom(bench: Bench): Promise<SelftestReport['latencyMs']> {
  const { steps, ways, api, token } = bench;
  const listeners = await listenEverywhere(bench);
  try {
    const roundTrip = await roundTrips(bench, listeners);
    await mustRefuse(steps.take, strangersTries(ways, token));
    await ticketOnce(bench);
    await notificationRound(bench, listeners);
    const alert = await alertRound(bench, listeners);
    return { ...(alert ? { alert } : {}), roundTrip };
  } finally {
    for (const one of listeners) one.close();
    await steps.tidy('signing out', 'End the session by hand in the console.', async () => {
      await api.call('auth_logout', {});
      return { said: 'The session is ended.', found: undefined };
    });
    const remains = () => askPlainly(ways, '/api/v1/me', bearer(token));
    await mustRefuse(steps.tidy, [['a session that was signed out', 'token_revoked', remains]]);
  }
}
