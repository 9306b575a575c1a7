import { z } from 'zod';
import { ClientMadeId } from '../../model/ids.ts';
import { ActiveConnection, RoomMetrics } from '../../model/metrics.ts';
import { nothing, STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

const mayHaveId = z.strictObject({ id: ClientMadeId.optional() });
const noted = z.strictObject({ ok: z.literal(true), id: ClientMadeId.optional() });

/** How the room's connections do (OP1, protocol 3 and 6). */
export const MONITORING_COMMANDS = {
  metrics_get: { roles: STAFF, input: nothing, output: RoomMetrics },
  connections_list: { roles: STAFF, input: nothing, output: z.array(ActiveConnection) },
  /** From now on this connection is sent `metrics`, at most once a second. */
  metrics_subscribe: { roles: STAFF, input: mayHaveId, output: noted },
  metrics_unsubscribe: { roles: STAFF, input: mayHaveId, output: noted },
} as const satisfies CommandTable;
