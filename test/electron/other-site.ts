import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A website that is not the room's: pages below /quiz, and others beside them. */
export interface OtherSite {
  readonly origin: string;
  /** Every path that was asked for, in order, with the cookies that came along. */
  readonly asked: readonly { readonly path: string; readonly cookie: string }[];
  readonly stop: () => Promise<void>;
}

const PAGE = `<!doctype html><meta charset="utf-8"><title>Quiz</title><body style="font: 16px sans-serif; padding: 24px">
<h1>Quiz of the faculty</h1><p>1. Name the capital of France.</p><p><input id="answer" aria-label="Answer"></p><button>Next</button>`;

/** Serves it on loopback; `elsewhere` is where its own redirect leads. */
export async function startOtherSite(elsewhere: string): Promise<OtherSite> {
  const asked: { path: string; cookie: string }[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, cookie: request.headers.cookie ?? '' });
    if (path === '/quiz/leads-away') response.writeHead(302, { location: elsewhere }).end();
    else if (path === '/quiz/file') {
      response.writeHead(200, { 'content-type': 'application/zip', 'content-disposition': 'attachment; filename="a.zip"' });
      response.end('PK');
    } else {
      const cookie = path === '/quiz/1' ? { 'set-cookie': 'who=somebody; Max-Age=86400; Path=/' } : {};
      response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cross-origin-opener-policy': 'same-origin', ...cookie })
        .end(PAGE);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
