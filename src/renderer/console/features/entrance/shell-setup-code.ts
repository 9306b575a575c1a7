import { consoleShell } from '../../link/console-shell.ts';

/** The one-time setup code, which the desktop app hands to the console it opened itself; undefined in a browser and once it is used up. */
export async function shellSetupCode(): Promise<string | undefined> {
  const reply = await consoleShell()?.setupCode();
  return reply?.ok ? reply.value.setupCode : undefined;
}
