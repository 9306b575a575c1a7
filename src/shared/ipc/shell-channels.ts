import { z } from 'zod';
import { nothing, type ShellChannel, type ShellSignal } from './channel.ts';

/** The languages of the shell's own words: menu, native dialogs, notifications. */
export const ShellLanguage = z.enum(['en', 'th']);
export type ShellLanguage = z.infer<typeof ShellLanguage>;

/** What every window of ours may know of the program around it, and tell it. */
export const ABOUT_CHANNELS = {
  'shell:about': {
    input: nothing,
    output: z.strictObject({ version: z.string(), electron: z.string(), chrome: z.string(), platform: z.string() }),
    windows: ['start', 'console', 'exam'],
  },
  /** The language somebody chose in any window of ours; absent until somebody did. Pages of different origins share no storage. */
  'shell:language': {
    input: nothing,
    output: z.strictObject({ language: ShellLanguage.optional() }),
    windows: ['start', 'console', 'exam'],
  },
  'shell:choose-language': {
    input: z.strictObject({ language: ShellLanguage }),
    output: nothing,
    windows: ['start', 'console', 'exam'],
  },
} as const satisfies Record<string, ShellChannel>;

/** What the console asks of the shell that hosts its room. */
export const HOST_CHANNELS = {
  /** The one-time code of the room in this very process, so that the first-run screen fills it in; absent once it is used up. */
  'shell:setup-code': { input: nothing, output: z.strictObject({ setupCode: z.string().optional() }), windows: ['console'] },
  /**
   * Something serious happened: draw attention outside the window. The words are the page's, in its language; it names nobody
   * unless its user asked for that. `show` is the user's wish to see notifications; badge and flashing come regardless.
   */
  'shell:alert-raised': {
    input: z.strictObject({
      alertId: z.string().min(1).max(64),
      severity: z.enum(['high', 'critical']),
      title: z.string().min(1).max(200),
      body: z.string().max(300),
      show: z.boolean(),
    }),
    output: nothing,
    windows: ['console'],
  },
  /** For the button that tries the settings out: shows a notification as a critical alert would. */
  'shell:try-notification': {
    input: z.strictObject({ title: z.string().min(1).max(200), body: z.string().max(300) }),
    output: z.strictObject({ isShown: z.boolean() }),
    windows: ['console'],
  },
} as const satisfies Record<string, ShellChannel>;

/** What the shell tells the console unasked. */
export const HOST_SIGNALS = {
  /** A native notification was clicked: show this alert, or all of them if it stood for several. */
  'shell:show-alert': { payload: z.strictObject({ alertId: z.string().max(64).optional() }), windows: ['console'] },
} as const satisfies Record<string, ShellSignal>;
