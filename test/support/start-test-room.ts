import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import { loadConfig, type RoomConfig } from '../../src/main/app/config.ts';
import { type RunningRoom, startRoom } from '../../src/main/app/create-room.ts';
import type { FileReaders } from '../../src/main/domain/exams/services.ts';
import type { Clock } from '../../src/main/domain/ports.ts';
import type { openDatabase } from '../../src/main/storage/open-database.ts';
import type { CommandOutput } from '../../src/shared/protocol/index.ts';
import { openAlerts, type RawSocketOptions, type TestRawSocket } from './alerts-driver.ts';
import { createAnswerCheck } from './documented-answers.ts';
import { copyTestKeys, QUICK_PORTS } from './quick-ports.ts';
import { type AnswerCheck, createRest, type RestDriver } from './rest-driver.ts';
import { openSocket, type SocketOptions, type TestSocket } from './socket-driver.ts';
import { ADMIN_PASSWORD } from './test-room-files.ts';

export { ADMIN_PASSWORD };

export interface TestRoomOptions {
  readonly clock?: Clock;
  readonly config?: Partial<RoomConfig>;
  /** What files say, for papers no file can bring in yet. */
  readonly readers?: FileReaders;
  /** To keep hold of the store's own connection. */
  readonly openDatabase?: typeof openDatabase;
  /** An existing data dir, for a second start; otherwise a new one. */
  readonly dataDir?: string;
  /** Everything as in production, at 0.4 s a room: keys nobody else has, and a thread for each file. */
  readonly isWhole?: boolean;
}

/** A signed-in caller: over REST, and as many sockets as wanted. */
export interface Caller {
  readonly token: string;
  readonly refreshToken: string;
  readonly rest: RestDriver;
  socket(options?: SocketOptions): Promise<TestSocket>;
}
export interface Staff extends Caller {
  readonly user: CommandOutput<'auth_login'>['user'];
  alerts(options?: RawSocketOptions): Promise<TestRawSocket>;
}

/** A real room in this process, with ways to speak to it as anybody. */
export interface TestRoom {
  readonly url: string;
  readonly joinCode: string;
  readonly setupCode: string | undefined;
  readonly dataDir: string;
  /** Somebody who has not signed in. */
  readonly anyone: RestDriver;
  rest(token: string): RestDriver;
  /** Opens a socket that is closed with the room. */
  socket(token: string | undefined, options?: SocketOptions): Promise<TestSocket>;
  alerts(token: string | undefined, options?: RawSocketOptions): Promise<TestRawSocket>;
  signIn(username?: string, password?: string): Promise<Staff>;
  /** A new proctor account, signed in. The admin's own session is not used up. */
  proctor(username?: string): Promise<Staff>;
  /** Ends the room as SIGTERM would; harmless when repeated. */
  stop(): Promise<void>;
}

/**
 * The way to start rooms in a test file: `const startTestRoom = testRooms();` at its top. Every room has its own data
 * dir and port and is stopped after the test (or, per file, after the last one).
 */
export function testRooms({ per = 'test' }: { per?: 'test' | 'file' } = {}): (options?: TestRoomOptions) => Promise<TestRoom> {
  const rooms: TestRoom[] = [];
  const dirs: string[] = [];
  const cleanUp = async () => {
    for (const room of rooms.splice(0)) await room.stop();
    for (const dir of dirs.splice(0)) rmSync(dir, { recursive: true, force: true });
  };
  if (per === 'test') afterEach(cleanUp);
  else afterAll(cleanUp);

  return async (options = {}) => {
    const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'invigil-room-'));
    if (options.dataDir === undefined) {
      dirs.push(dataDir);
      if (!options.isWhole) copyTestKeys(dataDir);
    }
    const config = loadConfig({
      flags: { dataDir, port: '0', logLevel: 'error', webRoot: join(dataDir, 'no-pages') },
      env: { INVIGIL_ADMIN_PASSWORD: ADMIN_PASSWORD },
      cwd: dataDir,
    });
    const clock = options.clock ? { clock: options.clock } : {};
    const store = options.openDatabase ? { openDatabase: options.openDatabase } : {};
    const readers = options.readers ? { readers: options.readers } : {};
    const running = await startRoom(
      { ...config, ...options.config },
      { ...clock, ...(options.isWhole ? {} : QUICK_PORTS), ...readers, ...store },
    );
    const room = drive(running, dataDir);
    rooms.push(room);
    return room;
  };
}

/** A room says nothing over REST that its own description does not: every answer of every test is held against it. */
let answerCheck: AnswerCheck | undefined;
const documented: AnswerCheck = (...answer) => {
  answerCheck ??= createAnswerCheck();
  return answerCheck(...answer);
};

function drive(running: RunningRoom, dataDir: string): TestRoom {
  const { url } = running;
  const restOf = (token?: string) => createRest(url, token, documented);
  const anyone = restOf();
  const open: { close(): void }[] = [];
  const kept = async <T extends { close(): void }>(opening: Promise<T>): Promise<T> => {
    const socket = await opening;
    open.push(socket);
    return socket;
  };
  const socket = (token: string | undefined, options?: SocketOptions) => kept(openSocket(url, token, options));
  const alerts = (token: string | undefined, options?: RawSocketOptions) => kept(openAlerts(url, token, options));
  const asStaff = ({ token, refreshToken, user }: CommandOutput<'auth_login'>): Staff => ({
    token,
    refreshToken,
    user,
    rest: restOf(token),
    socket: (options) => socket(token, options),
    alerts: (options) => alerts(token, options),
  });
  const signIn = async (username = 'admin', password = ADMIN_PASSWORD): Promise<Staff> =>
    asStaff(await anyone.call('auth_login', { username, password }));
  let stopping: Promise<void> | undefined;

  return {
    url,
    joinCode: running.joinCode,
    setupCode: running.setupCode,
    dataDir,
    anyone,
    rest: (token) => restOf(token),
    socket,
    alerts,
    signIn,
    proctor: async (username = 'proctor-one') => {
      const admin = await signIn();
      const password = 'the seventh garden gate';
      await admin.rest.call('user_add', { username, displayName: 'Petra Proctor', role: 'proctor', password });
      return signIn(username, password);
    },
    stop: () => {
      for (const one of open.splice(0)) one.close();
      stopping ??= running.stop();
      return stopping;
    },
  };
}
