import { z } from 'zod';
import { ConnectionId, UserId } from './ids.ts';
import { Role } from './role.ts';
import { IsoTime } from './time.ts';

const count = z.int().min(0);
const counts = z.record(z.string(), count);
const share = z.number().min(0).max(1);

/** What one day (UTC) saw; kept over restarts. `messages` are those of sockets, both ways. */
export const DailyFigures = z.strictObject({ date: z.iso.date(), connections: count, messages: count, alerts: count });
export type DailyFigures = z.infer<typeof DailyFigures>;

/**
 * How the room's live connections do (OP1, protocol 6). Counts are since the room's start, unless a field says otherwise; it
 * names nobody.
 */
export const RoomMetrics = z.strictObject({
  connections: z.strictObject({
    /** Open now, and so are the next two. */
    total: count,
    byTransport: counts,
    byRole: counts,
    opened: count,
    closed: count,
    /** Handshakes, by the code they were refused with. */
    refused: counts,
    /** Opened of all that were tried; 1 before anybody tried. */
    successRate: share,
    /** Of those that have closed, and of the open ones so far. */
    durationSeconds: z.strictObject({ p50: z.number(), p95: z.number(), max: z.number() }),
  }),
  messages: z.strictObject({
    in: count,
    out: count,
    /** Over the last ten seconds. */
    inPerSecond: z.number(),
    outPerSecond: z.number(),
    /** What clients sent and were refused. */
    errors: count,
  }),
  /** Observations that were stored; types the room does not know are `other`. */
  events: z.strictObject({ byType: counts }),
  alerts: z.strictObject({
    raised: count,
    /** Those that a connection of staff was there to receive when they were raised. */
    delivered: count,
    /** 1 before any was raised. */
    deliverySuccessRate: share,
    /** Neither resolved nor dismissed, whenever they were raised. */
    active: count,
  }),
  /** From a command's arrival to its commit, over the last five minutes (ms). */
  latencyMs: z.strictObject({ p50: z.number(), p95: z.number(), p99: z.number() }),
  /** Newest last. */
  daily: z.array(DailyFigures),
});
export type RoomMetrics = z.infer<typeof RoomMetrics>;

/** One open connection, for staff. */
export const ActiveConnection = z.strictObject({
  id: ConnectionId,
  userId: UserId,
  role: Role,
  transport: z.string(),
  ip: z.string(),
  connectedAt: IsoTime,
  durationSeconds: z.number(),
  messagesIn: count,
  messagesOut: count,
});
export type ActiveConnection = z.infer<typeof ActiveConnection>;
