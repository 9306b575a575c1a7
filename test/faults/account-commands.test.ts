import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRest } from '../support/rest-driver.ts';
import { serveProcesses } from '../support/serve-process.ts';
import { connectRefusal } from '../support/socket-driver.ts';
import { ADMIN_PASSWORD } from '../support/start-test-room.ts';
import { tempDirs } from '../support/temp-dir.ts';

const serve = serveProcesses();
const makeDir = tempDirs();

const CLI = join(import.meta.dirname, '../../src/main/cli.ts');
const PASSWORD = 'the seventh garden gate';

function invigil(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', CLI, ...args], { input, encoding: 'utf8' });
  const lines = () =>
    stdout
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  return { status, stdout, stderr, lines };
}

describe('ID1 accounts on the command line', () => {
  it('ID1 add, list, passwd, disable and enable work on a data dir no room has open', async () => {
    const at = ['--data-dir', makeDir(), '--json'];
    expect(invigil(['user', 'add', 'petra', '--role', 'officer', '--display-name', 'Petra P', ...at], PASSWORD).lines()).toEqual([
      expect.objectContaining({ event: 'user', username: 'petra', displayName: 'Petra P', role: 'proctor' }),
    ]);
    const weak = invigil(['user', 'add', 'weak', ...at], 'password12');
    expect(weak).toMatchObject({ status: 1, stdout: '' });
    expect(weak.stderr).toMatch(/^invigil: .+\n$/);
    expect(invigil(['user', 'add', 'nobody', ...at]).stderr).toContain('on stdin');
    expect(invigil(['user', 'passwd', 'petra', ...at], 'the eighth garden gate').status).toBe(0);
    expect(invigil(['user', 'disable', 'petra', ...at]).status).toBe(0);
    expect(invigil(['user', 'list', ...at]).lines()).toEqual([expect.objectContaining({ username: 'petra', active: false })]);
    expect(invigil(['user', 'enable', 'petra', ...at]).status).toBe(0);
    expect(invigil(['user', 'totp-reset', 'petra', ...at]).stderr).toContain('no second factor');
    expect(invigil(['user', 'disable', 'nobody', ...at]).status).toBe(1);
    expect(invigil(['user', 'add', ...at])).toMatchObject({ status: 2 });

    const room = serve(['--port', '0', '--data-dir', at[1] ?? '']);
    const { url } = await room.ready;
    const login = (password: string) =>
      createRest(url).send('POST', '/api/v1/auth/login', { body: { username: 'petra', password } });
    expect((await login(PASSWORD)).status).toBe(401);
    expect((await login('the eighth garden gate')).status).toBe(200);
  });

  it('ID1 with a room open they say what to do, and do it through the room with --url', async () => {
    const dataDir = makeDir();
    const room = serve(['--port', '0', '--data-dir', dataDir]);
    const { url } = await room.ready;
    const locked = invigil(['user', 'list', '--data-dir', dataDir]);
    expect(locked).toMatchObject({ status: 1, stdout: '' });
    expect(locked.stderr).toContain('console');
    expect(locked.stderr).toContain('--url URL --username NAME --password-stdin');
    expect(locked.stderr.trim().split('\n')).toHaveLength(1);

    const over = ['--url', url, '--username', 'admin', '--password-stdin', '--json'];
    expect(invigil(['user', 'add', 'petra', ...over], `${ADMIN_PASSWORD}\n${PASSWORD}\n`).status).toBe(0);
    expect(invigil(['user', 'add', 'paul', ...over], `${ADMIN_PASSWORD}\n`).stderr).toContain('second line');
    expect(invigil(['user', 'list', ...over], 'wrong').stderr).toContain('password is wrong');
    const names = invigil(['user', 'list', ...over], ADMIN_PASSWORD).lines();
    expect(names.map(({ username }) => username)).toEqual(['admin', 'petra']);
    const asProctor = ['--url', url, '--username', 'petra', '--password-stdin'];
    expect(invigil(['user', 'list', ...asProctor], PASSWORD)).toMatchObject({ status: 1, stdout: '' });
  });
});

describe('ID2 keys on the command line', () => {
  it('ID2 token issue prints the key once, list never does, and revoke ends it', async () => {
    const dataDir = makeDir();
    const at = ['--data-dir', dataDir];
    const issued = invigil([
      'token',
      'issue',
      '--role',
      'service',
      '--scopes',
      'events:write,alerts:write',
      '--ttl',
      '12h',
      '--name',
      'cams',
      ...at,
    ]);
    expect(issued).toMatchObject({ status: 0, stderr: '' });
    const token = issued.stdout.trim();
    expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    const listed = invigil(['token', 'list', ...at, '--json']);
    expect(listed.stdout).not.toContain(token.split('.')[2]);
    const [key] = listed.lines();
    expect(key).toMatchObject({ name: 'cams', scopes: ['alerts:write', 'events:write'] });

    const room = serve(['--port', '0', ...at]);
    const { url } = await room.ready;
    expect((await createRest(url, token).send('GET', '/api/v1/me')).status).toBe(200);
    const over = ['--url', url, '--username', 'admin', '--password-stdin'];
    expect(invigil(['token', 'revoke', String(key?.id), ...over], ADMIN_PASSWORD).status).toBe(0);
    expect(await connectRefusal(url, token)).toBe('token_revoked');
  });

  it('ID2 says what is wrong with what was asked for', () => {
    const at = ['--data-dir', makeDir()];
    const issue = (...args: string[]) => invigil(['token', 'issue', ...args, ...at]);
    expect(issue('--scopes', 'events:write,all').stderr).toContain('"all"');
    expect(issue('--scopes', 'events:write', '--ttl', '401d').stderr).toContain('400d');
    expect(issue('--scopes', 'events:write', '--ttl', 'soon').stderr).toContain('12h');
    expect(issue('--scopes', 'events:write', '--role', 'admin').stderr).toContain('--role service');
    expect(issue('--scopes', 'events:write', '--name', 'My Key').stderr).toContain('--name');
    expect(issue()).toMatchObject({ status: 2, stdout: '' });
    expect(invigil(['token', 'revoke', 'x', ...at]).stderr).toContain('token list');
  });
});
