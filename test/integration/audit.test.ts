import type { Database } from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { at, newId, only, prepareExam } from '../support/exam-day.ts';
import { ADMIN_PASSWORD, testRooms } from '../support/start-test-room.ts';
import { editStore, queryStore, readStoreBytes } from '../support/store-file.ts';

const startTestRoom = testRooms();

/** A short day, so that the log has something in it; the room is stopped afterwards. */
async function shortDay() {
  const room = await startTestRoom();
  const { staff, examId, candidates } = await prepareExam(room);
  const socket = await only(candidates).socket();
  await socket.command('security_event', only(candidates).event('print_attempt'));
  await socket.waitFor('session-update');
  await staff.rest.call('proctor_action', {
    id: newId(),
    attemptId: only(candidates).attemptId,
    action: 'suspend',
    reason: 'for the log',
  });
  await room.anyone.send('POST', '/api/v1/auth/login', { body: { username: 'admin', password: 'a wrong one again' } });
  await staff.rest.call('exam_end', { examId });
  const verdict = await staff.rest.call('audit_verify', {});
  const { entries } = await staff.rest.call('audit_list', { limit: 1000 });
  await room.stop();
  return { dataDir: room.dataDir, verdict, entries };
}

describe('ST2 the audit log', () => {
  it('ST2 covers what staff, candidates and the room do, in order, without personal data', async () => {
    const { verdict, entries } = await shortDay();
    expect(verdict).toEqual({ ok: true, entries: entries.length });
    expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
    const actions = entries.map(({ action }) => action);
    for (const action of [
      'room.started',
      'setup.done',
      'session.opened',
      'exam.imported',
      'roster.imported',
      'sitting.open',
      'consent.given',
      'attempt.joined',
      'session.connected',
      'sitting.start',
      'response.suspend',
      'login.refused',
      'sitting.end',
    ])
      expect(actions, action).toContain(action);
    expect(JSON.stringify(entries)).not.toMatch(/Firstname001|Lastname001|C001|127\.0\.0\.1/);
    expect(JSON.stringify(entries)).not.toContain(ADMIN_PASSWORD);
  });

  it('ST2 holds no word that a person typed or a client made up', async () => {
    const room = await startTestRoom();
    const { staff, join, roster, examId } = await prepareExam(room, { until: 'draft' });
    await staff.rest.call('exam_open', { examId });
    await staff.rest.call('exam_start', { examId });
    const candidate = await join(only(roster), { device: { deviceType: 'Canary-one’s laptop' } });
    const { attemptId } = candidate;
    await (await candidate.socket()).command('security_event', candidate.event('canary_two'));
    const act = (action: 'suspend' | 'warn' | 'message', text: object) =>
      staff.rest.call('proctor_action', { id: newId(), attemptId, action, ...text });
    await act('warn', { message: 'Canary three, look at your own screen' });
    await act('message', { message: 'Canary four, come to me' });
    await act('suspend', { reason: 'Canary five was talking' });
    const [alert] = (await staff.rest.call('alerts_recent', {})).alerts;
    if (!alert) throw new Error('no alert was raised');
    await staff.rest.call('alert_action', { id: newId(), alertId: alert.id, action: 'comment', comment: 'Canary six did it' });
    await staff.rest.call('alert_action', { id: newId(), alertId: alert.id, action: 'dismiss', reason: 'Canary seven said so' });
    const sessionId = candidate.joined.session.id;
    await staff.rest.call('session_terminate', { id: newId(), sessionId, reason: 'Canary eight moves' });
    await candidate.rest.send('POST', '/api/v1/auth/logout');

    const { entries } = await staff.rest.call('audit_list', { limit: 1_000 });
    expect(JSON.stringify(entries)).not.toMatch(/canary/i);
    const details = (action: string) => entries.filter((entry) => entry.action === action).map((entry) => entry.details);
    expect(details('session.ended')).toEqual([{ hasText: true }]);
    expect(only(details('response.suspend'))).toMatchObject({ automatic: false, hasText: true });
    expect(only(details('alert.comment'))).toMatchObject({ hasText: true });
    // The words are kept where they can be read, and explain what was done.
    const { timeline } = await staff.rest.call('attempt_detail', { attemptId });
    expect(timeline).toContainEqual(expect.objectContaining({ kind: 'response', reason: 'Canary five was talking' }));
    const { sessions } = await staff.rest.call('sessions_history', { userId: candidate.userId });
    expect(only(sessions).endedReason).toBe('Canary eight moves');
    // In the store they are sealed with the candidate's key.
    const bytes = readStoreBytes(room.dataDir).toString('latin1');
    expect(bytes).toContain('alert.comment');
    expect(bytes).not.toMatch(/canary (three|four|five|six|seven|eight)/i);
    await staff.rest.call('auth_logout', {});
    expect(
      queryStore<{ details: string }>(
        room.dataDir,
        "SELECT details FROM audit_entries WHERE action = 'session.ended' ORDER BY seq",
      )
        .map((entry) => JSON.parse(entry.details))
        .at(-1),
    ).toEqual({ reason: 'signed out' });
  });

  it('ST2 pages by number', async () => {
    const room = await startTestRoom();
    const { staff } = await prepareExam(room);
    const { entries } = await staff.rest.call('audit_list', { limit: 1000 });
    const page = await staff.rest.call('audit_list', { afterSeq: 3, limit: 2 });
    expect(page.entries).toEqual(entries.slice(3, 5));
  });

  const tamper: [string, (db: Database, seq: number) => void, (seq: number) => number][] = [
    [
      'an edited subject',
      (db, seq) => db.prepare("UPDATE audit_entries SET subject = 'exam:other' WHERE seq = ?").run(seq),
      (seq) => seq,
    ],
    [
      'an edited detail',
      (db, seq) => db.prepare(`UPDATE audit_entries SET details = '{"reason":"nothing"}' WHERE seq = ?`).run(seq),
      (seq) => seq,
    ],
    ['a changed time', (db, seq) => db.prepare('UPDATE audit_entries SET at = at + 1 WHERE seq = ?').run(seq), (seq) => seq],
    [
      'another actor',
      (db, seq) => db.prepare("UPDATE audit_entries SET actor = 'room' || actor WHERE seq = ?").run(seq),
      (seq) => seq,
    ],
    ['a deleted entry', (db, seq) => db.prepare('DELETE FROM audit_entries WHERE seq = ?').run(seq), (seq) => seq],
    [
      'a deleted entry with the rest moved up',
      (db, seq) => {
        db.prepare('DELETE FROM audit_entries WHERE seq = ?').run(seq);
        for (const { seq: later } of db
          .prepare<[number], { seq: number }>('SELECT seq FROM audit_entries WHERE seq > ? ORDER BY seq')
          .all(seq)) {
          db.prepare('UPDATE audit_entries SET seq = ? WHERE seq = ?').run(later - 1, later);
        }
      },
      (seq) => seq,
    ],
    [
      'two entries exchanged',
      (db, seq) => {
        db.prepare('UPDATE audit_entries SET seq = -1 WHERE seq = ?').run(seq);
        db.prepare('UPDATE audit_entries SET seq = ? WHERE seq = ?').run(seq, seq + 1);
        db.prepare('UPDATE audit_entries SET seq = ? WHERE seq = -1').run(seq + 1);
      },
      (seq) => seq,
    ],
    [
      'a forged hash',
      (db, seq) =>
        db
          .prepare("UPDATE audit_entries SET hash = iif(substr(hash, 1, 1) = 'f', 'e', 'f') || substr(hash, 2) WHERE seq = ?")
          .run(seq),
      (seq) => seq,
    ],
  ];
  it.each(tamper)('ST2 security-39 names the entry after %s', async (_what, change, bad) => {
    const { dataDir, entries } = await shortDay();
    const { seq } = at(
      entries.filter(({ action }) => action === 'sitting.start'),
      0,
    );
    const before = queryStore(dataDir, 'SELECT * FROM audit_entries ORDER BY seq');
    editStore(dataDir, (db) => change(db, seq));
    expect(queryStore(dataDir, 'SELECT * FROM audit_entries ORDER BY seq')).not.toEqual(before);
    const again = await startTestRoom({ dataDir });
    expect(await (await again.signIn()).rest.call('audit_verify', {})).toMatchObject({ ok: false, firstBadSeq: bad(seq) });
  });

  it('ST2 an entry put in between is named too', async () => {
    const { dataDir, entries } = await shortDay();
    const { seq } = at(
      entries.filter(({ action }) => action === 'sitting.start'),
      0,
    );
    editStore(dataDir, (db) => {
      db.exec(`UPDATE audit_entries SET seq = -seq WHERE seq >= ${seq}; UPDATE audit_entries SET seq = 1 - seq WHERE seq < 0;`);
      db.prepare(
        'INSERT INTO audit_entries SELECT ?, at, actor, action, subject, details, prev, hash FROM audit_entries WHERE seq = ?',
      ).run(seq, seq - 1);
    });
    const again = await startTestRoom({ dataDir });
    expect(await (await again.signIn()).rest.call('audit_verify', {})).toMatchObject({ ok: false, firstBadSeq: seq });
  });
});

describe('protocol 6 the audit log backwards', () => {
  it('protocol 6 is read newest first, page by page, to its beginning; what is added meanwhile shifts nothing', async () => {
    const room = await startTestRoom();
    const { staff } = await prepareExam(room, { candidates: 3 });
    const { entries: forwards } = await staff.rest.call('audit_list', { limit: 1000 });
    const backwards: number[] = [];
    let page = await staff.rest.call('audit_list', { order: 'newest', limit: 4 });
    for (;;) {
      backwards.push(...page.entries.map(({ seq }) => seq));
      if (page.nextBeforeSeq === undefined) break;
      // Each sign-in is one more entry.
      if (backwards.length === 8) await room.signIn();
      page = await staff.rest.call('audit_list', { beforeSeq: page.nextBeforeSeq, limit: 4 });
    }
    expect(backwards).toEqual(forwards.map(({ seq }) => seq).toReversed());
    const between = await staff.rest.call('audit_list', { beforeSeq: 6, afterSeq: 2 });
    expect([between.entries.map(({ seq }) => seq), between.nextBeforeSeq]).toEqual([[5, 4, 3], undefined]);
    const confused = await staff.rest.refusal('audit_list', { order: 'oldest', beforeSeq: 6 });
    expect([confused.code, confused.errors?.[0]?.field]).toEqual(['invalid_input', 'beforeSeq']);
  });
});
