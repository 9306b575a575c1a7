import type { SshdMessage } from './sshd-message.ts';

/** sshd tells one try in several lines, all by the process that serves the connection, within this time. */
const TOGETHER_MS = 120_000;
const MOST = 4_096;

interface Told {
  at: number;
  /** Tries taken from lines that only imply one; the line that tells them may still come. */
  ahead: number;
}

/**
 * Counts one try once, however many lines tell of it. The answer is as how many tries the message counts: `Invalid user x` and
 * then `Failed password for invalid user x` of one process are one; two `Failed password` are two.
 */
export function createToldOnce(): (process: string | undefined, at: number, message: SshdMessage) => number {
  const known = new Map<string, Told>();
  const find = (key: string, at: number): Told | undefined => {
    const told = known.get(key);
    return told && Math.abs(at - told.at) <= TOGETHER_MS ? told : undefined;
  };
  const keep = (key: string, told: Told): void => {
    known.delete(key);
    if (known.size >= MOST) known.delete(known.keys().next().value ?? key);
    known.set(key, told);
  };
  /** What was told of it before, by this process. PAM does not name an account that does not exist: it speaks of whomever was asked for. */
  const before = (served: string, user: string | undefined, at: number): Told | undefined =>
    find(`${served} ${user ?? ''}`, at) ?? find(`${served} `, at) ?? (user === undefined ? find(served, at) : undefined);
  return (process, at, { kind, ip, user, outcome, times }) => {
    if (process === undefined || outcome === 'ok') return times;
    const served = `${process} ${ip ?? ''}`;
    const told = before(served, user, at) ?? { at, ahead: Number.NaN };
    const isFirst = Number.isNaN(told.ahead);
    const ahead = isFirst ? 0 : told.ahead;
    told.at = at;
    keep(`${served} ${user ?? ''}`, told);
    keep(served, told);
    if (kind !== 'told') {
      told.ahead = isFirst && kind === 'implied' ? times : ahead;
      return isFirst ? times : 0;
    }
    told.ahead = Math.max(0, ahead - times);
    return Math.max(0, times - ahead);
  };
}
