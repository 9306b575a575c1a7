import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type ServeProcess, startServe } from '../support/serve-process.ts';
import { anId, ask, type RoomUnderTest, speakTo } from './room-under-test.ts';
import { whyNoOwnRoom } from './ways.ts';

const noOwn = whyNoOwnRoom();

describe.skipIf(noOwn !== undefined)(`protocol 1.3 over a restart${noOwn ? ` (left out: ${noOwn})` : ''}`, () => {
  const open: { close(): void }[] = [];
  const running: ServeProcess[] = [];
  const dataDir = mkdtempSync(join(tmpdir(), 'invigil-conformance-'));
  afterEach(async () => {
    for (const one of open.splice(0)) one.close();
    for (const room of running.splice(0)) {
      room.kill('SIGKILL');
      await room.exit;
    }
    rmSync(dataDir, { recursive: true, force: true });
  });
  const start = async (): Promise<{ process: ServeProcess; room: RoomUnderTest }> => {
    const process = startServe(['--port', '0', '--data-dir', dataDir]);
    running.push(process);
    return { process, room: speakTo((await process.ready).url, 'websocket', open) };
  };

  it('protocol 1.3 and 1.8 sessions, revocations, the key, alerts and all that was acknowledged survive kill -9', async () => {
    const first = await start();
    const [admin, ended] = [await first.room.signIn(), await first.room.signIn()];
    await ended.call('auth_logout', {});
    const exam = await first.room.exam(1);
    const candidate = await exam.join(0);
    const socket = await candidate.socket();
    const essay = exam.questions.find(({ type }) => type === 'essay')?.id;
    const saved = { id: anId(), questionId: essay, value: 'kept', revision: 3 };
    const reported = { id: anId(), type: 'paste', occurredAt: new Date().toISOString(), seq: 1 };
    await ask(socket, 'answer_save', saved);
    await ask(socket, 'security_event', reported);
    const before = await ask(await admin.socket(), 'sync', { afterSeq: 0 });
    first.process.kill('SIGKILL');
    await first.process.exit;

    const { room } = await start();
    await room.as(admin.token).call('me', {});
    expect(await room.refusal(ended.token)).toBe('token_revoked');
    const again = room.as(candidate.token);
    const view = await again.call('attempt_get', {});
    expect(view.answers).toEqual([{ questionId: essay, value: 'kept', revision: 3 }]);
    expect(view.lastSeq).toBe(1);
    expect(await ask(await again.socket(), 'answer_save', saved)).toMatchObject({ duplicate: true });
    expect(await ask(await again.socket(), 'security_event', reported)).toMatchObject({ duplicate: true, lastSeq: 1 });
    const after = await ask(await room.as(admin.token).socket(), 'sync', { afterSeq: 0 });
    expect(after.alerts.slice(0, before.alerts.length).map(({ id, seq }) => [id, seq])).toEqual(
      before.alerts.map(({ id, seq }) => [id, seq]),
    );
    const next = await room.anyone.call('auth_refresh', { refreshToken: candidate.joined.refreshToken });
    await room.as(next.token).call('attempt_get', {});
  });
});
