import type { Severity } from '../../../../shared/model/severity.ts';
import { BoundedMemory } from '../bounded-memory.ts';
import type { RequestSignal } from '../signal.ts';
import { type Bucket, type BucketRule, createBucket, overflows } from './leaky-bucket.ts';
import { isOwnWay } from './request-parts.ts';

/** Somebody who tries doors, seen over several requests that say nothing each. */
interface ProbingRule extends BucketRule {
  readonly type: 'probing' | 'user_enumeration' | 'request_flood';
  readonly severity: Severity;
  readonly reason: string;
  /** What of this request counts; undefined when nothing does. */
  counts(signal: RequestSignal): string | undefined;
}

const pathOf = (uri: string): string => uri.split(/[?#]/, 1)[0] ?? '';
/** A page that is older than the server asks for pieces that are gone: that is no probing. */
const isPiece = (path: string): boolean =>
  /\.(?:js|mjs|css|map|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf|otf|eot|webmanifest|mp3|ogg|wav)$/i.test(path);
/** Where other programs have their doors; a room has none of them. */
const DOORS =
  /\/(?:wp-(?:login|admin|json|includes|content)|xmlrpc\.php|administrator|phpmyadmin|pma|myadmin|adminer|mysql|cgi-bin|manager\/html|solr|actuator|jenkins|hudson|server-(?:status|info)|hnap1|boaform|gponform|vendor\/|_ignition|telescope|horizon|druid|nacos|owa|autodiscover|ecp|remote\/login|sdk|struts|jmx-console|invoker|web-console|setup\.cgi|shell|cmd|eval-stdin|info\.php|test\.php|backup|dump|admin)(?:[/.?-]|$)/i;

const missing = ({ uri, status }: RequestSignal): string | undefined => {
  if (status !== 404 && status !== 403 && status !== 400) return undefined;
  const path = pathOf(uri);
  // A record that is not there is what the room itself answers; who asks for records of others is seen by the Earth Wall.
  return isPiece(path) || isOwnWay(path) ? undefined : path;
};

const RULES: readonly ProbingRule[] = [
  {
    type: 'request_flood',
    severity: 'high',
    capacity: 30,
    leakMs: 1_000,
    repeatsFrom: 10,
    reason: 'More than 30 requests for paths that do not exist, and ever new ones, within seconds',
    counts: (signal) => (signal.status === 404 ? missing(signal) : undefined),
  },
  {
    type: 'probing',
    severity: 'medium',
    capacity: 10,
    leakMs: 10_000,
    reason: 'More than 10 different paths that do not exist or are closed were tried',
    counts: missing,
  },
  {
    type: 'probing',
    severity: 'medium',
    capacity: 4,
    leakMs: 60_000,
    reason: 'Several doors of other programs were tried, which a room does not have',
    counts: (signal) => (missing(signal) !== undefined && DOORS.test(pathOf(signal.uri)) ? pathOf(signal.uri) : undefined),
  },
  {
    type: 'user_enumeration',
    severity: 'medium',
    capacity: 5,
    leakMs: 10_000,
    reason: 'Accounts were tried one after the other by their number',
    counts: ({ uri }) =>
      /[?&](?:author|user_?id|uid)=(\d{1,9})(?:&|$)/i.exec(uri.slice(0, 512))?.[1] ??
      /\/wp-json\/wp\/v2\/users\/(\d{1,9})/.exec(uri.slice(0, 512))?.[1],
  },
];

/** So many sources are remembered; the one not seen for longest is forgotten first. */
export const MOST_SOURCES = 4_096;

export interface Probed {
  readonly type: ProbingRule['type'];
  readonly severity: Severity;
  readonly reason: string;
}

export type ProbingMemory = BoundedMemory<string, (Bucket | undefined)[]>;
export const createProbingMemory = (): ProbingMemory => new BoundedMemory(MOST_SOURCES, () => []);

/** Counts what a source does over several requests. A source nobody knows the address of is not counted. */
export function seeProbing(
  signal: RequestSignal,
  memory: ProbingMemory,
  nameOf: (address: string) => string,
): Probed | undefined {
  if (signal.ip === undefined) return undefined;
  let name: string | undefined;
  let probed: Probed | undefined;
  for (const [index, rule] of RULES.entries()) {
    const what = rule.counts(signal);
    if (what === undefined) continue;
    name ??= nameOf(signal.ip);
    const buckets = memory.of(name);
    const bucket = buckets[index] ?? createBucket();
    buckets[index] = bucket;
    if (overflows(bucket, rule, what, signal.at)) probed ??= rule;
  }
  return probed;
}
