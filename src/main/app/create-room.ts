import type { AddressInfo } from 'node:net';
import { endExpiredSessions } from '../domain/identity/end-expired-sessions.ts';
import type { Logger } from '../domain/logger-port.ts';
import { closeFinishedAttempts } from '../domain/sittings/close-finished-attempts.ts';
import { creditOutage, noteAlive } from '../domain/sittings/outage.ts';
import { portInUse, StartError } from '../domain/start-error.ts';
import type { Work } from '../domain/work.ts';
import { resultsToCsv } from '../exchange/results-csv.ts';
import { ALERTS_PATH, createAlertsGateway } from '../transport/alerts-gateway.ts';
import type { CommandRouter } from '../transport/command-router.ts';
import { createOriginGuard } from '../transport/guards/origin.ts';
import { createTokenBuckets } from '../transport/guards/token-bucket.ts';
import { createHttp } from '../transport/http.ts';
import { createSocketPaths } from '../transport/socket-paths.ts';
import { createSocketIoGateway } from '../transport/socketio-gateway.ts';
import { isLoopback, lanAddresses } from './addresses.ts';
import type { RoomConfig } from './config.ts';
import { listenAlso, trackSockets } from './listeners.ts';
import { openRoom, type RoomPorts } from './open-room.ts';
import { type RoomActivity, readActivity } from './room-activity.ts';

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

/** A hall that connects in the same second must not lose its first packets, each of which costs a second. */
const CONNECTION_BACKLOG = 4_096;
/** How often the room looks for attempts whose time is over. */
const TIME_UP_CHECK_MS = 500;
const EXPIRY_CHECK_MS = 60_000;

const isEverywhere = (host: string): boolean => host === '0.0.0.0' || host === '::';

/** What the room does by itself, at its own pace. Returns the end of it. */
function startChores(router: CommandRouter, logger: Logger): () => void {
  const doRegularly = (chore: (work: Work) => void, everyMs: number, failure: string): NodeJS.Timeout =>
    setInterval(() => {
      router.run(chore, { kind: 'room' }).catch((error: unknown) => logger.error({ err: error }, failure));
    }, everyMs);
  const watchTime = (work: Work): void => {
    closeFinishedAttempts(work);
    noteAlive(work);
  };
  const timers = [
    doRegularly(watchTime, TIME_UP_CHECK_MS, 'attempts could not be closed'),
    doRegularly(endExpiredSessions, EXPIRY_CHECK_MS, 'expired sessions could not be ended'),
  ];
  return () => timers.forEach(clearInterval);
}

/** Opens the room and lets it be reached. Throws StartError, with everything released again, when it cannot. */
export async function startRoom(config: RoomConfig, ports: RoomPorts = {}): Promise<RunningRoom> {
  if (config.lan && !config.plaintext) {
    throw new StartError(
      'config_invalid',
      'lan: this version has no TLS yet. Add --plaintext to serve the network without it; everybody on it can then read along.',
    );
  }
  let listening = { url: '', lanUrls: [] as string[] };
  const room = await openRoom(config, ports, () => (listening.lanUrls.length > 0 ? listening.lanUrls : [listening.url]));
  const { router, hub, clock, logger, authenticate } = room;
  const host = config.lan ? '0.0.0.0' : config.host;
  let isReady = false;
  try {
    const rate = createTokenBuckets(config.eventRate, clock);
    const socketIo = createSocketIoGateway({
      router,
      hub,
      authenticate,
      rate,
      heartbeatIntervalMs: config.heartbeatIntervalMs,
      logger,
    });
    const alerts = createAlertsGateway({ router, hub, authenticate, heartbeatIntervalMs: config.heartbeatIntervalMs, logger });
    const http = await createHttp({
      router,
      authenticate,
      rate,
      logger,
      webRoot: config.webRoot,
      resultsToCsv,
      isReady: () => isReady,
      allowsOrigin: createOriginGuard(config.corsOrigins),
      corsOrigins: config.corsOrigins,
      sockets: createSocketPaths({
        allowsOrigin: createOriginGuard(config.socketCorsOrigins),
        socketIo,
        raw: new Map([[ALERTS_PATH, alerts]]),
      }),
    });
    await http.ready();
    const openSockets = trackSockets(http.server);
    await router.run(creditOutage, { kind: 'room' });
    hub.start(router);
    const stopChores = startChores(router, logger);

    await http.listen({ host, port: config.port, backlog: CONNECTION_BACKLOG }).catch((error: NodeJS.ErrnoException) => {
      stopChores();
      hub.stop();
      throw error.code === 'EADDRINUSE' ? portInUse(host, config.port, error) : error;
    });
    const { port } = http.server.address() as AddressInfo;
    const others = [
      // Whatever the address, the room answers on loopback too: its own console and the ready line rely on it.
      ...(isEverywhere(host) || host === '127.0.0.1' ? [] : [await listenAlso(http.server, '127.0.0.1', port)]),
      ...(config.websocketPort === undefined ? [] : [await listenAlso(http.server, host, config.websocketPort)]),
    ];
    const reachable = isLoopback(host) ? [] : isEverywhere(host) ? lanAddresses() : [host];
    listening = { url: `http://127.0.0.1:${port}`, lanUrls: reachable.map((address) => `http://${address}:${port}`) };
    isReady = true;
    logger.info({ port, host, version: room.version }, 'the room is open');
    return {
      ...listening,
      joinCode: room.joinCode,
      setupCode: room.setupCode,
      version: room.version,
      activity: () => router.run(readActivity, { kind: 'room' }),
      stop: async () => {
        isReady = false;
        stopChores();
        alerts.stop();
        await openSockets.outlast(Promise.all([socketIo.stop(), http.close(), ...others.map((close) => close())]));
        hub.stop();
        await room.close();
      },
    };
  } catch (error) {
    await room.close();
    throw error;
  }
}
