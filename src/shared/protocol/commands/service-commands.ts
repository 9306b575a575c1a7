import { z } from 'zod';
import { BoundedJson, PlainText } from '../../model/bounded-json.ts';
import { AlertId, AttemptId, ClientMadeId, ExamId } from '../../model/ids.ts';
import { SecurityEventType } from '../../model/security-event.ts';
import { ServiceEventInput } from '../../model/service-event.ts';
import { Severity } from '../../model/severity.ts';
import { eventAck } from './parts.ts';
import type { CommandTable } from './table.ts';

/** What services report (protocol 3, Service). The first two are sent under the names candidates use. */
export const SERVICE_COMMANDS = {
  service_event: { roles: ['service'], input: ServiceEventInput, output: eventAck },
  service_events: {
    roles: ['service'],
    /** Each is validated by itself, so that one bad event does not hold the others back. */
    input: z.strictObject({ events: z.array(z.unknown()).min(1).max(200) }),
    output: z.strictObject({ ok: z.literal(true), results: z.array(eventAck) }),
  },
  alert_post: {
    roles: ['service'],
    input: z.strictObject({
      id: ClientMadeId,
      type: SecurityEventType,
      severity: Severity,
      title: PlainText(200).min(1),
      message: PlainText(2000),
      examId: ExamId.optional(),
      attemptId: AttemptId.optional(),
      reasons: z.array(PlainText(200)).max(20).optional(),
      data: BoundedJson.optional(),
      /** Repeats under one group within five minutes are one alert that counts up. */
      group: PlainText(100).min(1).optional(),
    }),
    output: z.strictObject({
      ok: z.literal(true),
      id: ClientMadeId,
      duplicate: z.boolean().optional(),
      /** Absent for a repeat of an accepted request. */
      alertId: AlertId.optional(),
    }),
  },
} as const satisfies CommandTable;
