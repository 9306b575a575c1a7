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
  /\/(?:wp-(?:login|admin|json|includes|content|config|cron|trackback)|xmlrpc\.php|administrator|php-?my-?admin\w*|pma|myadmin|adminer|mysql|cgi-bin|manager\/html|solr|actuator|jenkins|hudson|server-(?:status|info)|hnap1|boaform|gponform|vendor\/|_ignition|telescope|horizon|druid|nacos|owa|autodiscover|ecp|remote\/login|sdk|struts|jmx-console|invoker|web-console|setup\.cgi|shell|cmd|eval-stdin|info\.php|test\.php|backup|dump|admin|\+cscoe\+|cgi|crx|geoserver|confluence|wordpress|typo3|drupal|joomla|magento|plesk|cpanel|webmin|roundcube|zabbix|nagios|grafana|kibana|_cluster|elasticsearch|couchdb|_utils|webdav|console|api\/jsonws|dana-na|global-protect|vpn|remote|mgmt|tmui|citrix|logon|exchange|portal\/redlion|containers\/json|v2\/_catalog)(?:[/.?-]|$)/i;

/** What nobody asks for but to break in: one such address that is not there is enough. */
const KNOWN_BROKEN = new RegExp(
  [
    '/_ignition/execute-solution|/vendor/phpunit/\\S{0,80}eval-stdin\\.php|/boaform/admin|/gponform/diag_form|/hnap1/?$|/setup\\.cgi(?:$|\\?)|/networkdiag\\.cgi|/videoconfiguration\\.cgi|/cgi-bin/(?:luci/;|nobody/|viewlog|supervisor|kerbynet|mainfunction|rtpd|webproc|masterCGI|status\\.cgi|jarrewrite|config\\.exp)',
    '/manager/text/|/jmx-console|/invoker/(?:jmxinvokerservlet|readonly)|/wls-wsat|/_async/asyncresponseservice|/crx/(?:packmgr|de)|/owa/auth/\\S{1,40}\\.js|/autodiscover/autodiscover\\.json\\?|/ecp/\\w{1,20}\\.(?:js|css|ecp)|/dana-na/|/dana-ws/|/remote/(?:fgt_lang|logincheck|hostcheck)|/tmui/login\\.jsp|/mgmt/tm/util|/\\+cscoe\\+|/\\+cscou\\+|/vpns/portal/scripts|/api/jsonws/invoke|/geoserver/(?:web|wms|ows)',
    '/solr/(?:admin/(?:cores|info)|\\S{1,40}/(?:config|dataimport|debug/dump))|/actuator/(?:env|heapdump|gateway|jolokia|mappings|dump|trace|logfile)|/jolokia/|/struts2-|/showcase\\.action|/securityrealm/user/|/descriptorbyname/|/druid/(?:index|sql)|/nacos/v1/|/telescope/requests|/horizon/api|/_cat/indices|/v1/agent/self|/v2/_catalog|/containers/json|/picsdesc\\.xml|/wsman/?$|/shell\\?cd|/evox/about|/trace\\.axd|/elmah\\.axd|/telerik\\.web\\.ui|/pandora_console|/xwiki/bin|/webtools/control|/catalog-portal/ui|/ui/vropspluginui|/eam/vib|/analytics/telemetry|/rest/tinymce|/pages/doenterpagevariables|/setup/setupadministrator|/server-info\\.action|/json/setup-restore|/plugins/servlet/oauth|/api/v1/cluster/summary|/php/ztp_gate|/php/utils/debug|/ssl-vpn/hipreport|/global-protect/login|/sslvpn_websession|/sdk/\\.\\./|/wp-json/wp/v2/users',
  ].join('|'),
  'i',
);

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
    capacity: 2,
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
  // New rules stand at the end: over a restart a bucket is known by the place of its rule.
  {
    type: 'request_flood',
    severity: 'high',
    capacity: 30,
    leakMs: 1_000,
    reason: 'More than 30 requests within seconds that differ only in a number behind the address, as a flood past a cache does',
    counts: ({ uri }) => /^[^?]{0,256}\?(\d{7,14})$/.exec(uri.slice(0, 512))?.[1],
  },
  {
    type: 'request_flood',
    severity: 'medium',
    capacity: 5,
    leakMs: 60_000,
    repeatsFrom: 1,
    reason: 'More than 5 requests were refused because there were too many',
    // As error logs of other servers tell it, without the client's words: a hall that this room itself slows down is no flood.
    counts: ({ uri, status, headers }) =>
      status === 429 && headers['user-agent'] === undefined && !isOwnWay(pathOf(uri)) ? 'refused' : undefined,
  },
  {
    type: 'request_flood',
    severity: 'low',
    capacity: 40,
    leakMs: 500,
    reason: 'More than 40 different pages were asked for within seconds, faster than anybody reads',
    counts: ({ method, uri }) => {
      const path = pathOf(uri);
      return (method !== 'GET' && method !== 'HEAD') || isPiece(path) || isOwnWay(path) ? undefined : path;
    },
  },
  {
    type: 'probing',
    severity: 'medium',
    capacity: 0,
    leakMs: 60_000,
    reason: 'A way into another program was tried that is known to be broken, and that a room does not have',
    counts: (signal) =>
      missing(signal) !== undefined && KNOWN_BROKEN.test(signal.uri.slice(0, 512)) ? pathOf(signal.uri) : undefined,
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
