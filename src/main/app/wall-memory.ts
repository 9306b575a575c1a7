import type { Logger } from '../domain/logger-port.ts';
import type { Clock } from '../domain/ports.ts';
import type { SettingRepo } from '../domain/store.ts';
import { WallMemory } from '../domain/walls/wall-memory.ts';
import type { Walls } from '../domain/walls/walls.ts';

/** What the walls remember, kept over a restart of the room (W1-W4). */
export interface KeptWalls {
  /**
   * Lets the walls go on from what was kept. A memory that cannot be read is set aside, with a word in the log; the walls
   * then begin anew, and the room starts all the same.
   */
  recall(walls: Walls): void;
  /** From now on what these walls remember is written every few seconds, where it has changed. */
  keep(walls: Walls): void;
  /** Writes what has changed, and keeps nothing more. */
  flush(): void;
}

export interface KeptWallsParts {
  readonly settings: Pick<SettingRepo, 'get' | 'set'>;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Writes in a transaction, soon. */
  run(work: () => void): Promise<unknown>;
  /** How often is looked for changes, ms. */
  readonly everyMs?: number;
}

const NAME = 'wall_memory';
const SET_ASIDE = 'wall_memory_set_aside';
/** A crash forgets at most so much of an attack. */
const EVERY_MS = 2_000;
/** In a great attack there is so much to write that it is written less often: a turn is let pass for every so many characters. */
const TURN_PER = 200_000;
/** More than the bounds of every part come to; what is longer was not written by this program. */
const LONGEST = 8 * 1_048_576;
/** So much of what could not be read is kept for whoever wants to know why. */
const MOST_SET_ASIDE = 65_536;

/** The memory a text holds, or what is wrong with it, in words. */
function read(text: string): WallMemory | string {
  if (text.length > LONGEST) return `it is longer than ${LONGEST} characters`;
  try {
    const { success, data, error } = WallMemory.safeParse(JSON.parse(text));
    if (success) return data;
    const [flaw] = error.issues;
    return `${flaw?.path.join('.') || 'the whole'}: ${flaw?.message ?? 'not understood'}`;
  } catch {
    return 'it is no JSON';
  }
}

/** Kept among the settings of the store: one text, replaced as a whole, never on the way of a request. */
export function createKeptWalls({ settings, clock, logger, run, everyMs = EVERY_MS }: KeptWallsParts): KeptWalls {
  let written = '';
  let kept: Walls | undefined;
  let timer: NodeJS.Timeout | undefined;
  let turnsToPass = 0;

  function commit(work: () => void): void {
    run(work).catch((error: unknown) => {
      // Tried again with the next look, whether anything has changed by then or not.
      written = '';
      logger.error({ err: error }, 'what the walls remember could not be written');
    });
  }

  function write(): void {
    if (!kept) return;
    const text = JSON.stringify(kept.remember(clock.now()));
    if (text === written) return;
    written = text;
    turnsToPass = Math.floor(text.length / TURN_PER);
    commit(() => settings.set(NAME, text));
  }

  return {
    recall(walls) {
      const text = settings.get(NAME);
      if (text === undefined || text === '') return;
      const memory = read(text);
      if (typeof memory !== 'string') {
        written = text;
        return walls.recall(memory, clock.now());
      }
      logger.warn(
        { reason: memory },
        'what the walls remembered cannot be read and is set aside: slow attacks are counted from the beginning',
      );
      commit(() => {
        settings.set(SET_ASIDE, text.slice(0, MOST_SET_ASIDE));
        settings.set(NAME, '');
      });
    },
    keep(walls) {
      kept = walls;
      timer = setInterval(() => {
        turnsToPass -= 1;
        if (turnsToPass < 0) write();
      }, everyMs).unref();
    },
    flush() {
      clearInterval(timer);
      write();
      kept = undefined;
    },
  };
}
