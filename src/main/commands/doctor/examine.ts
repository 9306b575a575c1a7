import { loadConfig, type RoomConfig } from '../../app/config.ts';
import { readVersion } from '../../app/version.ts';
import { StartError } from '../../domain/start-error.ts';
import { type Clocks, checkBrowser, checkClock, checkDisk, checkNode, checkPages } from './check-computer.ts';
import { checkKeyRights, checkLock, checkRights } from './check-data-dir.ts';
import { checkCertificate, checkExposure, checkPorts } from './check-network.ts';
import { checkStore, type StoreLook } from './check-store.ts';
import { type Finding, fail, looked, pass, warn } from './finding.ts';
import { type ShownSetting, settingsShown } from './settings-shown.ts';

/** What is examined: this computer, and a room with these settings on it. */
export interface Patient {
  readonly flags: Parameters<typeof loadConfig>[0]['flags'];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  readonly nodeVersion: string;
  readonly clocks: Clocks;
  readonly freeBytes?: (path: string) => number;
  /** Names and addresses the certificate must have; this computer's own unless told. */
  readonly names?: readonly string[];
}

export interface Examination {
  readonly findings: readonly Finding[];
  /** Absent when the settings themselves cannot be read. */
  readonly settings?: Readonly<Record<string, ShownSetting>>;
}

/**
 * Looks at everything a room needs, and changes nothing: no file is made, no lock taken, a running room goes on. Never rejects for
 * what is broken; that is what it is asked for.
 */
export async function examine(patient: Patient): Promise<Examination> {
  const { env, platform, clocks } = patient;
  const node = checkNode(patient.nodeVersion);
  let config: RoomConfig;
  try {
    config = loadConfig(patient);
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    const unread = fail('settings', error.message, 'The rest depends on it and was not looked at.');
    const clock = await looked('clock', () => checkClock(clocks, undefined));
    return { findings: [...node, unread, ...clock, ...(await looked('browser', () => checkBrowser(platform, env)))] };
  }
  return { findings: [...node, ...(await examineRoom(config, patient))], settings: settingsShown(config) };
}

async function examineRoom(config: RoomConfig, patient: Patient): Promise<Finding[]> {
  const { dataDir } = config;
  const { platform, clocks } = patient;
  let isHeld = false;
  let store: StoreLook = { findings: [] };
  const findings = [
    ...settingsFindings(config),
    ...(await looked('data dir', () => checkRights(dataDir, platform))),
    ...(await looked('lock', () => {
      const lock = checkLock(dataDir);
      isHeld = lock.isHeld;
      return lock.findings;
    })),
    ...(await looked('disk', () => checkDisk(dataDir, patient.freeBytes))),
    ...(await looked('store', async () => {
      store = await checkStore(dataDir);
      return store.findings;
    })),
    ...(await looked('keys', () => checkKeyRights(dataDir, platform))),
  ];
  const { keys, lastSeenAt } = store;
  const room = { isHeld, keys, version: readVersion(), now: clocks.wall(), names: patient.names };
  return [
    ...findings,
    ...(await looked('certificate', () => checkCertificate(dataDir, config, room))),
    ...(await looked('port', () => checkPorts(config, room))),
    ...checkExposure(config),
    ...(await looked('clock', () => checkClock(clocks, lastSeenAt))),
    ...(await looked('pages', () => checkPages(config.webRoot))),
    ...(await looked('browser', () => checkBrowser(platform, patient.env))),
  ];
}

/** What has a row of its own is not said twice. */
const OWN_ROW = /^(lan without TLS|Plain HTTP on)/;

function settingsFindings({ warnings }: RoomConfig): Finding[] {
  const said = warnings.filter((warning) => !OWN_ROW.test(warning));
  if (said.length === 0) return [pass('settings', 'Every setting can be used.')];
  return said.map((warning) => warn('settings', warning, 'Correct or remove it, then start the room anew.'));
}
