import { describe, expect, it } from 'vitest';
import { Alert } from '../../src/shared/model/alert.ts';
import type { CommandOutput } from '../../src/shared/protocol/index.ts';
import { at, type ExamDay, newId, prepareExam } from '../support/exam-day.ts';
import type { CommandBody } from '../support/rest-driver.ts';
import { type Staff, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

/** Distinct violations: every one is an alert of its own. */
const TYPES = [
  'copy',
  'cut',
  'paste',
  'context_menu',
  'url_blocked',
  'clock_changed',
  'usb_device_attached',
  'navigation_blocked',
];

/** A room with alerts 1..n of one candidate. */
async function withAlerts(count: number) {
  const room = await startTestRoom();
  const day = await prepareExam(room);
  const socket = await at(day.candidates, 0).socket();
  await socket.command('security_events', { events: TYPES.slice(0, count).map((type) => at(day.candidates, 0).event(type)) });
  return { room, day, socket, console: await day.staff.socket() };
}

type Sync = CommandOutput<'sync'>;
/** Follows `sync` to its end and gives back the pages. */
async function pages(
  staff: Staff,
  from: { afterSeq: number; afterRev?: number },
  limit: number,
  between: (page: Sync) => Promise<void> = async () => {},
): Promise<Sync[]> {
  const socket = await staff.socket();
  const all: Sync[] = [];
  let at = from;
  for (;;) {
    const page = await socket.command('sync', { ...at, limit });
    all.push(page);
    if (!page.more) return all;
    if (all.length > 100) throw new Error('sync does not come to its end');
    at = { afterSeq: page.lastSeq, ...(from.afterRev === undefined ? {} : { afterRev: page.lastRev }) };
    await between(page);
  }
}

const act = (
  day: ExamDay,
  alertId: string,
  action: CommandBody<'alert_action'>['action'],
  extra: Partial<CommandBody<'alert_action'>> = {},
) => day.staff.rest.call('alert_action', { alertId, action, id: newId(), ...extra });

describe('protocol 1 catching up', () => {
  it('protocol 1 sync from nothing gives everything, ascending, in pages, and nothing twice', async () => {
    const { day, room } = await withAlerts(8);
    const total = (await day.staff.rest.call('alerts_recent', { limit: 1000 })).alerts.length;
    expect(total).toBeGreaterThanOrEqual(8);
    for (const limit of [1, 3, total, 1000]) {
      const all = await pages(day.staff, { afterSeq: 0, afterRev: 0 }, limit);
      const alerts = all.flatMap((page) => page.alerts);
      expect(
        alerts.map(({ seq }) => seq),
        `limit ${limit}`,
      ).toEqual(Array.from({ length: total }, (_, index) => index + 1));
      expect(
        all.flatMap(({ updated }) => updated.map(({ seq, rev }) => `${seq} again as rev ${rev}`)),
        `limit ${limit}`,
      ).toEqual([]);
      for (const alert of alerts) Alert.parse(alert);
      expect(all.at(-1)).toMatchObject({ lastSeq: total, more: false });
    }
    expect(await (await room.socket(day.staff.token)).command('sync', { afterSeq: total })).toMatchObject({
      alerts: [],
      updated: [],
      lastSeq: total,
      more: false,
    });
  });

  it('protocol 1 sync gives what changed since a rev, older alerts apart from new ones', async () => {
    const { day, socket, console } = await withAlerts(4);
    const known = at(await pages(day.staff, { afterSeq: 0 }, 1000), 0);
    const [first, second] = [at(known.alerts, 0), at(known.alerts, 1)];
    await act(day, second.id, 'acknowledge');
    await act(day, first.id, 'resolve');
    await socket.command('security_event', at(day.candidates, 0).event('print_attempt'));
    const since = await console.command('sync', { afterSeq: known.lastSeq, afterRev: known.lastRev });
    expect(since.updated.map(({ id, status }) => [id, status])).toEqual([
      [second.id, 'acknowledged'],
      [first.id, 'resolved'],
    ]);
    expect(since.alerts.map(({ seq }) => seq)).toEqual(since.alerts.map((_, index) => known.lastSeq + index + 1));
    expect(since.alerts.length).toBeGreaterThanOrEqual(1);
    const after = await console.command('sync', { afterSeq: since.lastSeq, afterRev: since.lastRev });
    expect(after).toEqual({ ok: true, alerts: [], updated: [], lastSeq: since.lastSeq, lastRev: since.lastRev, more: false });
  });

  it('protocol 1 sync misses no change that happens while its pages are read', async () => {
    const { day } = await withAlerts(8);
    const touched = new Map<string, number>();
    for (const limit of [1, 2, 3]) {
      const known = new Map<string, Alert>();
      let turn = 0;
      const all = await pages(day.staff, { afterSeq: 0, afterRev: 0 }, limit, async (page) => {
        const old = page.alerts[0];
        if (old && turn++ < 4) touched.set(old.id, (await act(day, old.id, 'comment', { comment: 'seen' })).alert.rev);
      });
      // What a client does: takes every page in order, the newest state of an alert wins.
      for (const alert of all.flatMap(({ alerts, updated }) => [...alerts, ...updated])) {
        if ((known.get(alert.id)?.rev ?? 0) <= alert.rev) known.set(alert.id, alert);
      }
      const { alerts: truth } = await day.staff.rest.call('alerts_recent', { limit: 1000 });
      expect(new Map([...known].map(([id, { rev }]) => [id, rev])), `limit ${limit}`).toEqual(
        new Map(truth.map(({ id, rev }) => [id, rev])),
      );
    }
    expect(touched.size).toBeGreaterThan(0);
  });

  it('protocol 1 sync of many old changes pages through them, once each', async () => {
    const { day } = await withAlerts(6);
    const known = at(await pages(day.staff, { afterSeq: 0 }, 1000), 0);
    for (const { id } of known.alerts) await act(day, id, 'comment', { comment: 'changed' });
    const all = await pages(day.staff, { afterSeq: known.lastSeq, afterRev: known.lastRev }, 2);
    expect(all.flatMap(({ updated }) => updated.map(({ id }) => id)).sort()).toEqual(known.alerts.map(({ id }) => id).sort());
    expect(all.flatMap(({ alerts }) => alerts)).toEqual([]);
  });

  it('protocol 1 sync refuses nonsense by its field', async () => {
    const { console } = await withAlerts(1);
    for (const [field, payload] of [
      ['afterSeq', {}],
      ['afterSeq', { afterSeq: -1 }],
      ['afterSeq', { afterSeq: 1.5 }],
      ['limit', { afterSeq: 0, limit: 1001 }],
      ['limit', { afterSeq: 0, limit: 0 }],
      ['afterRev', { afterSeq: 0, afterRev: 'x' }],
    ] as const) {
      expect(await console.refusal('sync', payload)).toMatchObject({ code: 'invalid_input', field });
    }
  });
});

describe('AL1 the life of an alert', () => {
  it('AL1 goes new, acknowledged, in progress, resolved, and again; everybody watching is told of each step', async () => {
    const { day, console } = await withAlerts(1);
    const proctor = await day.room.proctor();
    const { id: alertId } = at((await day.staff.rest.call('alerts_recent', {})).alerts, 0);
    const me = day.staff.user.id;
    const acknowledged = (await act(day, alertId, 'acknowledge')).alert;
    expect(acknowledged).toMatchObject({ status: 'acknowledged', acknowledgedBy: me, acknowledgedAt: expect.any(String) });
    const assigned = (await act(day, alertId, 'assign', { assigneeId: proctor.user.id })).alert;
    expect(assigned).toMatchObject({ status: 'in_progress', assignee: proctor.user.id, acknowledgedBy: me });
    const escalated = (await act(day, alertId, 'escalate')).alert;
    expect(escalated).toMatchObject({ severity: 'critical', threat_level: 'critical', status: 'in_progress' });
    expect((await act(day, alertId, 'resolve', { reason: 'talked to the candidate' })).alert.status).toBe('resolved');
    const reopened = (await act(day, alertId, 'reopen')).alert;
    expect(reopened.status).toBe('new');
    expect(reopened).not.toHaveProperty('acknowledgedBy');
    expect((await act(day, alertId, 'dismiss', { reason: 'a sneeze' })).alert.status).toBe('dismissed');
    const last = await console.waitFor<Alert>('alert-updated', ({ status }) => status === 'dismissed');
    const told = console.of<Alert>('alert-updated').filter(({ id }) => id === alertId);
    expect(told.map(({ rev }) => rev)).toEqual([...told.map(({ rev }) => rev)].sort((a, b) => a - b));
    expect(Alert.parse(last)).toEqual(told.at(-1));
  });

  it('AL1 wants a reason for a dismissal, a text for a comment, staff for an assignment', async () => {
    const { day } = await withAlerts(1);
    const { id: alertId } = at((await day.staff.rest.call('alerts_recent', {})).alerts, 0);
    const refused = async (input: Partial<CommandBody<'alert_action'>>) => {
      const problem = await day.staff.rest.refusal('alert_action', { alertId, id: newId(), action: 'dismiss', ...input });
      return `${problem.code} ${problem.errors?.[0]?.field ?? ''}`.trim();
    };
    expect(await refused({})).toBe('invalid_input reason');
    expect(await refused({ reason: '   ' })).toBe('invalid_input reason');
    expect(await refused({ action: 'comment' })).toBe('invalid_input comment');
    expect(await refused({ action: 'assign', assigneeId: at(day.candidates, 0).userId })).toBe('invalid_input assigneeId');
    expect(await refused({ action: 'assign', assigneeId: newId() })).toBe('invalid_input assigneeId');
    expect(await refused({ action: 'explode' as never })).toBe('invalid_input action');
    expect(await refused({ alertId: newId(), action: 'resolve' })).toBe('alert_not_found alertId');
    expect(await refused({ action: 'reopen' })).toBe('state_conflict');
  });

  it('AL1 of two who act at once the second is told what is current; a repeat is harmless', async () => {
    const { day } = await withAlerts(1);
    const proctor = await day.room.proctor();
    const { id: alertId } = at((await day.staff.rest.call('alerts_recent', {})).alerts, 0);
    const both = await Promise.all(
      [day.staff, proctor].map(({ rest }) =>
        rest.send('POST', `/api/v1/alerts/${alertId}/actions`, { body: { id: newId(), action: 'acknowledge' } }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(both.find(({ status }) => status === 409)?.problem()).toMatchObject({
      code: 'state_conflict',
      data: { status: 'acknowledged', rev: expect.any(Number) },
    });

    const id = newId();
    const first = await day.staff.rest.call('alert_action', { id, alertId, action: 'resolve' });
    const again = await day.staff.rest.call('alert_action', { id, alertId, action: 'resolve' });
    expect(again).toEqual({ ...first, duplicate: true });
  });

  it('AL1 lists newest first, filtered, in pages', async () => {
    const { day } = await withAlerts(8);
    const { alerts: recent } = await day.staff.rest.call('alerts_recent', { limit: 1000 });
    expect(recent.map(({ seq }) => seq)).toEqual(recent.map((_, index) => recent.length - index));
    await act(day, at(recent, 0).id, 'resolve');
    const list = (filter: CommandBody<'alerts_list'>) => day.staff.rest.call('alerts_list', filter);
    expect((await list({ status: 'resolved' })).alerts.map(({ id }) => id)).toEqual([at(recent, 0).id]);
    expect((await list({ type: 'high_risk_session' })).alerts.map(({ type }) => type)).toEqual(['high_risk_session']);
    expect((await list({ examId: newId() })).alerts).toEqual([]);
    expect((await list({ q: 'COPIED' })).alerts.map(({ title }) => title)).toEqual(['Text was copied']);
    expect((await list({ q: "' OR 1=1 --" })).alerts).toEqual([]);
    expect((await list({ afterSeq: recent.length - 2 })).alerts).toHaveLength(2);
    const seen: number[] = [];
    let beforeSeq: number | undefined;
    do {
      const page = await list({ limit: 3, ...(beforeSeq === undefined ? {} : { beforeSeq }) });
      seen.push(...page.alerts.map(({ seq }) => seq));
      beforeSeq = page.nextBeforeSeq;
    } while (beforeSeq !== undefined);
    expect(seen).toEqual(recent.map(({ seq }) => seq));
    expect((await day.staff.rest.refusal('alerts_list', { severity: 'fatal' as never })).errors?.[0]?.field).toBe('severity');
  });
});
