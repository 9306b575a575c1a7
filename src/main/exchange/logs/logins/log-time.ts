/** Logs of syslog name no year: they begin in this one, a leap year, so that each of their dates exists. */
const FIRST_YEAR = 2024;
const DAY_MS = 86_400_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const SYSLOG = /^([A-Z][a-z]{2}) +(\d{1,2}) (\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,6}))?/;
const WITH_YEAR = /^([A-Z][a-z]{2}) +(\d{1,2})(?:,? )(\d{4}) (\d{2}):(\d{2}):(\d{2})/;
const ISO = /(\d{4})[-/](\d{2})[-/](\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:[.,](\d{1,9}))?( ?Z| ?[+-]\d{2}:?\d{2})?/;

const millis = (fraction: string | undefined): number => Number((fraction ?? '').padEnd(3, '0').slice(0, 3));

/** A time as ISO 8601 writes it, or nearly: `2026/11/20 08:00:00`, `2026-11-20 08:00:00,123`. Without a zone it is UTC. */
export function isoTime(text: string): number | undefined {
  const [, year, month, day, hour, minute, second, fraction, zone] = ISO.exec(text) ?? [];
  if (year === undefined) return undefined;
  const offset = zone === undefined ? 'Z' : zone.trim().replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`.replace(/Z$/, offset));
  return Number.isNaN(at) ? undefined : at + millis(fraction);
}

/** Seconds since 1970, as `journalctl -o short-unix` writes them. */
export function unixTime(line: string): number | undefined {
  const [, seconds] = /^(\d{9,10}\.\d{1,9}) /.exec(line) ?? [];
  return seconds === undefined ? undefined : Math.round(Number(seconds) * 1_000);
}

/**
 * Reads the times of syslog, which have no year, in the order of the file: a date that lies half a year or more before the one
 * before it is of the next year, one that lies half a year after it of the last. As UTC: only differences count.
 */
export function createSyslogTime(): (line: string) => number | undefined {
  let year = FIRST_YEAR;
  let last: number | undefined;
  return (line) => {
    const [, yearMonth, yearDay, written, ...clock] = WITH_YEAR.exec(line) ?? [];
    if (written !== undefined) {
      const month = MONTHS.indexOf((yearMonth ?? '').toLowerCase());
      return month < 0
        ? undefined
        : Date.UTC(Number(written), month, Number(yearDay), ...(clock.map(Number) as [number, number, number]));
    }
    const [, name = '', day, hour, minute, second, fraction] = SYSLOG.exec(line) ?? [];
    const month = MONTHS.indexOf(name.toLowerCase());
    if (month < 0) return undefined;
    const of = (inYear: number): number =>
      Date.UTC(inYear, month, Number(day), Number(hour), Number(minute), Number(second)) + millis(fraction);
    if (last !== undefined && of(year) < last - 183 * DAY_MS) year += 1;
    else if (last !== undefined && of(year) > last + 183 * DAY_MS) year -= 1;
    last = of(year);
    return last;
  };
}
