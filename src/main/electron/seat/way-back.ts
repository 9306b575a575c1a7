import {
  type ClientClock,
  createRoomApi,
  createRoomConnection,
  type RandomPort,
  type RoomConnection,
} from '../../../shared/client/index.ts';
import type { RecoveryLook } from '../../../shared/ipc.ts';
import type { CommandInput, CommandOutput } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { RecoveryStatusEvent } from '../../../shared/protocol/events.ts';
import type { ShellHandlers } from '../ipc.ts';
import type { FoundRoom } from './find-room.ts';
import { answered } from './seat-answers.ts';

/** A page that has gone does not look any more: the connection is not kept for nobody. */
const UNSEEN_MS = 10_000;

/** The way of a refused join to ask for the place (ID6). Its token stays here; the page knows the request by its id. */
export interface WayBack {
  /** Joins. Where the attempt is in use it keeps what the room gave to ask with, and rejects with what the page may know of it. */
  join(room: FoundRoom, request: CommandInput<'join'>): Promise<CommandOutput<'join'>>;
  readonly handlers: Pick<ShellHandlers, 'seat:look-back' | 'seat:ask-back'>;
  close(): void;
}

interface Offer {
  readonly requestId: string;
  readonly recoveryToken: string;
  readonly room: FoundRoom;
}

export function createWayBack({ clock, random }: { clock: ClientClock; random?: RandomPort | undefined }): WayBack {
  let offer: Offer | undefined;
  let connection: RoomConnection | undefined;
  let status: RecoveryStatusEvent | undefined;
  let cancelUnseen = (): void => {};

  function disconnect(): void {
    cancelUnseen();
    connection?.stop();
    connection = undefined;
  }

  function current(requestId: string): RoomConnection {
    if (offer?.requestId !== requestId)
      throw new RoomError('recovery_not_found', 'This computer has not been given this request.');
    if (connection) return connection;
    const { recoveryToken, room } = offer;
    const { origin: baseUrl, socketFactory } = room;
    const opened = createRoomConnection({
      baseUrl,
      token: () => recoveryToken,
      socketFactory,
      clock,
      ...(random ? { random } : {}),
    });
    opened.on('recovery-status', (told) => {
      if (told.requestId === requestId) status = told;
    });
    opened.start();
    connection = opened;
    return opened;
  }

  /** Takes what the room gave to ask with; answers the refusal without its token. */
  function withoutToken(error: unknown, room: FoundRoom): unknown {
    if (!(error instanceof RoomError) || error.code !== 'attempt_in_use') return error;
    const { requestId, recoveryToken } = error.data ?? {};
    if (typeof requestId !== 'string' || typeof recoveryToken !== 'string') return error;
    disconnect();
    offer = { requestId, recoveryToken, room };
    status = undefined;
    return new RoomError(error.code, error.message, { data: { requestId } });
  }

  function look(requestId: string): RecoveryLook {
    const { state } = current(requestId);
    cancelUnseen();
    cancelUnseen = clock.after(UNSEEN_MS, disconnect);
    return { connection: state, ...(status ? { status } : {}) };
  }

  function close(): void {
    disconnect();
    offer = status = undefined;
  }

  return {
    async join(room, { requestId, ...request }) {
      // An approval belongs to the computer that asked: the page names it, and what was given to this computer decides.
      const approved = requestId !== undefined && offer?.requestId === requestId ? { requestId } : {};
      try {
        return await createRoomApi({ baseUrl: room.origin, fetch: room.fetch }).call('join', { ...request, ...approved });
      } catch (error) {
        throw withoutToken(error, room);
      }
    },
    handlers: {
      'seat:look-back': ({ requestId }) => answered(async () => look(requestId)),
      'seat:ask-back': ({ requestId, input }) => answered(() => current(requestId).request('recovery_request', input)),
    },
    close,
  };
}
