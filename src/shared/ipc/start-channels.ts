import { z } from 'zod';
import { nothing, type ShellChannel } from './channel.ts';

/** What the program can be; the first screen asks, a flag may have answered already. */
export const StartChoice = z.enum(['host', 'join', 'console']);
export type StartChoice = z.infer<typeof StartChoice>;

/** Why a room does not open. The page has the words; `detail` is the room's own sentence for whoever helps. */
export const HostRefusal = z.strictObject({
  code: z.enum([
    'port_in_use',
    'data_dir_unwritable',
    'data_dir_locked',
    'store_newer',
    'store_damaged',
    'config_invalid',
    'key_damaged',
    'node_too_old',
    'internal',
  ]),
  detail: z.string(),
});
export type HostRefusal = z.infer<typeof HostRefusal>;

/** Why another room's console does not open. */
export const ConsoleRefusal = z.enum(['address_invalid', 'unreachable', 'certificate', 'not_a_room']);
export type ConsoleRefusal = z.infer<typeof ConsoleRefusal>;

const Port = z.int().min(0).max(65_535);

/** What the first screen asks of the shell. */
export const START_CHANNELS = {
  /** What the screen begins with. */
  'shell:opening': {
    input: nothing,
    output: z.strictObject({
      /** Where a flag leads, or where the last attempt failed. */
      choice: StartChoice.optional(),
      refusal: HostRefusal.optional(),
      host: z.strictObject({ port: Port, lan: z.boolean(), plaintext: z.boolean(), dataDir: z.string() }),
      /** The address a flag named. */
      consoleUrl: z.string().optional(),
      consoleRefusal: ConsoleRefusal.optional(),
      /** Can this program be a candidate's seat? */
      canJoin: z.boolean(),
    }),
    windows: ['start'],
  },
  /** Opens a room here; without a refusal its console is open when this is answered. `plaintext`: with `lan`, nothing is encrypted. */
  'shell:host': {
    input: z.strictObject({ port: Port, lan: z.boolean(), plaintext: z.boolean(), dataDir: z.string().min(1).max(4096) }),
    output: z.strictObject({ refusal: HostRefusal.optional() }),
    windows: ['start'],
  },
  /** Lets the person point at a data folder, in the system's own dialog; absent when they cancel. */
  'shell:choose-folder': { input: nothing, output: z.strictObject({ folder: z.string().optional() }), windows: ['start'] },
  /** Opens the console of the room at an address. */
  'shell:open-console': {
    input: z.strictObject({ url: z.string().max(2048) }),
    output: z.strictObject({ refusal: ConsoleRefusal.optional() }),
    windows: ['start'],
  },
  /** Goes on to the candidate's join screen. */
  'shell:join': { input: nothing, output: nothing, windows: ['start'] },
} as const satisfies Record<string, ShellChannel>;
