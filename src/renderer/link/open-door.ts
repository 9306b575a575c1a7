import type { ExamShell } from '../../shared/ipc.ts';
import { openBridgedDoor } from './bridged-door.ts';
import { openBrowserDoor } from './browser-door.ts';
import type { CandidateDoor } from './candidate-door.ts';

/** The door this page has: the shell's where there is one around it, else the room's that served the page. */
export async function openDoor(): Promise<CandidateDoor> {
  const shell = (window as { invigilShell?: ExamShell }).invigilShell;
  return shell ? openBridgedDoor(shell) : openBrowserDoor();
}
