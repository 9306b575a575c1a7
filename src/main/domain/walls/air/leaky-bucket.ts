/** How a kind of sign adds up over time: more than `capacity` different ones, of which one is forgotten every `leakMs`. */
export interface BucketRule {
  readonly capacity: number;
  readonly leakMs: number;
  /** The same thing again counts as well, once so many different ones were seen: a whole hall asking for one page is not that. */
  readonly repeatsFrom?: number;
}

/** What is remembered for one rule about one source: so little that it does not matter how many sources there are. */
export interface Bucket {
  level: number;
  at: number;
  /** Hashes of what was counted: the same thing again is no new sign. */
  readonly seen: Set<number>;
}

export const createBucket = (): Bucket => ({ level: 0, at: 0, seen: new Set() });

/** FNV-1a: short, and good enough to tell paths apart. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length && at < 256; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

/** Adds one; true when that is one too many, and then it begins anew. A clock that goes back forgets nothing and adds nothing. */
export function overflows(
  bucket: Bucket,
  { capacity, leakMs, repeatsFrom = Number.POSITIVE_INFINITY }: BucketRule,
  what: string,
  at: number,
): boolean {
  const passed = Math.max(0, at - bucket.at);
  bucket.level = Math.max(0, bucket.level - passed / leakMs);
  bucket.at = Math.max(at, bucket.at);
  if (bucket.level === 0) bucket.seen.clear();
  const hash = hashOf(what);
  if (bucket.seen.has(hash) && bucket.seen.size < repeatsFrom) return false;
  if (bucket.seen.size >= capacity * 4) bucket.seen.clear();
  bucket.seen.add(hash);
  bucket.level += 1;
  if (bucket.level <= capacity) return false;
  bucket.level = 0;
  bucket.seen.clear();
  return true;
}
