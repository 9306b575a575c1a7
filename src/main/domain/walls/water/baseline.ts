/** What is usual, learned while nothing is wrong. */
export interface Baseline {
  usual: number;
  samples: number;
}

/** Before so many samples nothing counts as known. */
export const ENOUGH_SAMPLES = 30;
const LARGEST_STEP = 0.1;

export const newBaseline = (): Baseline => ({ usual: 0, samples: 0 });

/**
 * Takes one sample in. The usual value steps towards it by a tenth of itself at most, whatever the sample is: it follows the
 * middle of the samples and not their sum, so that a few absurd ones move it as little as a few ordinary ones. What is above
 * `most`, or is no number, teaches nothing: an attack must not become what is usual.
 */
export function learn(baseline: Baseline, sample: number, most: number): void {
  if (!Number.isFinite(sample) || sample < 0 || sample > most) return;
  baseline.samples = Math.min(baseline.samples + 1, 1_000_000);
  const step = Math.max(0.1, baseline.usual * LARGEST_STEP);
  const gap = sample - baseline.usual;
  baseline.usual = Math.min(most, baseline.usual + Math.sign(gap) * Math.min(step, Math.abs(gap)));
}

/** So many times the usual, but never less than `least`; `least` alone while too little is known. */
export const farAbove = ({ usual, samples }: Baseline, times: number, least: number): number =>
  samples < ENOUGH_SAMPLES ? least : Math.max(least, usual * times);
