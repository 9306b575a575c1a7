const formats = new Map<string, Intl.DateTimeFormat>();

function format(language: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  const known = formats.get(key);
  if (known) return known;
  // 24 hours in both languages: an exam at 2:30 must not be asked "in the morning?"
  const made = new Intl.DateTimeFormat(language === 'th' ? 'th-TH' : 'en-GB', { hourCycle: 'h23', ...options });
  formats.set(key, made);
  return made;
}

/** 14:32:05, in this machine's time zone. */
export const clockText = (at: number, language: string): string =>
  format(language, 'clock', { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at);

/** 14:32. */
export const hourText = (at: number, language: string): string =>
  format(language, 'hour', { hour: '2-digit', minute: '2-digit' }).format(at);

/** 20 Nov 2026. */
export const dateText = (at: number, language: string): string =>
  format(language, 'date', { day: 'numeric', month: 'short', year: 'numeric' }).format(at);

/** 20 Nov 2026, 14:32. */
export const dateTimeText = (at: number, language: string): string =>
  format(language, 'dateTime', { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }).format(
    at,
  );

/** Fri, 20 Nov 2026, 14:32:05 GMT+7: nothing left to ask. */
export const fullTimeText = (at: number, language: string): string =>
  format(language, 'full', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(at);

/** The time zone every time on the page is in, e.g. GMT+7. */
export const zoneText = (at: number, language: string): string =>
  format(language, 'zone', { timeZoneName: 'short' })
    .formatToParts(at)
    .find((part) => part.type === 'timeZoneName')?.value ?? '';

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];
const relative = new Map<string, Intl.RelativeTimeFormat>();

/** "12 s ago", "3 min ago"; `justNow` below five seconds. Seconds go in steps of five so that a page of them stays calm. */
export function relativeText(at: number, now: number, language: string, justNow: string): string {
  const distance = at - now;
  if (Math.abs(distance) < 5_000) return justNow;
  const words = relative.get(language) ?? new Intl.RelativeTimeFormat(language, { style: 'narrow', numeric: 'always' });
  relative.set(language, words);
  const [unit, size] = STEPS.find(([, length]) => Math.abs(distance) >= length) ?? ['second', 1_000];
  const amount = Math.trunc(distance / size);
  return words.format(unit === 'second' ? Math.trunc(amount / 5) * 5 : amount, unit);
}

/** 4:05 or 1:04:05 from milliseconds; never negative. A started second counts as a whole one left. */
export function durationText(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3_600);
  return hours > 0
    ? `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
    : `${Math.floor(seconds / 60)}:${two(seconds % 60)}`;
}
