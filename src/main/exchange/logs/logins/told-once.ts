import type { SshdMessage } from './sshd-message.ts';

/** sshd tells one try in several lines, all by the process that serves the connection, within this time. */
const TOGETHER_MS = 120_000;
const MOST = 4_096;

interface Told {
  at: number;
  /** Tries taken so far. */
  total: number;
  /** Somebody tried to sign in: how the connection ends then is no knock. */
  hasTry: boolean;
  /** How many tries each shape of line has told of by itself. */
  readonly byShape: Map<string, number>;
}

/**
 * Counts one try once, however many lines tell of it. The answer is as how many tries the message counts: `Invalid user x` and
 * then `Failed password for invalid user x` of one process are one; two `Failed password` are two, and so are two `Invalid user`:
 * lines of different shapes may tell of the same try, lines of one shape never do.
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
  return (process, at, { kind, shape, ip, user, outcome, times, isOnce }) => {
    if (process === undefined || outcome === 'ok') return times;
    const served = `${process} ${ip ?? ''}`;
    const told = before(served, user, at) ?? { at, total: 0, hasTry: false, byShape: new Map<string, number>() };
    told.at = at;
    keep(`${served} ${user ?? ''}`, told);
    keep(served, told);
    if (kind === 'knock' && told.hasTry) return 0;
    if (kind === 'try') told.hasTry = true;
    const ofShape = (isOnce ? 0 : (told.byShape.get(shape) ?? 0)) + times;
    told.byShape.set(shape, ofShape);
    const more = Math.max(0, ofShape - told.total);
    told.total += more;
    return more;
  };
}
