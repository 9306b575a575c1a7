import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sendHttp } from '../support/rest-driver.ts';
import { serveProcesses } from '../support/serve-process.ts';
import { tempDirs } from '../support/temp-dir.ts';

const serve = serveProcesses();
const makeDir = tempDirs();

it('OP1 goes on when nobody reads its lines any more, and closes in order', async () => {
  const dataDir = makeDir();
  const room = serve(['--port', '0', '--data-dir', dataDir]);
  const { url } = await room.ready;
  room.stopReading();
  expect((await sendHttp(url, 'GET', '/healthz', {})).status).toBe(200);
  room.kill('SIGTERM');
  expect(await room.exit).toMatchObject({ code: 0, stderr: '' });
  expect(existsSync(join(dataDir, 'invigil.db-wal'))).toBe(false);
});
