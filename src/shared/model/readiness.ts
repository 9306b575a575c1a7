import { z } from 'zod';
import { IsoTime } from './time.ts';

/** What a candidate's client said about its computer before the start (EX11): testimony, shown to staff as it is. */
export const Readiness = z.strictObject({
  at: IsoTime,
  grade: z.string().optional(),
  measures: z.array(z.strictObject({ id: z.string(), state: z.string() })),
  /** Figures by name: `roundTripMs`, `clockOffsetMs` ... */
  checks: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type Readiness = z.infer<typeof Readiness>;
