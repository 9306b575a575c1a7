import type { RequestOptions, RoomConnection } from '../../../shared/client/index.ts';
import { SecurityEventInput } from '../../../shared/model/security-event.ts';
import type { CommandInput, CommandOutput, SocketCommandName } from '../../../shared/protocol/index.ts';
import type { Tally } from './tally.ts';
import type { Witness } from './witness.ts';

export interface Watch {
  readonly tally: Tally;
  readonly witness: Witness;
  readonly sessionId: string;
  readonly monotonic: () => number;
  /** When the network was last repaired, monotonic ms. */
  readonly healedAt: () => number;
}

const eventsOf = (input: CommandInput<'security_events'>): SecurityEventInput[] =>
  input.events.flatMap((event) => SecurityEventInput.safeParse(event).data ?? []);

function noteSent(command: SocketCommandName, input: unknown, { witness, sessionId }: Watch): void {
  if (command === 'security_event') {
    const { id, seq } = input as CommandInput<'security_event'>;
    witness.eventSent(id, sessionId, seq);
  }
  if (command === 'security_events') {
    for (const { id, seq } of eventsOf(input as CommandInput<'security_events'>)) witness.eventSent(id, sessionId, seq);
  }
}

function noteAcked(command: SocketCommandName, input: unknown, output: unknown, { tally, witness }: Watch): void {
  const noteEvent = (ack: CommandOutput<'security_event'>) => {
    if (!ack.ok) return;
    tally.counts.eventsAcked += 1;
    witness.eventAcked(ack.id, ack);
  };
  if (command === 'answer_save') {
    const ack = output as CommandOutput<'answer_save'>;
    tally.counts.acked += 1;
    if (ack.held) tally.counts.held += 1;
    witness.answerAcked(input as CommandInput<'answer_save'>, ack);
  } else if (command === 'security_event') {
    noteEvent(output as CommandOutput<'security_event'>);
  } else if (command === 'security_events') {
    for (const ack of (output as CommandOutput<'security_events'>).results) noteEvent(ack);
  }
}

/** Counts every return and how long it took. */
function watchReturns(connection: RoomConnection, { tally, monotonic, healedAt }: Watch): void {
  let hasConnected = false;
  let lostAt: number | undefined;
  connection.onState(({ state }) => {
    if (state === 'connected') {
      if (lostAt !== undefined) {
        tally.counts.reconnects += 1;
        tally.offline.add(monotonic() - lostAt);
        tally.reconnect.add(monotonic() - Math.max(lostAt, healedAt()));
      }
      hasConnected = true;
      lostAt = undefined;
    } else if (hasConnected) {
      lostAt ??= monotonic();
    }
  });
}

/** The same connection, with everything that goes through it noted and timed. */
export function watchConnection(connection: RoomConnection, watch: Watch): RoomConnection {
  watchReturns(connection, watch);
  return {
    get state() {
      return connection.state;
    },
    start: connection.start,
    stop: connection.stop,
    retryNow: connection.retryNow,
    onState: connection.onState,
    on: connection.on,
    serverNow: connection.serverNow,
    serverTimeUncertainty: connection.serverTimeUncertainty,
    serverTimeAge: connection.serverTimeAge,
    async request<Name extends SocketCommandName>(
      command: Name,
      input: CommandInput<Name>,
      options?: RequestOptions,
    ): Promise<CommandOutput<Name>> {
      const askedAt = watch.monotonic();
      noteSent(command, input, watch);
      const output = await connection.request(command, input, options);
      watch.tally.acked(watch.monotonic() - askedAt);
      noteAcked(command, input, output, watch);
      return output;
    },
  };
}
