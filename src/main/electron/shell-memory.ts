import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { ShellLanguage } from '../../shared/ipc.ts';

const Place = z.strictObject({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
  isMaximized: z.boolean(),
});
/** Where a window stood: its frame while it is not maximised, in the screen's own units. */
export type Place = z.infer<typeof Place>;

/** Where windows of one kind stood: on each display by its id, and which display it was last. */
const Places = z.strictObject({ last: z.string(), displays: z.record(z.string(), Place) });
export type Places = z.infer<typeof Places>;

const Memory = z.object({
  language: ShellLanguage.optional(),
  places: z.record(z.string(), Places).default({}),
});
type Memory = z.infer<typeof Memory>;

/** What the shell itself remembers from one start to the next. Nothing of an exam, nobody's name. */
export interface ShellMemory {
  get(): Readonly<Memory>;
  change(change: Partial<Memory>): void;
}

/** Kept in one small file. What cannot be read is begun anew; what cannot be written is reported and forgotten at the end. */
export function openShellMemory(file: string, report: (what: string, error?: unknown) => void): ShellMemory {
  let memory = read(file);
  return {
    get: () => memory,
    change: (change) => {
      memory = { ...memory, ...change };
      try {
        mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
        // Whole or not at all: a second name, then renamed.
        writeFileSync(`${file}.tmp`, JSON.stringify(memory), { mode: 0o600 });
        renameSync(`${file}.tmp`, file);
      } catch (error) {
        report('the places of the windows could not be kept', error);
      }
    },
  };
}

function read(file: string): Memory {
  try {
    return Memory.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return Memory.parse({});
  }
}
