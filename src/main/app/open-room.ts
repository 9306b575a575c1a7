import { hash } from 'node:crypto';
import { formatJoinCode, normaliseJoinCode } from '../../shared/model/join-code.ts';
import { countAgain } from '../domain/attempts/count-event.ts';
import { recallGaps } from '../domain/attempts/recall-gaps.ts';
import { createRefusalTally, type RefusalTally } from '../domain/audit/refusal-tally.ts';
import type { PaperWriter } from '../domain/exams/exam-export-commands.ts';
import type { FileReaders } from '../domain/exams/services.ts';
import { Meter } from '../domain/monitoring/meter.ts';
import type { Clock, Ids } from '../domain/ports.ts';
import type { Whereabouts } from '../domain/sittings/life-cycle-commands.ts';
import { lastKnownTime } from '../domain/sittings/outage.ts';
import { StartError } from '../domain/start-error.ts';
import type { Store } from '../domain/store.ts';
import { RecordedRefusal, type Work } from '../domain/work.ts';
import { createCertificatePress } from '../exchange/certificate/certificate-press.ts';
import { createFileReaders } from '../exchange/file-readers.ts';
import { createPaperWriter } from '../exchange/paper-writer.ts';
import { writeResults } from '../exchange/write-results.ts';
import { createStore, type OpenStore } from '../storage/create-store.ts';
import { openDataDir } from '../storage/data-dir.ts';
import { createGroupCommit } from '../storage/group-commit.ts';
import { openDatabase } from '../storage/open-database.ts';
import { walBytesOf } from '../storage/wal-size.ts';
import { createAuthenticate } from '../transport/authenticate.ts';
import { createCommandRouter } from '../transport/command-router.ts';
import { createTokenBuckets } from '../transport/guards/token-bucket.ts';
import { createHub } from '../transport/hub.ts';
import { createMonitor } from '../transport/monitoring/monitor.ts';
import { tellSaving } from '../transport/tell-saving.ts';
import { createCommandWitness } from '../transport/witness/witness-commands.ts';
import { createClock } from './clock.ts';
import type { RoomConfig } from './config.ts';
import { createFailureGuard } from './failure-guard.ts';
import { createHandlers } from './handlers.ts';
import { createHasher } from './hasher.ts';
import { createIds } from './ids.ts';
import { joinCodeOf } from './join-code.ts';
import { KEYS_ID, keysIdOf, openKeys, type RoomKeys } from './keys.ts';
import { createLogger } from './logger.ts';
import { createLookupKeys } from './lookup-keys.ts';
import { passwordWeakness } from './password-weakness.ts';
import { createPasswords } from './passwords.ts';
import { createPersonVault } from './person-vault.ts';
import { createRecoveryTokens } from './recovery-tokens.ts';
import { createRememberedFailures } from './remembered-failures.ts';
import { makeSetupCode } from './setup-code.ts';
import { startStoreChores } from './store-chores.ts';
import { createStoreWatch, type StoreWatch } from './store-watch.ts';
import { createTickets } from './tickets.ts';
import { createSecretTokens, createTokens } from './tokens.ts';
import { createTotp } from './totp.ts';
import { readVersion } from './version.ts';
import { createKeptWalls } from './wall-memory.ts';

/** Notifications a user sends to themselves to see whether they arrive. */
const NOTIFICATION_TESTS = { perSecond: 0.2, burst: 10 };

/** Codes of certificates asked for from one address: many behind one router may, and nobody guesses 80 bits like that. */
const CODES_ASKED = { perSecond: 1, burst: 60 };

/** What a test replaces; production takes the system's. */
export interface RoomPorts {
  readonly clock?: Clock;
  readonly ids?: Ids;
  readonly readers?: FileReaders;
  readonly papers?: PaperWriter;
  readonly joinCodeOf?: typeof joinCodeOf;
  readonly openDatabase?: typeof openDatabase;
}

type StoreConfig = Pick<
  RoomConfig,
  'dataDir' | 'logLevel' | 'maxConnections' | 'maxConnectionsPerStudent' | 'maxConnectionsPerStaff'
> & { readonly adminPassword?: string };

/** Time goes on from where the store last saw it, even when the computer's clock was set back meanwhile (EX9). */
const clockAfter = (lastSeenAt: number): Clock =>
  createClock({ wall: () => Math.max(Date.now(), lastSeenAt), monotonic: () => performance.now() });

/** Other keys than those the store was written with could read no person in it and recognise no candidate. */
function assertKeysOfStore(store: Store, keys: RoomKeys, dataDir: string): void {
  const keysId = keysIdOf(keys);
  const known = store.settings.get(KEYS_ID);
  if (known === undefined) store.settings.set(KEYS_ID, keysId);
  else if (known !== keysId) {
    throw new StartError(
      'key_damaged',
      `The keys in ${dataDir}/keys are not those of the store beside them: restore the keys folder from its backup.`,
    );
  }
}

function writeForStop(work: Work, refusals: RefusalTally, behind: Pick<OpenStore, 'writeBehind' | 'writeForStop'>): void {
  refusals.tell(work, 'all');
  work.audit('room.stopped', 'room');
  behind.writeBehind();
  behind.writeForStop();
}

/**
 * Opens the store in the data dir and puts the room together: the composition root. Throws StartError with nothing
 * changed when the data dir is locked or unwritable, a key is damaged, or the store is newer or damaged.
 */
export async function openRoom(
  config: StoreConfig,
  ports: RoomPorts = {},
  whereabouts: () => Whereabouts = () => ({ urls: [] }),
) {
  const dataDir = openDataDir(config.dataDir);
  try {
    const keys = openKeys(config.dataDir);
    const db = (ports.openDatabase ?? openDatabase)(config.dataDir);
    const logger = createLogger({ dataDir: config.dataDir, level: config.logLevel });
    const ids = ports.ids ?? createIds();
    const hasher = createHasher();
    const { store, undoLog, beforeCommit, ...behind } = createStore(db, createPersonVault(keys.master));
    assertKeysOfStore(store, keys, config.dataDir);
    const clock = ports.clock ?? clockAfter(lastKnownTime(store));
    const meter = new Meter();
    let storeWatch: StoreWatch | undefined;
    const commits = createGroupCommit(db, {
      keepsTraces: (error) => error instanceof RecordedRefusal,
      undoLog,
      beforeCommit,
      onFailure: (error) => storeWatch?.failed(error),
      onCommit: (ms) => meter.committed(ms),
    });
    const recoveryTokens = createRecoveryTokens({ key: keys.token, roomId: hash('sha256', keys.room.spki), clock });
    const tokens = createTokens({ key: keys.token, roomId: hash('sha256', keys.room.spki), clock });
    const tickets = createTickets(clock);
    const joinCode = (ports.joinCodeOf ?? joinCodeOf)(keys.room.spki);
    const version = readVersion();
    const setupCode = makeSetupCode();
    const hub = createHub(clock, config, meter);
    const monitor = createMonitor({ meter, hub, clock, logger });
    const passwords = createPasswords();
    const lookup = createLookupKeys(keys.lookup);
    const remembered = createRememberedFailures(store.settings, (write) => {
      commits.run(write).catch((error: unknown) => logger.error({ err: error }, 'who has to wait could not be written'));
    });
    const keptWalls = createKeptWalls({ settings: store.settings, clock, logger, run: commits.run });
    const press = createCertificatePress();
    const refusals = createRefusalTally(lookup);
    const handlers = createHandlers({
      identity: {
        tokens,
        secrets: createSecretTokens(keys.token),
        lookup,
        tickets,
        totp: createTotp(),
        setupCode,
        joinCode,
        normaliseJoinCode,
        version,
        refusals,
        failures: createFailureGuard({ clock, nameOf: (who) => lookup.of('service', who), remembered }),
        passwords: { hash: passwords.hash, verify: passwords.verify, weakness: passwordWeakness },
      },
      recovery: { tokens: recoveryTokens, newCode: makeSetupCode, lookup },
      readers: ports.readers ?? createFileReaders(),
      papers: ports.papers ?? createPaperWriter(),
      hasher,
      ids,
      notificationTests: createTokenBuckets(NOTIFICATION_TESTS, clock),
      monitoring: monitor,
      certificates: { press, limit: createTokenBuckets(CODES_ASKED, clock) },
      writeResults,
      address: { joinCode: formatJoinCode(joinCode), whereabouts, version },
    });
    const commands = createCommandWitness({ store, lookup, joinCode, clock, logger });
    const router = createCommandRouter({
      ...{ handlers, store, commits, clock, ids, hasher, presence: hub, outlet: hub, meter },
      tap: commands,
    });
    await router.run(
      (work) => {
        // Before anything else is done, and all of it in the store before anybody can ask.
        countAgain(work);
        recallGaps(work);
        behind.writeBehind();
        work.store.exams.dropUnfinished();
        work.store.course.note(work.now, { kind: 'start' });
        refusals.recall(work);
        work.audit('room.started', 'room', { version });
      },
      { kind: 'room' },
    );
    const watch = createStoreWatch({
      run: (work) => router.run(work, { kind: 'room' }),
      tellStaff: (saving) => tellSaving(hub, ids, clock, saving),
      clock,
      logger,
    });
    storeWatch = watch;
    const isSetUp = () => store.users.staff().some((user) => user.role === 'admin');
    if (!isSetUp() && config.adminPassword)
      await router.call('setup', { setupCode, password: config.adminPassword }, { kind: 'room' });
    const stopChores = startStoreChores({ db, commits, behind, logger });

    return {
      router,
      hub,
      meter,
      monitor,
      clock,
      logger,
      canSave: watch.isWritable,
      results: { press, areDue: () => store.grading.hasToTell() },
      joinCode: formatJoinCode(joinCode),
      setupCode: isSetUp() ? undefined : setupCode,
      version,
      commands,
      refusals,
      keptWalls,
      /** Addresses and devices are remembered under keyed pseudonyms only (ID7). */
      placeNameOf: (text: string) => lookup.of('place', text).slice(0, 16),
      authenticate: commands.watching(createAuthenticate(tokens, tickets, store)),
      requesters: { tokens: recoveryTokens, store },
      walBytes: () => walBytesOf(db),
      privateKey: keys.room.privateKey,
      close: async () => {
        watch.stop();
        await stopChores();
        remembered.flush();
        keptWalls.flush();
        await router
          .run((work) => writeForStop(work, refusals, behind), { kind: 'room' })
          .catch((error: unknown) => {
            // It is counted again at the next start: no reason to stay open for.
            logger.error({ err: error }, 'that the room stops could not be written');
          });
        commits.flush();
        // A reader elsewhere may be through with the log in a moment; the stop as a whole takes five seconds at most.
        db.pragma('busy_timeout = 1000');
        db.pragma('wal_checkpoint(TRUNCATE)');
        db.close();
        logger.close();
        dataDir.release();
      },
    };
  } catch (error) {
    dataDir.release();
    throw error;
  }
}
