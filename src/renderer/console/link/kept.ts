/** What this browser keeps for the console. A browser that keeps nothing (private mode, policy) is remembered in memory. */
const inMemory = new Map<string, string>();

export function readKept(key: string): string | undefined {
  try {
    return window.localStorage.getItem(key) ?? inMemory.get(key);
  } catch {
    return inMemory.get(key);
  }
}

export function keep(key: string, value: string | undefined): void {
  if (value === undefined) inMemory.delete(key);
  else inMemory.set(key, value);
  try {
    if (value === undefined) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, value);
  } catch {
    // kept in memory until the page closes
  }
}
