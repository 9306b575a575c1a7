import { beforeAll, describe, expect, it } from 'vitest';
import type { SessionUpdate } from '../../src/shared/protocol/index.ts';
import { at, type ExamDay, only, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });

describe('protocol 3 location', () => {
  let day: ExamDay;
  beforeAll(async () => {
    day = await prepareExam(await startTestRoom(), { candidates: 1 });
  });
  const set = (locations: { network: string; label: string }[]) => day.staff.rest.call('locations_set', { locations });
  const places = async () =>
    new Set((await day.staff.rest.call('sessions_list', {})).sessions.map(({ device }) => device.location));

  it('protocol 3 a label shows at once in the views of live sessions, in news of new ones, and is gone when it is taken away', async () => {
    expect(await day.staff.rest.call('locations_get', {})).toEqual({ locations: [] });
    expect(await places()).toEqual(new Set(['this computer']));
    const locations = [
      { network: '127.0.0.0/8', label: 'ห้องสอบ 12' },
      { network: '::1', label: 'ห้องสอบ 12' },
    ];
    expect(await set(locations)).toEqual({ locations });
    expect(await places()).toEqual(new Set(['ห้องสอบ 12']));
    const watching = await day.staff.socket();
    await only(day.candidates).socket();
    const { userId } = only(day.candidates);
    const news = await watching.waitFor<SessionUpdate>('session-update', ({ session }) => session.userId === userId);
    expect(news.device.location).toBe('ห้องสอบ 12');
    expect(await day.staff.rest.call('locations_get', {})).toEqual({ locations });
    await set([]);
    expect(await places()).toEqual(new Set(['this computer']));
  });

  it('ST2 a change is on record with its networks and without the words', async () => {
    await set([{ network: '10.9.0.0/16', label: 'Behind the blue door' }]);
    const { entries } = await day.staff.rest.call('audit_list', { limit: 1_000 });
    expect(at(entries, -1)).toMatchObject({
      action: 'locations.changed',
      subject: 'room',
      details: { networks: ['10.9.0.0/16'] },
    });
    expect(JSON.stringify(entries)).not.toContain('blue door');
  });

  it('ID1 only administrators read and set them; what cannot be meant is refused with the place and changes nothing', async () => {
    const before = await set([{ network: '10.9.0.0/16', label: 'Kept' }]);
    const proctor = await day.room.proctor();
    for (const { rest } of [proctor, only(day.candidates)]) {
      expect((await rest.refusal('locations_get', {})).code).toBe('role_forbidden');
      expect((await rest.refusal('locations_set', { locations: [] })).code).toBe('role_forbidden');
    }
    const refused = await day.staff.rest.refusal('locations_set', { locations: [{ network: '10.0.0.0/99', label: 'A' }] });
    expect(refused).toMatchObject({ code: 'invalid_input', errors: [{ field: 'locations.0.network' }] });
    expect(await day.staff.rest.call('locations_get', {})).toEqual(before);
  });
});
