/** Who wrote a line of syslog, and what. */
export interface SyslogLine {
  readonly program: string;
  readonly process: string | undefined;
  readonly text: string;
}

const TIME =
  '(?:(?:[A-Z][a-z]{2} )?(?:[A-Z][a-z]{2} +\\d{1,2}(?:,? \\d{4})? [\\d:.]+|\\d{4}-\\d{2}-\\d{2}[T ][\\d:.,]+(?:Z| ?[+-]\\d{2}:?\\d{2}| [A-Z]{2,5})?)|\\d{10}\\.\\d{1,9})';
// The program stands where it has to, behind the time and the host: what a message quotes is no program.
const CLASSIC = new RegExp(
  `^(?:<\\d{1,3}>)?(?:${TIME} +(?:<[\\w.]{1,30}> +)?(?:[^\\s[](?:\\S*[^\\s:])? +)?)?(?:([A-Za-z][\\w./-]{0,63})(?:\\[(\\d{1,10})\\])?:|\\[([A-Za-z][\\w./-]{0,63})\\]:?) +(.*)$`,
);
/** What some systems put before the message: the clock of the kernel, the number of the sentence. */
const BEFORE_TEXT = /^(?:kernel: ?\[ *[\d.]+\]:? +|\[ID \d{1,10} [\w.]{1,30}\] +)/;
const RFC_5424 =
  /^(?:<\d{1,3}>)?1 \S+ \S+ ([\w./-]{1,64}) (\d{1,10}|-) \S+ (?:-|(?:\[(?:[^\]"]|"(?:[^"\\]|\\.){0,1024}"){0,256}\]){1,16}) ?\uFEFF?(.*)$/;

/** Reads the header of a line as syslog, journald (short) and RFC 5424 write it; undefined when it has none. */
export function readSyslogLine(line: string): SyslogLine | undefined {
  const [, newProgram, newProcess, newText] = RFC_5424.exec(line) ?? [];
  const [, named, oldProcess, bracketed, oldText] = newProgram === undefined ? (CLASSIC.exec(line) ?? []) : [];
  const program = newProgram ?? named ?? bracketed;
  const process = newProcess ?? oldProcess;
  const text = newText ?? oldText;
  if (program === undefined || text === undefined) return undefined;
  return { program, process: process === '-' ? undefined : process, text: text.trim().replace(BEFORE_TEXT, '') };
}
