import type { ConsoleShell } from '../../../../shared/ipc.ts';

/** The one-time setup code, which the desktop app hands to the console it opened itself; undefined in a browser and once it is used up. */
export async function shellSetupCode(): Promise<string | undefined> {
  const shell = (window as { invigilShell?: ConsoleShell }).invigilShell;
  const reply = await shell?.setupCode();
  return reply?.ok ? reply.value.setupCode : undefined;
}
