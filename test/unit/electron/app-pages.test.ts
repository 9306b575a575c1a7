import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP_ORIGIN, APP_SCHEME, fileOf, serveAppPages } from '../../../src/main/electron/app-pages.ts';

let folder: string;
let web: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'invigil-pages-'));
  web = join(folder, 'renderer');
  mkdirSync(join(web, 'start'), { recursive: true });
  mkdirSync(join(web, 'assets'));
  writeFileSync(join(web, 'start', 'index.html'), '<!doctype html><title>First screen</title>');
  writeFileSync(join(web, 'assets', 'start.js'), 'export {};');
  writeFileSync(join(web, 'notes.txt'), 'of no known type');
  writeFileSync(join(folder, 'secret.js'), 'not a page');
  mkdirSync(join(folder, 'renderer-other'));
  writeFileSync(join(folder, 'renderer-other', 'secret.js'), 'not a page');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Asks the handler as Chromium would: the address as it stands there, the method. */
async function ask(url: string, method = 'GET'): Promise<Response> {
  let handler: ((request: Request) => Response | Promise<Response>) | undefined;
  serveAppPages(
    {
      handle: (_scheme, given) => {
        handler = given as typeof handler;
      },
    },
    web,
  );
  return (await handler?.({ url, method } as Request)) as Response;
}

describe('the pages of our own scheme', () => {
  it('E2 ask for no privilege but an origin that is secure and fetches its own files', () => {
    expect(APP_SCHEME).toEqual({
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    });
  });

  it.each([
    ['/start/', 'text/html; charset=utf-8', 'First screen'],
    ['/start/index.html', 'text/html; charset=utf-8', 'First screen'],
    ['/start/?lang=th#/x', 'text/html; charset=utf-8', 'First screen'],
    ['/assets/start.js', 'text/javascript; charset=utf-8', 'export'],
    ['/assets/../assets/%73tart.js', 'text/javascript; charset=utf-8', 'export'],
  ])('E2 %s is served with its type and nothing guessed', async (path, type, content) => {
    const answer = await ask(APP_ORIGIN + path);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toContain(content);
  });

  it('E3 run no script but their own, reach no network, and are framed by nobody', async () => {
    const policy = (await ask(`${APP_ORIGIN}/start/`)).headers.get('content-security-policy') ?? '';
    const directives = new Map(policy.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1).join(' ')]));
    expect(Object.fromEntries(directives)).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'connect-src': "'none'",
      'frame-ancestors': "'none'",
      'form-action': "'none'",
      'base-uri': "'none'",
    });
  });

  it.each([
    '/../secret.js',
    '/%2e%2e/secret.js',
    '/%2E%2e%2fsecret.js',
    '/..%2fsecret.js',
    '/start/..%2f..%2fsecret.js',
    '/..%2frenderer-other/secret.js',
    '/..%5csecret.js',
    '/..\\secret.js',
    '/assets%5cstart.js',
    '/start.js%00.html',
    '/assets/start.js%00',
    '/%',
    '/%c0%ae%c0%ae/secret.js',
    '/....//secret.js',
    '//secret.js',
    '/notes.txt',
    '/start',
    '/assets/',
    '/missing.js',
  ])('E2 %s leads nowhere', async (path) => {
    expect((await ask(APP_ORIGIN + path)).status).toBe(404);
  });

  it.each(['/assets%5cstart.js', '/start.js%00.html', '/start%00/'])(
    'E2 %s names no file, whatever the system would make of it',
    (path) => {
      expect(fileOf(APP_ORIGIN + path, web)).toBeUndefined();
    },
  );

  it('E2 no spelling of a way up leads out of the folder', () => {
    const ups = ['..', '%2e%2e', '.%2e', '%2E.', '..%00', '..%5c', '..;', '%252e%252e', '..%2f', '..%2f..%2f', '\\..\\'];
    const slashes = ['/', '%2f', '%5c', '\\', '//'];
    for (const up of ups)
      for (const slash of slashes)
        for (const depth of [1, 2, 5])
          for (const start of ['', '/start', '/assets/x']) {
            const url = `${APP_ORIGIN}${start}/${(up + slash).repeat(depth)}secret.js`;
            const file = fileOf(url, web);
            expect(file === undefined || file.startsWith(`${web}/`) || file.startsWith(`${web}\\`), url).toBe(true);
          }
  });

  it.each([
    'app://elsewhere/start/',
    'app://invigil.example/start/',
    'app://invigil:8080/start/',
    'http://invigil/start/',
    'app:',
    '',
  ])('E2 %j is not our address', async (url) => {
    expect((await ask(url)).status).toBe(404);
  });

  it.each(['POST', 'HEAD', 'PUT', 'OPTIONS'])('E2 %s is not answered', async (method) => {
    expect((await ask(`${APP_ORIGIN}/start/`, method)).status).toBe(404);
  });
});
