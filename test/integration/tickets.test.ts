import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { connectRefusal } from '../support/socket-driver.ts';
import { type Caller, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const ticketOf = async ({ rest }: Pick<Caller, 'rest'>): Promise<string> => (await rest.call('auth_ticket', {})).ticket;

describe('ID2 tickets', () => {
  it('ID2 open one socket of any kind in the name of whoever asked, without a token in the address', async () => {
    const room = await startTestRoom();
    const day = await prepareExam(room);
    const staff = await room.signIn();
    await (await room.socket(undefined, { query: { ticket: await ticketOf(staff) } })).settled();
    const polling = { query: { ticket: await ticketOf(staff) }, transports: ['polling' as const] };
    await (await room.socket(undefined, polling)).settled();
    const alerts = await room.alerts(undefined, { query: { ticket: await ticketOf(staff) } });
    await alerts.waitFor('connection');
    const candidate = await room.socket(undefined, { query: { ticket: await ticketOf(only(day.candidates)) } });
    await candidate.waitFor('attempt-state', ({ attemptId }) => attemptId === only(day.candidates).attemptId);
    await expect(room.alerts(undefined, { query: { ticket: await ticketOf(only(day.candidates)) } })).rejects.toMatchObject({
      status: 403,
    });
  });

  it('ID2 are refused the second time, after 30 seconds, and once their session has ended', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const staff = await room.signIn();
    const used = await ticketOf(staff);
    await (await room.socket(undefined, { query: { ticket: used } })).settled();
    expect(await connectRefusal(room.url, undefined, { query: { ticket: used } })).toBe('token_invalid');
    await expect(room.alerts(undefined, { query: { ticket: used } })).rejects.toMatchObject({ status: 401 });

    const late = await ticketOf(staff);
    clock.advance(30_000);
    expect(await connectRefusal(room.url, undefined, { query: { ticket: late } })).toBe('token_invalid');

    const orphan = await ticketOf(staff);
    await staff.rest.call('auth_logout', {});
    expect(await connectRefusal(room.url, undefined, { query: { ticket: orphan } })).toBe('token_revoked');
  });

  it('ID2 do not help a token that is refused, and nobody gets one without signing in', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const ticket = await ticketOf(staff);
    expect(await connectRefusal(room.url, 'forged', { query: { ticket } })).toBe('token_invalid');
    expect((await room.anyone.refusal('auth_ticket', {})).code).toBe('token_missing');
  });

  it('ID2 stand in no log, no store and no refusal', async () => {
    const room = await startTestRoom({ config: { logLevel: 'debug' } });
    const staff = await room.signIn();
    const ticket = await ticketOf(staff);
    await (await room.socket(undefined, { query: { ticket } })).settled();
    const refused = await room.anyone.send('GET', `/ws/security/alerts?ticket=${ticket}`);
    expect(refused.text).not.toContain(ticket);
    await room.stop();
    for (const file of readdirSync(room.dataDir, { recursive: true, withFileTypes: true })) {
      if (file.isFile()) expect(readFileSync(join(file.parentPath, file.name)).includes(ticket), file.name).toBe(false);
    }
  });
});
