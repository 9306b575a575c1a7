import { z } from 'zod';
import { PlainText } from '../../../shared/model/bounded-json.ts';
import { Spans } from './span.ts';

const at = Spans;
/** Who is meant: anybody, who behaves, or everyone with this behaviour; and which share of them (all unless told). */
const chosen = { at, who: PlainText(64).optional(), share: z.number().min(0).max(1).optional() };
const message = PlainText(1_000).min(1).optional();

/** What the script lets staff do. `at` counts working time: what comes after a pause of everybody moves on with it. */
export const ProctorStep = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('warn'), ...chosen, message }),
  z.strictObject({ do: z.literal('increase_monitoring'), ...chosen }),
  /** Suspended, and let go on after `for`; never without it. */
  z.strictObject({ do: z.literal('suspend'), ...chosen, for: Spans.optional() }),
  z.strictObject({ do: z.literal('extend_time'), ...chosen, minutes: z.number().min(1).max(600) }),
  z.strictObject({ do: z.literal('message'), ...chosen, message: PlainText(1_000).min(1) }),
  /** Lets everybody go on who is suspended then, whoever did it. */
  z.strictObject({ do: z.literal('resume_suspended'), at }),
  /** The whole sitting stands still for `for`. */
  z.strictObject({ do: z.literal('pause'), at, for: Spans }),
  /** The sitting is over. */
  z.strictObject({ do: z.literal('end'), at }),
]);
export type ProctorStep = z.infer<typeof ProctorStep>;
