import { createServer } from 'node:net';
import { createRoomApi, type FetchPort } from '../../../shared/client/index.ts';
import { isLoopback } from '../../app/addresses.ts';
import { type CertificateFlaw, lookAtCertificate } from '../../app/certificate.ts';
import type { RoomConfig } from '../../app/config.ts';
import { joinCodeOf } from '../../app/join-code.ts';
import type { FoundKeys } from '../../app/keys.ts';
import { createPinnedRoom } from '../../app/pinned-room.ts';
import { type Finding, fail, pass, warn } from './finding.ts';

const ANSWER_MS = 5_000;

type Network = Pick<RoomConfig, 'host' | 'port' | 'websocketPort' | 'lan' | 'plaintext' | 'trustedProxies'>;

const usesTls = ({ lan, plaintext }: Pick<Network, 'lan' | 'plaintext'>): boolean => lan && !plaintext;

/** Why nobody can listen there: the system's code, or nothing when somebody can. */
const whyNotFree = (host: string, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'unknown'));
    probe.listen({ host, port }, () => probe.close(() => resolve(undefined)));
  });

/** Every place a room with these settings listens at. */
function placesOf(config: Network): { host: string; port: number }[] {
  const host = config.lan ? '0.0.0.0' : config.host;
  const places = [{ host, port: config.port }];
  if (usesTls(config)) places.push({ host: '127.0.0.1', port: config.port + 1 });
  if (config.websocketPort !== undefined) places.push({ host, port: config.websocketPort });
  return places.filter(({ port }) => port !== 0);
}

const REASONS: Readonly<Record<string, { why: string; remedy: string }>> = {
  EADDRINUSE: { why: 'is used by another program', remedy: 'Stop it, or choose another with --port (0 takes any free one).' },
  EACCES: { why: 'may not be used by this user', remedy: 'Choose one above 1023 with --port.' },
  EADDRNOTAVAIL: { why: 'is at an address this computer does not have', remedy: 'Correct --host.' },
};

async function checkFree(config: Network): Promise<Finding[]> {
  const places = placesOf(config);
  if (places.length === 0) return [pass('port', 'Any free port will be taken.')];
  const findings: Finding[] = [];
  for (const { host, port } of places) {
    const code = await whyNotFree(host, port);
    const known = code === undefined ? undefined : REASONS[code];
    const place = `Port ${port} on ${host}`;
    if (code === undefined) findings.push(pass('port', `${place} is free.`));
    else
      findings.push(
        fail('port', `${place} ${known?.why ?? `cannot be used (${code})`}.`, known?.remedy ?? 'Correct --host and --port.'),
      );
  }
  return findings;
}

async function versionAt(baseUrl: string, fetch: FetchPort): Promise<string> {
  const { version } = await createRoomApi({ baseUrl, fetch }).call('setup_status', {}, { timeoutMs: ANSWER_MS });
  return version;
}

const sameFlags = 'Ask with the same --port, --host and --lan as the room was started with; if it was, look into its log.';

/** The room that is open must answer where it is said to, over TLS with its own key. */
async function checkAnswering(config: Network, ownVersion: string, keys: FoundKeys | undefined): Promise<Finding[]> {
  if (config.port === 0) return [pass('port', 'The room took a free port at its start, which is not known here.')];
  const url = `http://127.0.0.1:${usesTls(config) ? config.port + 1 : config.port}`;
  const findings: Finding[] = [];
  try {
    const version = await versionAt(url, (at, init) => fetch(at, init));
    const isSame = version === ownVersion;
    const remedy = `Start the room anew to bring it to ${ownVersion}.`;
    findings.push(
      isSame
        ? pass('port', `The room answers at ${url}.`)
        : warn('port', `The room that answers at ${url} is of version ${version}, this program of ${ownVersion}.`, remedy),
    );
  } catch {
    findings.push(fail('port', `A room is open on this data dir and does not answer at ${url}.`, sameFlags));
  }
  if (!usesTls(config) || !keys) return findings;
  const secure = `https://127.0.0.1:${config.port}`;
  const pinned = createPinnedRoom(joinCodeOf(keys.room.spki));
  try {
    await versionAt(secure, pinned.fetch);
    findings.push(pass('port', `The room answers at ${secure}, with its own key.`));
  } catch {
    findings.push(fail('port', `What answers at ${secure} is not this room.`, sameFlags));
  } finally {
    pinned.close();
  }
  return findings;
}

/** Ports: free while no room is open, answering while one is. */
export const checkPorts = (
  config: Network,
  room: { isHeld: boolean; version: string; keys: FoundKeys | undefined },
): Promise<Finding[]> => (room.isHeld ? checkAnswering(config, room.version, room.keys) : checkFree(config));

const FLAWS: Readonly<Record<CertificateFlaw, string>> = {
  unreadable: 'cannot be read',
  other_key: 'belongs to another key',
  not_yet: 'is not valid yet',
  expired: 'has expired',
  ends_soon: 'ends soon',
  names: 'does not name every address of this computer',
};

/** The certificate the room shows on the LAN. One with a flaw is made anew at the next start, and not before. */
export function checkCertificate(
  dataDir: string,
  config: Network,
  room: { isHeld: boolean; keys: FoundKeys | undefined; now: number; names?: readonly string[] | undefined },
): Finding[] {
  const check = 'certificate';
  const look = room.keys && lookAtCertificate(dataDir, room.keys.room.privateKey, room.now, room.names);
  if (!look) {
    const when = usesTls(config) ? 'the next start makes it' : 'it is needed with --lan only';
    return [pass(check, `There is no certificate yet: ${when}.`)];
  }
  const until = look.until === undefined ? '' : `, valid until ${new Date(look.until).toISOString().slice(0, 10)}`;
  if (look.flaw === undefined) return [pass(check, `The certificate is the room's own${until}.`)];
  const found = `The certificate ${FLAWS[look.flaw]}${until}.`;
  const isServed = usesTls(config) && room.isHeld;
  const isHarmless = look.flaw === 'ends_soon' || look.flaw === 'names';
  if (isServed && !isHarmless) return [fail(check, found, 'Start the room anew: it makes a new one, and the join code stays.')];
  return [warn(check, found, 'Nothing to do but to start the room anew: it makes a new one, and the join code stays.')];
}

/** Who may speak for others, and who can read along. */
export function checkExposure(config: Network): Finding[] {
  const everybody = config.trustedProxies.filter((network) => /\/0$/.test(network));
  const proxies =
    config.trustedProxies.length === 0 ? 'None is trusted: forwarded headers are ignored.' : config.trustedProxies.join(', ');
  const trust =
    everybody.length > 0
      ? fail(
          'trusted proxies',
          `${everybody.join(', ')} lets everybody claim any address.`,
          'Name the proxies alone in INVIGIL_TRUSTED_PROXIES.',
        )
      : pass('trusted proxies', proxies);
  return [trust, encryption(config)];
}

function encryption(config: Network): Finding {
  const check = 'encryption';
  if (usesTls(config)) return pass(check, 'TLS on the LAN; plain HTTP on this computer only.');
  if (config.lan) {
    const remedy = 'Leave --plaintext out, unless nobody else can be on this network.';
    return warn(check, 'Everybody on the network can read passwords and answers along (--plaintext).', remedy);
  }
  if (isLoopback(config.host)) return pass(check, 'Plain HTTP, reachable from this computer only.');
  return warn(check, `Plain HTTP on ${config.host} can be read by others.`, 'Use --lan, or put a TLS proxy before it.');
}
