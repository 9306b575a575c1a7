import { z } from 'zod';
import { nothing, type ShellChannel, type ShellSignal } from './channel.ts';

/** What every window of ours may know of the program around it. */
export const ABOUT_CHANNELS = {
  'shell:about': {
    input: nothing,
    output: z.strictObject({ version: z.string(), electron: z.string(), chrome: z.string(), platform: z.string() }),
    windows: ['start', 'console', 'exam'],
  },
} as const satisfies Record<string, ShellChannel>;

/** What the console asks of the shell that hosts its room. */
export const HOST_CHANNELS = {
  /** The one-time code of the room in this very process, so that the first-run screen fills it in; absent once it is used up. */
  'shell:setup-code': { input: nothing, output: z.strictObject({ setupCode: z.string().optional() }), windows: ['console'] },
} as const satisfies Record<string, ShellChannel>;

/** What the shell tells the console unasked. */
export const HOST_SIGNALS = {
  /** A native notification was clicked: show this alert. */
  'shell:show-alert': { payload: z.strictObject({ alertId: z.string().max(64) }), windows: ['console'] },
} as const satisfies Record<string, ShellSignal>;
