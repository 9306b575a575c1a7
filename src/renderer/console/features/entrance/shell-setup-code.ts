/**
 * The desktop app hands the one-time setup code to the console it opened itself; a browser has to be told it.
 * The bridge may hold it as text or answer it when asked.
 */
export async function shellSetupCode(): Promise<string | undefined> {
  const shell: unknown = (window as { invigilShell?: unknown }).invigilShell;
  if (typeof shell !== 'object' || shell === null || !('setupCode' in shell)) return undefined;
  try {
    const code: unknown = typeof shell.setupCode === 'function' ? await shell.setupCode() : shell.setupCode;
    return typeof code === 'string' && code !== '' ? code : undefined;
  } catch {
    return undefined;
  }
}
