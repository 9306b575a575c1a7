import { describe, expect, it } from 'vitest';
import { answerTo, at, type Candidate, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import type { TestSocket } from '../support/socket-driver.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();

async function aClass(count: number) {
  const clock = createFakeClock();
  const room = await startTestRoom({ clock });
  const day = await prepareExam(room, { candidates: count });
  // Long after the room started: what happens now is not the restart's doing.
  clock.advance(200_000);
  const detail = (candidate: Candidate) => day.staff.rest.call('attempt_detail', { attemptId: candidate.attemptId });
  const typesOf = async (candidate: Candidate) => (await detail(candidate)).risk.map(({ type }) => type).sort();
  const console = await day.staff.socket();
  /** How often it was told of a candidate that they went; it is told once it is recorded. */
  const timesGone = ({ userId }: Candidate) =>
    console.all.filter(({ name, payload }) => {
      const told = payload as { type?: string; session?: { userId?: string } };
      return name === 'session-update' && told.type === 'disconnected' && told.session?.userId === userId;
    }).length;
  const goes = async (candidate: Candidate, socket: TestSocket) => {
    const before = timesGone(candidate);
    socket.close();
    await expect.poll(() => timesGone(candidate), { timeout: 5_000 }).toBe(before + 1);
  };
  /** Somebody who goes alone right after a violation, so that one can see that the room has judged. */
  const pullCable = async (candidate: Candidate, type: string) => {
    const socket = await candidate.socket();
    await socket.command('security_event', candidate.event(type));
    await goes(candidate, socket);
  };
  return { clock, day, detail, typesOf, goes, pullCable };
}

describe('EV5 offline is evidence, not amnesty', () => {
  it('EV5 a cable pulled right after a violation raises the score, with its reason; a soft hint before it weighs less', async () => {
    const { clock, day, detail, typesOf, goes, pullCable } = await aClass(3);
    const [cheat, unlucky, calm] = [at(day.candidates, 0), at(day.candidates, 1), at(day.candidates, 2)];
    await pullCable(cheat, 'paste');
    clock.advance(10_000);
    await expect.poll(() => typesOf(cheat), { timeout: 5_000 }).toEqual(['offline_after_violation', 'paste']);
    const { risk } = await detail(cheat);
    expect(risk.find(({ type }) => type === 'offline_after_violation')).toMatchObject({ points: 12, kind: 'plain', count: 1 });
    const { alerts } = await day.staff.rest.call('alerts_list', { limit: 10 });
    expect(alerts.find(({ source }) => source === 'ether')).toMatchObject({
      attemptId: cheat.attemptId,
      title: 'Went offline right after a violation',
      data: { after: 'paste', seconds: 0 },
    });

    clock.advance(60_000);
    await pullCable(unlucky, 'focus_lost');
    clock.advance(10_000);
    await expect.poll(() => typesOf(unlucky), { timeout: 5_000 }).toEqual(['focus_lost', 'offline_after_hint']);
    expect((await detail(unlucky)).riskScore).toBeLessThan(15);

    // Long after a violation it is only a bad network.
    const socket = await calm.socket();
    await socket.command('security_event', calm.event('copy'));
    clock.advance(30_000);
    await goes(calm, socket);
    clock.advance(60_000);
    await pullCable(cheat, 'cut');
    clock.advance(10_000);
    await expect
      .poll(async () => (await detail(cheat)).risk.find(({ type }) => type === 'offline_after_violation')?.count, {
        timeout: 5_000,
      })
      .toBe(2);
    expect(await typesOf(calm)).toEqual(['copy']);
  });

  it('EV5 who goes with others, and who is back within seconds, has only lost the network', async () => {
    const { clock, day, detail, typesOf, goes, pullCable } = await aClass(6);
    const [reloads, witness, ...together] = day.candidates;
    if (!reloads || !witness) throw new Error('six candidates');
    const sockets = await Promise.all(together.map((candidate) => candidate.socket()));
    for (const [index, socket] of sockets.entries()) await socket.command('security_event', at(together, index).event('copy'));
    await Promise.all(sockets.map((socket, index) => goes(at(together, index), socket)));
    clock.advance(20_000);
    await pullCable(reloads, 'copy');
    clock.advance(2_000);
    await reloads.socket();
    await expect.poll(async () => (await detail(reloads)).connected, { timeout: 5_000 }).toBe(true);
    clock.advance(20_000);
    await pullCable(witness, 'copy');
    clock.advance(10_000);
    await expect.poll(() => typesOf(witness), { timeout: 5_000 }).toEqual(['copy', 'offline_after_violation']);
    for (const candidate of [reloads, ...together]) expect(await typesOf(candidate)).toEqual(['copy']);
  });

  it('EV5 what was made offline comes late and marked, and counts', async () => {
    const { day, detail } = await aClass(1);
    const candidate = at(day.candidates, 0);
    const socket = await candidate.socket();
    await socket.command('security_event', candidate.event('copy', { offline: true }));
    expect((await detail(candidate)).riskScore).toBe(12);
    expect((await detail(candidate)).timeline.find(({ kind }) => kind === 'event')).toMatchObject({
      type: 'copy',
      offline: true,
    });
    const { alerts } = await day.staff.rest.call('alerts_list', { limit: 10 });
    expect(alerts).toMatchObject([{ data: { eventType: 'copy', offline: true } }]);
  });
});

describe('W5 answers at the same moments', () => {
  it('W5 two who answer ten questions together are a low hint about both, and nobody’s score', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const gift = Array.from({ length: 10 }, (_, index) => `::q${index}::Is it? {T}`).join('\n\n');
    const day = await prepareExam(room, { candidates: 3, gift });
    const [one, two, other] = [at(day.candidates, 0), at(day.candidates, 1), at(day.candidates, 2)];
    const sockets = await Promise.all([one, two, other].map((candidate) => candidate.socket()));
    for (const [index, question] of day.questions.entries()) {
      for (const [who, socket] of sockets.entries()) {
        if (who === 2) clock.advance(5_000);
        await socket.command('answer_save', answerTo(question, index % 2 === 0));
      }
      clock.advance(30_000);
    }
    const alike = async () => (await day.staff.rest.call('alerts_list', { limit: 10 })).alerts;
    await expect.poll(alike, { timeout: 5_000 }).toHaveLength(1);
    const [alert] = await alike();
    expect(alert).toMatchObject({
      type: 'answers_alike',
      severity: 'low',
      source: 'ether',
      data: { questions: 10, confidence: 0.3 },
    });
    const members = (alert?.data.members ?? []) as { attemptId: string }[];
    expect(members.map(({ attemptId }) => attemptId).sort()).toEqual([one.attemptId, two.attemptId].sort());
    for (const candidate of [one, two])
      expect((await day.staff.rest.call('attempt_detail', { attemptId: candidate.attemptId })).riskScore).toBe(0);
  });
});
