import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { type ClientProject, guideExamples, installClient } from '../support/installed-client.ts';
import { PASSWORD } from './support/proctor.ts';
import { type RoomProcess, startRoomProcess } from './support/room.ts';

test.describe('the React hooks of @invigil/client', () => {
  let project: ClientProject;
  let room: RoomProcess;
  test.beforeAll(async () => {
    test.setTimeout(180_000);
    project = await installClient(['react', 'react-dom', 'scheduler']);
    const inbox = guideExamples().find(({ file }) => file === 'inbox.tsx');
    project.write('inbox.tsx', inbox?.program ?? '');
    project.write('index.html', '<!doctype html><title>Inbox</title><body><script type="module" src="/inbox.tsx"></script>');
    const webRoot = join(project.folder, 'pages');
    await build({
      configFile: false,
      root: project.folder,
      base: './',
      logLevel: 'silent',
      plugins: [react()],
      build: { outDir: join(webRoot, 'inbox'), chunkSizeWarningLimit: 4000 },
    });
    // The room serves it as a page of its own, under the policy it has for every page.
    room = await startRoomProcess({ INVIGIL_WEB_ROOT: webRoot });
    const setUp = await fetch(`${room.url}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ setupCode: room.setupCode, password: PASSWORD }),
    });
    expect(setUp.ok).toBe(true);
  });
  test.afterAll(async () => {
    await room?.stop();
    project?.remove();
  });

  test('UI6 the guide’s page shows the connection, what comes, what is unread, and marks it as read', async ({ page }) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${room.url}/inbox/index.html`);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    const status = page.getByRole('status');
    await expect(status).toHaveText('connected, 0 unread, latest: nothing yet');
    await page.getByRole('button', { name: 'Send me one' }).click();
    await expect(status).toHaveText('connected, 1 unread, latest: Hello');
    await page.getByRole('button', { name: 'Send me one' }).click();
    await expect(status).toHaveText('connected, 2 unread, latest: Hello');
    await expect(page.getByRole('listitem')).toHaveCount(2);
    await page.getByRole('button', { name: 'Read' }).first().click();
    await expect(status).toHaveText('connected, 1 unread, latest: Hello');
    await expect(page.getByRole('button', { name: 'Read' }).first()).toBeDisabled();
    await room.stop();
    await expect(status).toHaveText('not connected, 1 unread, latest: Hello');
    expect(complaints).toEqual([]);
  });
});
