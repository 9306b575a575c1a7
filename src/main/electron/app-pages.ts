import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import type { CustomScheme, Protocol } from 'electron';

/** Where the pages come from that belong to no room: the first screen and a candidate's seat. */
export const APP_ORIGIN = 'app://invigil';

/** To be registered before Electron is ready: an origin of its own, secure, with fetch of its own files and nothing else. */
export const APP_SCHEME: CustomScheme = {
  scheme: 'app',
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.webmanifest': 'application/manifest+json',
};

/** These pages reach no network at all: what they need comes over the bridge (architecture, decision 5). */
const CONTENT_SECURITY = [
  "default-src 'none'",
  "script-src 'self'",
  // Mantine sets styles in the page (stack, trap 4).
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "media-src 'self' blob:",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** The file a URL of ours names, inside the folder of the built pages; nothing for a URL that leads out of it. */
export function fileOf(url: string, webRoot: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, host, pathname } = new URL(url);
  if (`${protocol}//${host}` !== APP_ORIGIN) return undefined;
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0') || path.includes('\\')) return undefined;
  const file = normalize(join(webRoot, path.endsWith('/') ? `${path}index.html` : path));
  return file.startsWith(webRoot + sep) ? file : undefined;
}

/** Answers the requests of our own pages from the folder they were built into. Call once Electron is ready. */
export function serveAppPages(protocol: Pick<Protocol, 'handle'>, webRoot: string): void {
  protocol.handle('app', async ({ url, method }) => {
    const file = method === 'GET' ? fileOf(url, webRoot) : undefined;
    const type = file && TYPES[extname(file)];
    if (!file || !type) return new Response('Not found', { status: 404 });
    try {
      return new Response(await readFile(file), {
        headers: {
          'content-type': type,
          'content-security-policy': CONTENT_SECURITY,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        },
      });
    } catch {
      return new Response('Not found', { status: 404 });
    }
  });
}
