import { z } from 'zod';
import { AttemptId, ExamId } from './ids.ts';
import { SecurityEventInput } from './security-event.ts';

/** Where in the service's own world an observation was made (a camera, a host). Names no person. */
const EventSource = z
  .string()
  .regex(/^[\w .:/@-]{1,64}$/, 'is not a source (letters, digits, _ . : / @ - and spaces; at most 64)');

/**
 * An observation by a service (protocol 3, Service): a candidate's event, about an attempt, an exam or neither.
 * Without a `seq` the room numbers it.
 */
export const ServiceEventInput = SecurityEventInput.partial({ seq: true }).extend({
  attemptId: AttemptId.optional(),
  examId: ExamId.optional(),
  source: EventSource,
});
export type ServiceEventInput = z.infer<typeof ServiceEventInput>;
