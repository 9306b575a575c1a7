import type { AttemptId } from '../../shared/model/ids.ts';
import { escalateOverdue } from '../domain/alerts/escalation.ts';
import { reportFlood } from '../domain/alerts/report-flood.ts';
import { endOverdueBreaks } from '../domain/attempts/break-commands.ts';
import { tellGaps } from '../domain/attempts/follow-chain.ts';
import { createAnswerWatch } from '../domain/attempts/watch-answers.ts';
import { judgeWentOffline } from '../domain/attempts/went-offline.ts';
import type { RefusalTally } from '../domain/audit/refusal-tally.ts';
import type { CertificatePress } from '../domain/grading/certificate-services.ts';
import { tellResults } from '../domain/grading/tell-results.ts';
import { endExpiredSessions } from '../domain/identity/end-expired-sessions.ts';
import type { Logger } from '../domain/logger-port.ts';
import type { Meter } from '../domain/monitoring/meter.ts';
import { dropOldNotifications } from '../domain/notifications/drop-old-notifications.ts';
import { endRecoveryRequests } from '../domain/recovery/let-back-in.ts';
import { endWait, waitedEnough } from '../domain/responses/suspend-waiting.ts';
import { closeFinished, finishedAttempts } from '../domain/sittings/close-finished-attempts.ts';
import { keepSchedule } from '../domain/sittings/keep-schedule.ts';
import { createSleepWatch, creditOutage, noteAlive, type SleepWatch } from '../domain/sittings/outage.ts';
import { endToolGrants, endToolsOfFinished } from '../domain/tools/end-tool-grants.ts';
import { createWalls } from '../domain/walls/walls.ts';
import type { Work } from '../domain/work.ts';
import { answersToCsv } from '../exchange/answers-csv.ts';
import { resultsToCsv } from '../exchange/results-csv.ts';
import { ALERTS_PATH, createAlertsGateway } from '../transport/alerts-gateway.ts';
import type { CommandRouter } from '../transport/command-router.ts';
import { createEntrance } from '../transport/guards/entrance.ts';
import { createEventGuard } from '../transport/guards/event-guard.ts';
import { createLobby } from '../transport/guards/lobby.ts';
import { networksOf } from '../transport/guards/networks.ts';
import { createOriginGuard } from '../transport/guards/origin.ts';
import { createStrangers } from '../transport/guards/strangers.ts';
import { createTokenBuckets } from '../transport/guards/token-bucket.ts';
import { createHttp } from '../transport/http.ts';
import { createPrometheus } from '../transport/monitoring/prometheus.ts';
import { createNotificationsGateway, NOTIFICATIONS_PATH } from '../transport/notifications-gateway.ts';
import { createRequesterSockets } from '../transport/requester-sockets.ts';
import { createSocketPaths } from '../transport/socket-paths.ts';
import { createSocketIoGateway } from '../transport/socketio-gateway.ts';
import { createTrafficWitness } from '../transport/witness/witness-traffic.ts';
import { everyByTimer, keepHeapCalm, ownBusyShare, ownHeap } from './calm-heap.ts';
import { openCertificate, type RoomCertificate } from './certificate.ts';
import { createChores } from './chores.ts';
import type { RoomConfig } from './config.ts';
import { type Doors, openDoors } from './doors.ts';
import { trackSockets } from './listeners.ts';
import { createOneByOne } from './one-by-one.ts';
import { openRoom, type RoomPorts } from './open-room.ts';
import { type RoomActivity, readActivity } from './room-activity.ts';
import { wakeFirst } from './wake-first.ts';
import { createWatch } from './watch.ts';

/** A room that can be reached. */
export interface RunningRoom {
  /** Always loopback. */
  readonly url: string;
  readonly lanUrls: readonly string[];
  /** As it is shown to people. */
  readonly joinCode: string;
  readonly setupCode: string | undefined;
  readonly version: string;
  /** What goes on in it right now. */
  activity(): Promise<RoomActivity>;
  stop(): Promise<void>;
}

/** How often the room looks for attempts whose time is over. */
const TIME_UP_CHECK_MS = 500;
const EXPIRY_CHECK_MS = 60_000;
const GRANT_CHECK_MS = 1_000;
/** A hall of a thousand is told within some seconds, a few in each transaction. */
const TELL_RESULTS_MS = 100;
/** How long a stranger may take to read an answer. */
const SERVED_MS = 60_000;

interface ResultsToTell {
  readonly press: CertificatePress;
  areDue(): boolean;
}

/** What the room does by itself, at its own pace. Returns the end of it. */
function startChores(
  router: CommandRouter,
  canSave: () => boolean,
  logger: Logger,
  meter: Meter,
  results: ResultsToTell,
  refusals: RefusalTally,
  sleep: SleepWatch,
): () => void {
  const run = (work: (work: Work) => void): Promise<unknown> => router.run(work, { kind: 'room' });
  const doChore = createChores({ run, canSave, logger, now: () => performance.now(), onFailure: () => meter.choreFailed() });
  const doRegularly = (everyMs: number, chores: Readonly<Record<string, (work: Work) => void>>): NodeJS.Timeout =>
    setInterval(() => {
      for (const [name, chore] of Object.entries(chores)) doChore(name, chore);
    }, everyMs);
  const watchAnswers = createAnswerWatch();
  const oneByOne = createOneByOne({ now: () => performance.now(), nextTurn: (go) => void setImmediate(go) });
  const forEach =
    (name: string, find: (work: Work) => AttemptId[], act: (work: Work, id: AttemptId) => void) =>
    (work: Work): void => {
      const found = find(work);
      work.afterCommit(() => oneByOne.add(name, found, (id) => doChore(name, (alone) => act(alone, id as AttemptId))));
    };
  // Nearly always there is nobody to tell: no transaction is begun for that.
  const tellDue = (): void => {
    if (!results.areDue()) return;
    doChore('telling results', (work) => void tellResults(work, results.press));
  };
  const timers = [
    setInterval(tellDue, TELL_RESULTS_MS),
    doRegularly(TIME_UP_CHECK_MS, {
      'giving back the time the computer slept': sleep.giveBack,
      'opening and starting exams as planned': keepSchedule,
      'ending breaks that are over': endOverdueBreaks,
      'looking for attempts whose time is over': forEach('closing attempts whose time is over', finishedAttempts, closeFinished),
      'noting that the room serves': noteAlive,
      'looking for what has waited long enough': forEach('carrying out what waited', waitedEnough, endWait),
      'telling gaps in what clients report': tellGaps,
      'judging who went offline': judgeWentOffline,
      'comparing when answers came': watchAnswers,
    }),
    doRegularly(GRANT_CHECK_MS, {
      'ending grants of tools that are over': endToolGrants,
      'ending tools of finished attempts': endToolsOfFinished,
      'ending recovery requests that are over': endRecoveryRequests,
      'escalating alerts nobody took': escalateOverdue,
    }),
    doRegularly(EXPIRY_CHECK_MS, {
      'ending expired sessions': endExpiredSessions,
      'dropping old notifications': dropOldNotifications,
      'telling refusals that were counted': (work) => refusals.tell(work),
    }),
  ];
  return () => {
    timers.forEach(clearInterval);
    oneByOne.stop();
  };
}

/** Opens the room and lets it be reached. Throws StartError, with everything released again, when it cannot. */
export async function startRoom(config: RoomConfig, ports: RoomPorts = {}): Promise<RunningRoom> {
  const where: { doors?: Doors; certificate?: RoomCertificate } = {};
  const room = await openRoom(config, ports, () => ({
    urls: where.doors?.lanUrls.length ? where.doors.lanUrls : [where.doors?.url ?? ''],
    ...(where.certificate ? { certificateSha256: where.certificate.fingerprint } : {}),
  }));
  const { hub, meter, monitor, clock, logger, authenticate } = room;
  const sleep = createSleepWatch(() => performance.now());
  const router = wakeFirst(room.router, sleep, logger);
  let isReady = false;
  try {
    const entrance = createEntrance({ ...config, allowsOrigin: createOriginGuard(config.corsOrigins) });
    const lobbyLimits = { most: config.maxUnauthenticated, stayMs: config.unauthenticatedMs, servedMs: SERVED_MS };
    const [lobby, callers] = [createLobby(lobbyLimits), createLobby(lobbyLimits)];
    const strangers = createStrangers({
      lobby,
      addressOf: entrance.addressOf,
      isProxy: networksOf(config.trustedProxies),
      onStalled: (ip) => seen.stalled(ip),
    });
    const events = createEventGuard(config.eventRate, clock, (actor) => {
      hub.disconnect(actor.sessionId, 'rate_limited', 'Far too many requests: this connection is closed.');
      router
        .run((work) => reportFlood(work, actor), { kind: 'room' })
        .catch((error: unknown) => logger.error({ err: error }, 'a flood could not be reported'));
    });
    const rate = createTokenBuckets(config.eventRate, clock);
    const walls = createWalls(room.placeNameOf);
    // First where staff are at home: their right sign-ins of then excuse nothing that was wrong since.
    for (const past of room.commands.recall()) walls.see(past);
    room.keptWalls.recall(walls);
    room.keptWalls.keep(walls);
    const watch = createWatch({ walls, clock, logger, run: (work) => router.run(work, { kind: 'room' }) });
    room.commands.showTo(watch.see);
    const seen = createTrafficWitness({ see: watch.see, clock, isProxy: networksOf(config.trustedProxies) });
    const guards = {
      lobby,
      strangers: seen.strangers(strangers),
      events: seen.guard(events),
      addressOf: entrance.addressOf,
    };
    const raw = {
      router,
      hub: seen.hub(hub),
      authenticate,
      ...guards,
      heartbeatIntervalMs: config.heartbeatIntervalMs,
      meter,
      logger,
    };
    const requesters = createRequesterSockets({ ...room.requesters, router, rate, clock, logger });
    const socketIo = createSocketIoGateway({ ...raw, requesters, callers });
    const alerts = createAlertsGateway(raw);
    const notifications = createNotificationsGateway(raw);
    const http = await createHttp({
      router,
      authenticate,
      events: guards.events,
      strangers: guards.strangers,
      logger,
      webRoot: config.webRoot,
      resultsToCsv,
      answersToCsv,
      isReady: () => isReady && room.canSave(),
      entrance,
      version: room.version,
      witness: watch,
      tap: room.commands,
      corsOrigins: config.corsOrigins,
      requestHeadMs: config.requestHeadMs,
      prometheus: createPrometheus({ meter, hub, monitor, version: room.version, walBytes: room.walBytes }),
      sockets: createSocketPaths({
        entrance: createEntrance({ ...config, allowsOrigin: createOriginGuard(config.socketCorsOrigins) }),
        strangers: guards.strangers,
        meter,
        socketIo,
        raw: new Map([
          [ALERTS_PATH, alerts],
          [NOTIFICATIONS_PATH, notifications],
        ]),
      }),
    });
    await http.ready();
    if (config.lan && !config.plaintext) where.certificate = await openCertificate(config.dataDir, room.privateKey, clock.now());
    await router.run(creditOutage, { kind: 'room' });
    hub.start(router);
    monitor.start(router);
    const stopChores = startChores(router, room.canSave, logger, meter, room.results, room.refusals, sleep);
    const stopCalming = keepHeapCalm({ heap: ownHeap(), busyShare: ownBusyShare(), every: everyByTimer });
    const doors = await openDoors(http, config, where.certificate).catch((error: unknown) => {
      stopChores();
      stopCalming();
      void monitor.stop();
      hub.stop();
      throw error;
    });
    where.doors = doors;
    for (const { server } of doors.others) guards.strangers.watch(server);
    const openSockets = trackSockets(http.server, ...doors.others.map(({ server }) => server));
    const { url, lanUrls } = doors;
    isReady = true;
    logger.info({ url, lanUrls, version: room.version }, 'the room is open');
    return {
      url,
      lanUrls,
      joinCode: room.joinCode,
      setupCode: room.setupCode,
      version: room.version,
      activity: () => router.run(readActivity, { kind: 'room' }),
      stop: async () => {
        isReady = false;
        stopChores();
        stopCalming();
        lobby.stop();
        callers.stop();
        alerts.stop();
        notifications.stop();
        await openSockets.outlast(Promise.all([socketIo.stop(), http.close(), ...doors.others.map((other) => other.close())]));
        await watch.stop();
        hub.stop();
        await monitor.stop();
        await room.close();
      },
    };
  } catch (error) {
    await room.close();
    throw error;
  }
}
