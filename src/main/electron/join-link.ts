import { formatJoinCode, normaliseJoinCode } from '../../shared/model/join-code.ts';

/** The scheme of the links that lead to the join screen. */
export const JOIN_SCHEME = 'invigil';

const LINK = /^invigil:\/\/join\/([0-9A-Za-z-]{13,20})\/?$/i;

/** The code of `invigil://join/CODE`, as it is shown; nothing for any other text. Such a link fills a field in, it never acts. */
export function readJoinLink(text: string): string | undefined {
  const code = normaliseJoinCode(LINK.exec(text)?.[1] ?? '');
  return code === undefined ? undefined : formatJoinCode(code);
}

/**
 * What a second start brings along (security E15): another program's word, of which only a join link is taken. `isRefused`:
 * there was something else.
 */
export function readSecondStart(args: readonly string[], appPath: string): { code?: string; isRefused: boolean } {
  // The first is the program; then the folder it was started from, and what Chromium adds by itself.
  const told = args.slice(1).filter((arg) => arg !== appPath && arg !== '.' && !CHROMIUM.test(arg));
  const code = told.length === 1 ? readJoinLink(told[0] ?? '') : undefined;
  return { ...(code === undefined ? {} : { code }), isRefused: code === undefined && told.length > 0 };
}

const CHROMIUM =
  /^--(allow-file-access-from-files|original-process-start-time=\d+|no-sandbox|origin-trial-disabled-features=[\w|]+)$/;
