import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWays, type WaysToRoom } from '../../src/main/app/ways-to-room.ts';
import { runSelftest, type SelftestReport } from '../../src/main/commands/selftest/run-selftest.ts';
import type { Step } from '../../src/main/commands/selftest/steps.ts';
import { freePort } from '../support/serve-process.ts';
import { ADMIN_PASSWORD, type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });
const CLI = join(import.meta.dirname, '../../src/main/cli.ts');

let plain: Promise<TestRoom> | undefined;
const room = (): Promise<TestRoom> => {
  // Seven of them in a few seconds are more than one person may ask.
  plain ??= startTestRoom({ config: { eventRate: { perSecond: 1_000, burst: 1_000 } } });
  return plain;
};
let secured: Promise<TestRoom> | undefined;
/** The address the LAN reaches: plain HTTP stands on the port above it. */
async function secureRoom(): Promise<{ url: string; joinCode: string }> {
  secured ??= startTestRoom({ config: { lan: true }, isWhole: true });
  const { url, joinCode } = await secured;
  return { url: `https://127.0.0.1:${Number(new URL(url).port) - 1}`, joinCode };
}

async function test(
  ways: WaysToRoom,
  more: { username?: string; password?: string; signal?: AbortSignal; tell?: (step: Step) => void } = {},
): Promise<SelftestReport> {
  try {
    const never = new AbortController().signal;
    return await runSelftest({ ways, username: 'admin', password: ADMIN_PASSWORD, signal: never, tell: () => {}, ...more });
  } finally {
    ways.close();
  }
}

const failed = ({ steps }: SelftestReport): string[] => steps.filter(({ ok }) => !ok).map(({ step }) => step);

/** Nothing of a test is left that anybody could use or would have to look at. */
async function expectTidy(at: TestRoom): Promise<void> {
  const staff = await at.signIn();
  const { keys } = await staff.rest.call('api_keys_list', {});
  expect(keys.filter(({ name, endedAt }) => name.startsWith('selftest') && endedAt === undefined)).toEqual([]);
  const { alerts } = await staff.rest.call('alerts_list', { type: 'selftest' });
  expect(alerts.filter(({ status }) => status !== 'dismissed')).toEqual([]);
  const { sessions } = await staff.rest.call('sessions_list', {});
  expect(sessions.filter(({ device }) => device.deviceType === 'command line')).toEqual([]);
  expect((await staff.rest.call('notifications_list', { unread: true })).notifications).toEqual([]);
}

function invigil(args: readonly string[], input: string): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['--no-warnings', CLI, ...args]);
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

describe('OP1 selftest', () => {
  it('OP1 finds every transport of a room at work, what must be refused refused, and leaves nothing behind', async () => {
    const at = await room();
    const told: Step[] = [];
    const report = await test(await openWays(at.url), { tell: (step) => told.push(step) });
    expect(failed(report)).toEqual([]);
    expect(report.ok).toBe(true);
    expect(told).toEqual(report.steps);
    expect(Object.keys(report.latencyMs.alert ?? {}).sort()).toEqual(['/ws/security/alerts', 'polling', 'websocket']);
    expect(Object.keys(report.latencyMs.roundTrip).sort()).toEqual(['polling', 'websocket']);
    expect(report.steps.filter(({ step }) => step.startsWith('refuses')).length).toBeGreaterThanOrEqual(20);
    await expectTidy(at);
    const { alerts } = await (await at.signIn()).rest.call('alerts_list', { type: 'selftest' });
    expect(alerts).toHaveLength(1);
  });

  it('OP2 does the same over TLS with the room’s own certificate, and speaks to nobody else', async () => {
    const { url, joinCode } = await secureRoom();
    expect(failed(await test(await openWays(url, joinCode)))).toEqual([]);
    const other = (await room()).joinCode;
    await expect(openWays(url, other)).rejects.toThrow(/not the room of this join code/);
    await expect(openWays(url)).rejects.toThrow(/--code/);
    await expect(openWays(url, 'not a code')).rejects.toThrow(/no join code/);
    await expect(openWays(url.replace('https', 'http'))).rejects.toThrow(/https:\/\//);
    await expect(openWays((await room()).url.replace('http', 'https'), joinCode)).rejects.toThrow(/does not speak TLS/);
    await expect(openWays(`http://127.0.0.1:${await freePort()}`)).rejects.toThrow(/Nothing answers/);
    await expect(openWays('ftp://127.0.0.1')).rejects.toThrow(/--url/);
  });

  it('OP1 fails on a room that lets a stranger in, and says which', async () => {
    const ways = await openWays((await room()).url);
    const open: WaysToRoom = {
      ...ways,
      // As a proxy would that hides where a page comes from.
      fetch: (url, { headers: { origin: _origin, ...headers }, ...asked }) => ways.fetch(url, { ...asked, headers }),
    };
    const report = await test(open);
    expect(report.ok).toBe(false);
    expect(failed(report)).toEqual(['refuses REST from another site', 'refuses Socket.IO from another site']);
    for (const { ok, remedy } of report.steps) expect(remedy === undefined).toBe(ok);
    await expectTidy(await room());
  });

  it('OP1 fails on a transport that does not work, and tries the others all the same', async () => {
    const ways = await openWays((await room()).url);
    const deaf: WaysToRoom = {
      ...ways,
      socketFactory: (target, handlers) =>
        ways.socketFactory(target.transports[0] === 'polling' ? { ...target, baseUrl: 'http://127.0.0.1:1' } : target, handlers),
    };
    const report = await test(deaf);
    expect(failed(report)).toEqual(['Socket.IO over polling', 'refuses Socket.IO over polling without a token']);
    expect(Object.keys(report.latencyMs.alert ?? {}).sort()).toEqual(['/ws/security/alerts', 'websocket']);
    await expectTidy(await room());
  });

  it('OP1 cleans up when it is called off in the middle, and says what was not tried', async () => {
    const off = new AbortController();
    const tell = ({ step }: Step): void => {
      if (step === 'a service over Socket.IO') off.abort();
    };
    const report = await test(await openWays((await room()).url), { signal: off.signal, tell });
    expect(failed(report)).toContain('an alert end to end');
    const tidied = report.steps.filter(({ step }) => step === 'revoking the key' || step === 'signing out');
    expect(tidied.map(({ ok }) => ok)).toEqual([true, true]);
    await expectTidy(await room());
  });

  it('OP1 tells a proctor that it takes an administrator, and a wrong password as what it is', async () => {
    const at = await room();
    await at.proctor('proctor-tests');
    const report = await test(await openWays(at.url), { username: 'proctor-tests', password: 'the seventh garden gate' });
    expect(failed(report)).toEqual(['a key for a service']);
    expect(report.steps.find(({ ok }) => !ok)?.remedy).toMatch(/administrator/);
    const wrong = await test(await openWays(at.url), { username: 'nobody-here', password: 'not the one' });
    expect(failed(wrong)).toEqual(['signing in']);
  });

  it('OP1 as a command: 0 and one JSON object, 1 with one line for what is not there, 2 when asked wrongly', async () => {
    const { url } = await room();
    const staff = ['--username', 'admin', '--password-stdin'];
    const done = await invigil(['selftest', '--url', url, ...staff, '--json'], `${ADMIN_PASSWORD}\n`);
    expect(done.stderr).toBe('');
    expect(failed(JSON.parse(done.stdout))).toEqual([]);
    expect(JSON.parse(done.stdout)).toMatchObject({ event: 'selftest', ok: true, url, latencyMs: { alert: expect.anything() } });
    expect(done.stdout).not.toContain(ADMIN_PASSWORD);
    expect(done.code).toBe(0);
    const gone = await invigil(['selftest', '--url', 'http://127.0.0.1:1', ...staff], `${ADMIN_PASSWORD}\n`);
    expect([gone.code, gone.stdout, gone.stderr.trim().split('\n').length]).toEqual([1, '', 1]);
    expect((await invigil(['selftest', '--url', url], '')).code).toBe(2);
    await expectTidy(await room());
  });
});

describe('OP2 the command line and the room’s key', () => {
  it('OP2 user list over TLS works with the join code, and sends no password to another room', async () => {
    const { url, joinCode } = await secureRoom();
    const list = (code: string) =>
      invigil(['user', 'list', '--url', url, '--code', code, '--username', 'admin', '--password-stdin'], `${ADMIN_PASSWORD}\n`);
    expect((await list(joinCode)).stdout).toMatch(/^admin\tadmin\tactive/);
    const refused = await list((await room()).joinCode);
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/not the room of this join code/) });
  });

  it('OP2 a simulated class joins over TLS with the join code, and not at another room', async () => {
    const { url, joinCode } = await secureRoom();
    const simulate = (code: string) => {
      const staff = ['--prepare', '--username', 'admin', '--password-stdin'];
      const how = ['--students', '2', '--minutes', '0.05', '--speed', '50', '--json'];
      return invigil(['simulate', '--url', url, '--code', code, ...how, ...staff], `${ADMIN_PASSWORD}\n`);
    };
    const done = await simulate(joinCode);
    expect(done, done.stderr).toMatchObject({ code: 0, stdout: expect.stringContaining('"joined":2') });
    expect(await simulate((await room()).joinCode)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/not the room/),
    });
  }, 60_000);
});
