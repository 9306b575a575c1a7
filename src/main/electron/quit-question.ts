import type { MessageBoxOptions } from 'electron';
import type { RoomActivity } from '../app/room-activity.ts';
import type { ShellWords } from './shell-words.ts';

/** A room that does not say what goes on in it within this time is not asked for: the way out must not hang. */
const ANSWER_MS = 2_000;

export interface QuitParts {
  readonly activity: () => Promise<RoomActivity>;
  /** The system's dialog: the number of the button. */
  readonly ask: (options: MessageBoxOptions) => Promise<number>;
  readonly words: () => ShellWords;
  readonly report: (what: string, error?: unknown) => void;
}

/** May the program end? Asks only while a sitting is open or running; whoever closes the dialog keeps the room. */
export function createQuitQuestion({ activity, ask, words, report }: QuitParts): () => Promise<boolean> {
  let asking: Promise<boolean> | undefined;

  const question = async (): Promise<boolean> => {
    let limit: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
      limit = setTimeout(resolve, ANSWER_MS, undefined);
    });
    try {
      const found = await Promise.race([activity(), late]);
      if (!found) report('the room did not say in time whether a sitting is open');
      if (!found || found.open + found.running === 0) return true;
      const { quitRunning, quitOpen, quitDetail, quitNo, quitYes } = words();
      const button = await ask({
        type: 'warning',
        title: 'Invigil',
        message: found.running > 0 ? quitRunning(found.candidates) : quitOpen(found.candidates),
        detail: quitDetail,
        buttons: [quitNo, quitYes],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      return button === 1;
    } catch (error) {
      report('the question before closing could not be asked', error);
      return true;
    } finally {
      clearTimeout(limit);
    }
  };

  return () => {
    // Asked again while the dialog is open: it is the same question.
    asking ??= question().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}
