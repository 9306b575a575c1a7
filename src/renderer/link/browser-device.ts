const SYSTEMS: readonly [RegExp, string][] = [
  [/Windows/i, 'Windows'],
  [/CrOS/i, 'ChromeOS'],
  [/Android/i, 'Android'],
  [/iPhone|iPad|iPod/i, 'iOS'],
  [/Mac OS X|Macintosh/i, 'macOS'],
  [/Linux/i, 'Linux'],
];
const BROWSERS: readonly [RegExp, string][] = [
  [/Edg\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari/, 'Safari'],
];

/** What this browser says it is: shown to staff, proves nothing. `userAgentData` is left out: insecure pages have none. */
export function browserDevice(userAgent: string = navigator.userAgent): { deviceType: string; os?: string; app: string } {
  const os = SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = BROWSERS.map(([pattern, name]) => [pattern.exec(userAgent)?.[1], name] as const).find(
    ([version]) => version !== undefined,
  );
  return {
    deviceType: 'browser',
    ...(os === undefined ? {} : { os }),
    app: browser ? `${browser[1]} ${browser[0]}` : 'Browser',
  };
}
