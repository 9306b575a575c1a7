import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/main/commands/doctor/finding.ts';
import { clocks, DAY_MS, look, rowsOf, verdictsOf } from '../support/doctor.ts';
import { freePort, startServe } from '../support/serve-process.ts';
import { tempDirsForFile } from '../support/temp-dir.ts';

const CLI = join(import.meta.dirname, '../../src/main/cli.ts');

describe('OP1 doctor beside a running room', () => {
  let room: ReturnType<typeof startServe>;
  let dataDir = '';
  let port = 0;
  const dir = tempDirsForFile();

  beforeAll(async () => {
    dataDir = dir();
    room = startServe(['--port', '0', '--lan', '--data-dir', dataDir]);
    port = Number(new URL((await room.ready).url).port) - 1;
  });
  afterAll(async () => {
    room.kill('SIGTERM');
    await room.exit;
  });

  it('OP1 OP2 finds it open, answering, with its own key, and leaves it alone', async () => {
    const examination = await look(dataDir, { flags: { lan: true, port: String(port) } });
    expect(rowsOf(examination, 'lock')[0]).toMatchObject({ verdict: 'pass', found: expect.stringMatching(/A room is open/) });
    expect(verdictsOf(examination, 'port')).toEqual(['pass', 'pass']);
    for (const check of ['store', 'audit', 'keys', 'certificate', 'data dir'])
      expect(verdictsOf(examination, check), check).toEqual(['pass']);
    // Still the only one: a second room is turned away, and the first one serves.
    const second = startServe(['--port', '0', '--data-dir', dataDir]);
    expect((await second.exit).code).toBe(1);
    expect((await fetch(`http://127.0.0.1:${port + 1}/readyz`)).status).toBe(200);
  });

  it('OP2 fails when what it shows has expired, and when it is not where it is said to be', async () => {
    const later = await look(dataDir, { flags: { lan: true, port: String(port) }, clocks: clocks(Date.now() + 900 * DAY_MS) });
    expect(rowsOf(later, 'certificate')[0]).toMatchObject({
      verdict: 'fail',
      remedy: expect.stringMatching(/Start the room anew/),
    });
    const elsewhere = await look(dataDir, { flags: { port: String(await freePort()) } });
    expect(rowsOf(elsewhere, 'port')).toEqual([
      expect.objectContaining({
        verdict: 'fail',
        found: expect.stringMatching(/does not answer/),
        remedy: expect.stringMatching(/same --port/),
      }),
    ]);
  });

  it('OP1 as a command: a table for people, one object for programs, 1 when something fails and 2 when asked wrongly', () => {
    const doctor = (...args: string[]) =>
      spawnSync(process.execPath, ['--no-warnings', CLI, 'doctor', ...args], { encoding: 'utf8', cwd: dataDir });
    const fit = doctor('--data-dir', dataDir, '--lan', '--port', String(port), '--json');
    const said = JSON.parse(fit.stdout) as { ok: boolean; fail: number; settings: object; checks: Finding[] };
    expect(said.settings).toHaveProperty('port', { value: port, source: 'flag', name: '--port' });
    expect(said.checks.filter(({ check, verdict }) => verdict === 'fail' && check !== 'pages')).toEqual([]);
    expect(fit.status).toBe(said.fail === 0 ? 0 : 1);
    const unfit = doctor('--data-dir', join(CLI, 'no'));
    expect(unfit.status).toBe(1);
    expect(unfit.stdout).toMatch(/^fail {2}data dir .*\n {2,}-> /m);
    expect(unfit.stdout).toMatch(/\d+ pass, \d+ warn, [1-9]\d* fail\n$/);
    expect(unfit.stderr).toBe('');
    expect(doctor('--colour').status).toBe(2);
  });
});
