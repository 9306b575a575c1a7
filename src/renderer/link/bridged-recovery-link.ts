import type { ConnectionState } from '../../shared/client/index.ts';
import type { ExamShell } from '../../shared/ipc.ts';
import type { CommandOutput, RecoveryStatusEvent } from '../../shared/protocol/index.ts';
import type { RecoveryLink } from './recovery-link.ts';
import { fromRoom } from './shell-replies.ts';

/** How often the page looks while somebody waits for an answer. */
const LOOK_MS = 500;

/** The request as the shell has it: the token to ask with, and the connection, are on that side. */
export function openBridgedRecoveryLink(shell: Pick<ExamShell, 'lookBack' | 'askBack'>, requestId: string): RecoveryLink {
  const stateListeners = new Set<(state: ConnectionState) => void>();
  const statusListeners = new Set<(status: RecoveryStatusEvent) => void>();
  let state: ConnectionState = { state: 'stopped' };
  let told = '';

  function enter(next: ConnectionState): void {
    const isNew = JSON.stringify(next) !== JSON.stringify(state);
    state = next;
    if (isNew) for (const hear of stateListeners) hear(next);
  }

  async function look(): Promise<void> {
    try {
      const { connection, status } = await fromRoom(shell.lookBack({ requestId }));
      enter(connection);
      const text = JSON.stringify(status);
      if (status === undefined || text === told) return;
      told = text;
      for (const hear of statusListeners) hear(status);
    } catch (error) {
      enter({ state: 'refused', code: 'recovery_not_found', message: error instanceof Error ? error.message : '' });
    }
  }

  const added = <Listener>(to: Set<Listener>, listener: Listener) => {
    to.add(listener);
    return () => void to.delete(listener);
  };

  return {
    get state() {
      return state;
    },
    onState: (listener) => added(stateListeners, listener),
    onStatus: (listener) => added(statusListeners, listener),
    start() {
      void look();
      const timer = setInterval(() => void look(), LOOK_MS);
      return () => clearInterval(timer);
    },
    ask: (input) => fromRoom(shell.askBack({ requestId, input })) as Promise<CommandOutput<'recovery_request'>>,
  };
}
