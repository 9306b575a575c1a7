import { randomUUID } from 'node:crypto';
import { createRoomApi } from '../../../shared/client/index.ts';
import type { AlertId } from '../../../shared/model/ids.ts';
import type { CommandOutput } from '../../../shared/protocol/commands.ts';
import { askPlainly, type Listening, listenBySocketIo } from './listening.ts';
import { ALERTS, bearer, mustRefuse, NOTIFICATIONS, servicesTries } from './refusals.ts';
import { type Bench, CONNECT_REMEDY } from './transports.ts';

type Payload = Readonly<Record<string, unknown>>;
export type Latency = Readonly<Record<string, number>>;

const TITLE = 'Self-test of the room';
const WHY = 'Self-test of the room: nothing happened.';
const TIDY_REMEDY = 'Do it by hand in the console, and look at the log of the room.';
/** Within this a revoked key is out (protocol 1). */
const REVOKED_MS = 1_000;

const oneDecimal = (ms: number): number => Math.round(ms * 10) / 10;

/** A notification to oneself, over every connection that carries them; it is marked as read. */
export async function notificationRound({ steps, api }: Bench, listeners: readonly Listening[]): Promise<void> {
  await steps.take('a notification end to end', 'Notifications do not arrive: look at the log of the room.', async () => {
    const sentAt = performance.now();
    const { notification } = await api.call('notification_test', { title: TITLE, message: WHY });
    const isOurs = (_name: string, { id }: Payload): boolean => id === notification.id;
    const carriers = listeners.filter(({ transport }) => transport !== ALERTS);
    const arrivals = await Promise.all(carriers.map((one) => one.first(isOurs)));
    await api.call('notification_read', { id: notification.id });
    const slowest = oneDecimal(Math.max(...arrivals.map(({ at }) => at - sentAt)));
    return { said: `It reached ${arrivals.length} connections within ${slowest} ms.`, found: undefined };
  });
}

/** An alert from a service to everybody who listens. Answers how long each took (ms); nothing when it did not arrive. */
export async function alertRound(bench: Bench, everybody: readonly Listening[]): Promise<Latency | undefined> {
  const { steps, ways, api } = bench;
  const issued = await steps.take('a key for a service', 'Sign in as an administrator: only they issue keys.', async () => {
    const name = `selftest-${randomUUID().slice(0, 8)}`;
    const found = await api.call('api_key_issue', { name, scopes: ['events:write', 'alerts:write'], ttlHours: 1 });
    return { said: 'Issued.', found };
  });
  if (!issued) return undefined;
  const listeners = everybody.filter(({ transport }) => transport !== NOTIFICATIONS);
  const raised: AlertId[] = [];
  let service: Listening | undefined;
  try {
    service = await steps.take('a service over Socket.IO', CONNECT_REMEDY, async () => {
      const found = await listenBySocketIo(ways, issued.token, 'websocket');
      await reportTwice(found);
      return { said: 'Its event was stored, and taken once when it was sent twice.', found };
    });
    await mustRefuse(steps.take, servicesTries(ways, issued.token));
    const remedy = 'Alerts do not reach the console: start no exam, and look at the log of the room.';
    return await steps.take('an alert end to end', remedy, async () => {
      const found = await sendAlert(bench, issued.token, listeners, (id) => raised.push(id));
      const words = Object.entries(found).map(([transport, ms]) => `${ms} ms over ${transport}`);
      return { said: `${words.join(', ')}.`, found };
    });
  } finally {
    for (const alertId of raised) await dismiss(bench, alertId, listeners);
    await revoke(bench, issued, service);
  }
}

async function reportTwice(service: Listening): Promise<void> {
  // No violation, so that nobody is alarmed by it.
  const event = { id: randomUUID(), type: 'client_started', occurredAt: new Date().toISOString(), source: 'selftest' };
  const first = (await service.ask('security_event', event)) as { ok?: unknown };
  const second = (await service.ask('security_event', event)) as { duplicate?: unknown };
  if (first.ok !== true || second.duplicate !== true) throw new Error('The room did not take an event once.');
}

async function sendAlert(
  { ways }: Bench,
  key: string,
  listeners: readonly Listening[],
  onRaised: (alertId: AlertId) => void,
): Promise<Latency> {
  const service = createRoomApi({ baseUrl: ways.origin, fetch: ways.fetch, token: () => key });
  const run = randomUUID();
  const isOurs = (name: string, { data }: Payload): boolean =>
    (name === 'security-alert' || name === 'alert') && (data as { run?: unknown } | undefined)?.run === run;
  const sentAt = performance.now();
  const arrivals = listeners.map(async (one) => [one.transport, oneDecimal((await one.first(isOurs)).at - sentAt)] as const);
  const { alertId } = await service.call('alert_post', {
    id: randomUUID(),
    type: 'selftest',
    severity: 'low',
    title: TITLE,
    message: WHY,
    data: { run },
  });
  if (alertId === undefined) throw new Error('The room took the alert for a repeat.');
  onRaised(alertId);
  return Object.fromEntries(await Promise.all(arrivals));
}

/** Closed as people close alerts; every listener hears of that too. */
async function dismiss({ steps, api }: Bench, alertId: AlertId, listeners: readonly Listening[]): Promise<void> {
  const isDone = (name: string, { id, status }: Payload): boolean =>
    (name === 'alert-updated' || name === 'alert_updated') && id === alertId && status === 'dismissed';
  await steps.tidy('dismissing the alert', TIDY_REMEDY, async () => {
    const heard = listeners.filter((one) => one.isOpen()).map((one) => one.first(isDone));
    await api.call('alert_action', { id: randomUUID(), alertId, action: 'dismiss', reason: WHY });
    await Promise.all(heard);
    return { said: `Dismissed, and ${heard.length} connections heard of it.`, found: undefined };
  });
}

async function revoke(
  { steps, ways, api }: Bench,
  issued: CommandOutput<'api_key_issue'>,
  service: Listening | undefined,
): Promise<void> {
  await steps.tidy('revoking the key', TIDY_REMEDY, async () => {
    await api.call('api_key_revoke', { keyId: issued.key.id });
    const revokedAt = performance.now();
    await service?.closed;
    const tookMs = Math.round(performance.now() - revokedAt);
    if (tookMs > REVOKED_MS) throw new Error(`Its connection was closed after ${tookMs} ms, and ${REVOKED_MS} are due.`);
    return { said: 'Revoked, and its connection was closed.', found: undefined };
  });
  service?.close();
  await mustRefuse(steps.tidy, [['a revoked key', 'token_revoked', () => askPlainly(ways, '/api/v1/me', bearer(issued.token))]]);
}
