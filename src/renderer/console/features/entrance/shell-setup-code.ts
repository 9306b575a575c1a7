import type { ConsoleShell } from '../../../../shared/ipc.ts';

declare global {
  interface Window {
    /** The desktop app's bridge; absent in a browser. */
    readonly invigilShell?: ConsoleShell;
  }
}

/** The desktop app hands the one-time setup code to the console of its own room; in a browser it is typed in. */
export async function shellSetupCode(): Promise<string | undefined> {
  const reply = await window.invigilShell?.setupCode();
  return reply?.ok ? reply.value.setupCode : undefined;
}
