import type { ExamShell } from '../../shared/ipc.ts';
import type { CommandOutput } from '../../shared/protocol/index.ts';
import { openBridgedLink } from './bridged-link.ts';
import { openBridgedRecoveryLink } from './bridged-recovery-link.ts';
import type { CandidateDoor } from './candidate-door.ts';
import { fromRoom, fromShell } from './shell-replies.ts';

/** The door of the desktop app: the shell goes to the room, this page only says what the candidate said. */
export async function openBridgedDoor(shell: ExamShell): Promise<CandidateDoor> {
  const { kept } = await fromShell(shell.place());
  return {
    world: 'desktop',
    address: kept?.address ?? '',
    kept: () => kept,
    lookUp: (address, code) => fromRoom(shell.lookUp({ address, code })) as Promise<CommandOutput<'join_info'>>,
    join: (address, request) => fromRoom(shell.join({ address, request })),
    openRecovery: ({ requestId }) => openBridgedRecoveryLink(shell, requestId),
    openLink: (seat) => openBridgedLink(shell, seat),
    forgetSeat: ({ attemptId }) => void shell.forget({ attemptId, what: 'seat' }),
    forgetEverything: ({ attemptId }) => void shell.forget({ attemptId, what: 'everything' }),
  };
}
