/** One thing that was tried on the room. */
export interface Step {
  readonly step: string;
  readonly ok: boolean;
  readonly ms: number;
  /** What happened, one sentence. */
  readonly said: string;
  /** What to do about it, where it failed. */
  readonly remedy?: string;
}

export interface Done<T> {
  readonly said: string;
  readonly found: T;
}

/** Answers what the step found, or nothing when it failed. `work` returns with a sentence, or throws. */
type Take = <T>(step: string, remedy: string, work: () => Promise<Done<T>>) => Promise<T | undefined>;

/** What was tried, in order. A failure is written down and the next step tried: one fault must not hide another. */
export interface Steps {
  readonly taken: readonly Step[];
  readonly take: Take;
  /** The same, done also when the test was called off: nothing may be left behind. */
  readonly tidy: Take;
}

/** A room that needs longer does not answer. */
const STEP_MS = 10_000;

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** `tell` hears of each step as it is done; after `signal` nothing more is tried. */
export function createSteps(tell: (step: Step) => void, signal: AbortSignal): Steps {
  const taken: Step[] = [];
  const note = (step: Step): void => {
    taken.push(step);
    tell(step);
  };
  const tidy: Take = async (step, remedy, work) => {
    const begun = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`It took longer than ${STEP_MS / 1000} s.`)), STEP_MS);
    });
    const msSince = () => Math.round(performance.now() - begun);
    try {
      const { said, found } = await Promise.race([work(), late]);
      note({ step, ok: true, ms: msSince(), said });
      return found;
    } catch (error) {
      note({ step, ok: false, ms: msSince(), said: wordsOf(error), remedy });
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    taken,
    tidy,
    async take(step, remedy, work) {
      if (!signal.aborted) return tidy(step, remedy, work);
      note({ step, ok: false, ms: 0, said: 'Not tried: the test was called off.', remedy: 'Run it again.' });
      return undefined;
    },
  };
}
