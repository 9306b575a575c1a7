import { type Severity, severityRank } from '../../../shared/model/severity.ts';

/** Notes as [frequency in Hz, start in s]: a falling triple for critical, a pair for high, one for the rest. */
const TUNES: Record<Severity, readonly (readonly [number, number])[]> = {
  critical: [
    [880, 0],
    [698.5, 0.16],
    [880, 0.32],
  ],
  high: [
    [659.3, 0],
    [784, 0.15],
  ],
  medium: [[587.3, 0]],
  low: [[523.3, 0]],
};
const NOTE_SECONDS = 0.28;
/** A storm of alerts is one sound, not a hundred; only something worse is heard through it. */
const QUIET_MS = 4_000;

export interface Chime {
  /** Plays unless something as serious just did. False: the browser keeps silent until somebody has clicked on the page. */
  play(severity: Severity, volume: number): boolean;
  /** For the test button: plays always. */
  test(volume: number): boolean;
  stop(): void;
}

interface ChimeParts {
  /** In the desktop app, which asks for no gesture before a sound. */
  readonly isAlwaysAllowed: boolean;
  readonly now?: () => number;
}

/** Sounds made on the spot: no file to load, nothing to decode. The audio device is opened with the first sound. */
export function createChime({ isAlwaysAllowed, now = () => performance.now() }: ChimeParts): Chime {
  let context: AudioContext | undefined;
  let lastAt = Number.NEGATIVE_INFINITY;
  let lastRank = -1;

  function sound(severity: Severity, volume: number): boolean {
    if (typeof AudioContext === 'undefined') return false;
    // the typings say it is always there; Firefox before 120 has no `userActivation`
    const activation = navigator.userActivation as UserActivation | undefined;
    if (!isAlwaysAllowed && activation?.hasBeenActive === false) return false;
    context ??= new AudioContext();
    if (context.state === 'suspended') void context.resume();
    const begin = context.currentTime + 0.02;
    for (const [frequency, at] of TUNES[severity]) {
      const tone = context.createOscillator();
      const loudness = context.createGain();
      tone.type = 'triangle';
      tone.frequency.value = frequency;
      // a soft attack and a bell's decay: heard across a hall, startling nobody
      loudness.gain.setValueAtTime(0, begin + at);
      loudness.gain.linearRampToValueAtTime(volume * 0.5, begin + at + 0.012);
      loudness.gain.exponentialRampToValueAtTime(0.0001, begin + at + NOTE_SECONDS);
      tone.connect(loudness).connect(context.destination);
      tone.start(begin + at);
      tone.stop(begin + at + NOTE_SECONDS + 0.02);
    }
    return true;
  }

  return {
    play(severity, volume) {
      const rank = severityRank(severity);
      if (now() - lastAt < QUIET_MS && rank <= lastRank) return true;
      const isHeard = sound(severity, volume);
      if (isHeard) [lastAt, lastRank] = [now(), rank];
      return isHeard;
    },
    test: (volume) => sound('critical', volume),
    stop: () => void context?.close(),
  };
}
