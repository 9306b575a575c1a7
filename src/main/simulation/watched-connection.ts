import type { RoomConnection } from '../../shared/client/index.ts';
import type { CommandInput, CommandOutput, SocketCommandName } from '../../shared/protocol/index.ts';
import type { Tally } from './tally.ts';

function count(tally: Tally, command: SocketCommandName, output: CommandOutput<SocketCommandName>): void {
  if (command === 'answer_save') {
    tally.counts.acked += 1;
    if ((output as CommandOutput<'answer_save'>).held) tally.counts.held += 1;
  } else if (command === 'security_event') {
    tally.counts.eventsAcked += 1;
  } else if (command === 'security_events') {
    tally.counts.eventsAcked += (output as CommandOutput<'security_events'>).results.filter(({ ok }) => ok).length;
  }
}

/** The same connection, with every ack timed and every reconnect counted. */
export function watchConnection(connection: RoomConnection, tally: Tally, monotonic: () => number): RoomConnection {
  let hasConnected = false;
  connection.onState(({ state }) => {
    if (state !== 'connected') return;
    if (hasConnected) tally.counts.reconnects += 1;
    hasConnected = true;
  });
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
    async request<Name extends SocketCommandName>(command: Name, input: CommandInput<Name>): Promise<CommandOutput<Name>> {
      const askedAt = monotonic();
      const output = await connection.request(command, input);
      tally.acked(monotonic() - askedAt);
      count(tally, command, output);
      return output;
    },
  };
}
