import type { Accommodations, OwnAccommodations } from '../../../shared/model/accommodations.ts';
import type { Attempt, Exam, RosterEntry } from '../records.ts';

type Granted = Pick<RosterEntry, 'extraMinutes' | 'accommodations'>;

const MINUTE_MS = 60_000;

/** All the time a candidate has beyond the exam's duration when nothing has been credited yet, ms (EX10). */
export const grantedExtraMs = ({ extraMinutes, accommodations }: Granted, exam: Pick<Exam, 'durationMinutes'>): number =>
  Math.round((extraMinutes + (exam.durationMinutes * (accommodations?.extraPercent ?? 0)) / 100) * MINUTE_MS);

/** All breaks together, ms. */
export const breaksMs = ({ accommodations }: Granted): number =>
  (accommodations?.breaks ? accommodations.breaks.count * accommodations.breaks.minutes : 0) * MINUTE_MS;

/** Is anything granted that staff should know of? */
export const isGranted = ({ extraMinutes, accommodations }: Granted): boolean =>
  extraMinutes > 0 || Object.keys(accommodations ?? {}).length > 0;

/** Without what says nothing: no list that is empty, no `false`. */
export function withoutEmpty({ screenReader, detectorsOff, ...others }: Accommodations): Accommodations | undefined {
  const kept: Accommodations = {
    ...others,
    ...(screenReader ? { screenReader } : {}),
    ...(detectorsOff && detectorsOff.length > 0 ? { detectorsOff } : {}),
  };
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/** What the candidate is told of it; nothing where there is nothing to use. Source: security 15. */
export function toOwnAccommodations(
  entry: Granted | undefined,
  attempt: Pick<Attempt, 'breaksTaken'>,
): OwnAccommodations | undefined {
  const { zoom, screenReader, breaks } = entry?.accommodations ?? {};
  if (zoom === undefined && !screenReader && breaks === undefined) return undefined;
  return {
    ...(zoom === undefined ? {} : { zoom }),
    ...(screenReader ? { screenReader } : {}),
    ...(breaks === undefined ? {} : { breaks: { ...breaks, taken: attempt.breaksTaken ?? 0 } }),
  };
}
