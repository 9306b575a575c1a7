import { objectIn } from './login-line.ts';

/** One line of text of what the journal exports as bytes. */
const textOf = (message: unknown): string | undefined => {
  if (typeof message === 'string') return message;
  if (!Array.isArray(message) || message.length > 4_096) return undefined;
  return Buffer.from(message.filter((byte): byte is number => typeof byte === 'number')).toString('utf8');
};

/** An entry of systemd's journal (`journalctl -o json`) as a line of syslog; undefined when the line is none. */
export function journalLine(line: string): string | undefined {
  if (!line.startsWith('{') || !line.includes('"__REALTIME_TIMESTAMP"')) return undefined;
  const entry = objectIn(line) ?? {};
  const micros = Number(entry.__REALTIME_TIMESTAMP);
  const message = textOf(entry.MESSAGE);
  if (!(micros > 0 && micros < 8.64e18) || message === undefined) return undefined;
  const program = entry.SYSLOG_IDENTIFIER ?? entry._COMM;
  const process = entry._PID ?? entry.SYSLOG_PID;
  const host = typeof entry._HOSTNAME === 'string' ? entry._HOSTNAME.replace(/\s/g, '') : 'host';
  const at = new Date(Math.floor(micros / 1_000)).toISOString();
  return `${at} ${host || 'host'} ${String(program ?? 'unknown')}${process === undefined ? '' : `[${String(process)}]`}: ${message.replace(/[\r\n]+/g, ' ')}`;
}
