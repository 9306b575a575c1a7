/** Who wrote a line of syslog, and what. */
export interface SyslogLine {
  readonly program: string;
  readonly process: string | undefined;
  readonly text: string;
}

const TIME = '(?:[A-Z][a-z]{2} +\\d{1,2}(?:,? \\d{4})? [\\d:.]+|\\d{4}-\\d{2}-\\d{2}[T ][\\d:.,]+(?:Z| ?[+-]\\d{2}:?\\d{2})?)';
// The program stands where it has to, behind the time and the host: what a message quotes is no program.
const CLASSIC = new RegExp(`^(?:<\\d{1,3}>)?(?:${TIME} +(?:\\S+ +)?)?([A-Za-z][\\w./-]{0,63})(?:\\[(\\d{1,10})\\])?: +(.*)$`);
const RFC_5424 = /^(?:<\d{1,3}>)?1 \S+ \S+ ([\w./-]{1,64}) (\d{1,10}|-) \S+ (?:-|\[[^\]]*\]) ?\uFEFF?(.*)$/;

/** Reads the header of a line as syslog, journald (short) and RFC 5424 write it; undefined when it has none. */
export function readSyslogLine(line: string): SyslogLine | undefined {
  const [, program, process, text] = RFC_5424.exec(line) ?? CLASSIC.exec(line) ?? [];
  if (program === undefined || text === undefined) return undefined;
  return { program, process: process === '-' ? undefined : process, text: text.trim() };
}
