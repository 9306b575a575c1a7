import { describe, expect, it } from 'vitest';
import { AttemptStateEvent, ExamStateEvent } from '../../src/shared/protocol/index.ts';
import { at, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms();
const STEPS = ['exam_open', 'exam_start', 'exam_pause', 'exam_resume', 'exam_end'] as const;
type Step = (typeof STEPS)[number];

describe('EX4 the life of a sitting', () => {
  it('EX4 goes draft, open, running, paused, running, ended, and refuses every other step with what is current', async () => {
    const room = await startTestRoom();
    const { staff, examId } = await prepareExam(room, { until: 'draft' });
    const path: [state: string, possible: Step[], next: Step | undefined][] = [
      ['draft', ['exam_open'], 'exam_open'],
      // Opening twice shows the code again.
      ['open', ['exam_open', 'exam_start', 'exam_end'], 'exam_start'],
      ['running', ['exam_pause', 'exam_end'], 'exam_pause'],
      ['paused', ['exam_resume', 'exam_end'], 'exam_resume'],
      ['running', ['exam_pause', 'exam_end'], 'exam_end'],
      ['ended', [], undefined],
    ];
    for (const [state, possible, next] of path) {
      expect((await staff.rest.call('exam_get', { examId })).sitting.state).toBe(state);
      for (const step of STEPS.filter((candidate) => !possible.includes(candidate))) {
        const problem = await staff.rest.refusal(step, { examId });
        expect(problem, `${step} while ${state}`).toMatchObject({ status: 409, code: 'state_conflict', data: { state } });
      }
      if (next) await staff.rest.call(next, { examId });
    }
  });

  it('EX4 answers open with code and address, and start with when it ends', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const { staff, examId } = await prepareExam(room, { until: 'draft' });
    const opened = await staff.rest.call('exam_open', { examId });
    expect(opened).toMatchObject({ examId, code: room.joinCode, urls: [room.url] });
    expect(await staff.rest.call('exam_open', { examId })).toEqual(opened);
    const { sitting } = await staff.rest.call('exam_start', { examId });
    expect(Date.parse(sitting.endsAt ?? '') - clock.now()).toBe(3_600_000);
    expect(await staff.rest.call('room_info', {})).toMatchObject({
      code: room.joinCode,
      serverTime: new Date(clock.now()).toISOString(),
    });
  });

  it('EX4 of two staff acting at once one wins and the other is told', async () => {
    const room = await startTestRoom();
    const { staff, examId } = await prepareExam(room, { until: 'open' });
    const proctor = await room.proctor();
    const answers = await Promise.all([staff, proctor].map(({ rest }) => rest.send('POST', `/api/v1/exams/${examId}/start`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('EX4 tells every candidate and the console of each step, in the shapes of the contract', async () => {
    const room = await startTestRoom();
    const { staff, examId, candidates } = await prepareExam(room, { until: 'open', candidates: 2 });
    const sockets = await Promise.all([staff.socket(), ...candidates.map((candidate) => candidate.socket())]);
    for (const [step, state, attemptState] of [
      ['exam_start', 'running', 'in_progress'],
      ['exam_pause', 'paused', 'paused'],
      ['exam_resume', 'running', 'in_progress'],
      ['exam_end', 'ended', 'ended'],
    ] as const) {
      const heard = sockets.map(({ all }) => all.length);
      await staff.rest.call(step, { examId });
      for (const [index, socket] of sockets.entries()) {
        // What came before this step is no answer to it.
        const isNew = (payload: unknown) => socket.all.findIndex((event) => event.payload === payload) >= (heard[index] ?? 0);
        const ofExam = await socket.waitFor<ExamStateEvent>('exam-state', (event) => event.state === state && isNew(event));
        expect(ExamStateEvent.parse(ofExam)).toMatchObject({ examId });
        const mine = index === 0 ? candidates : [at(candidates, index - 1)];
        for (const { attemptId } of mine) {
          const isIt = (event: AttemptStateEvent) =>
            event.attemptId === attemptId && event.state === attemptState && isNew(event);
          AttemptStateEvent.parse(await socket.waitFor<AttemptStateEvent>('attempt-state', isIt));
        }
      }
    }
    const strangers = at(sockets, 1)
      .of<AttemptStateEvent>('attempt-state')
      .filter(({ attemptId }) => attemptId !== at(candidates, 0).attemptId);
    expect(strangers).toEqual([]);
  });

  it('EX4 keeps the paper closed before the start and after the end, and open in a pause', async () => {
    const room = await startTestRoom();
    const { staff, examId, candidates } = await prepareExam(room, { until: 'open' });
    const paper = async () => (await only(candidates).rest.call('attempt_get', {})).questions?.length;
    expect(await paper()).toBeUndefined();
    await staff.rest.call('exam_start', { examId });
    expect(await paper()).toBe(8);
    await staff.rest.call('exam_pause', { examId });
    expect(await paper()).toBe(8);
    await staff.rest.call('exam_end', { examId });
    expect(await paper()).toBeUndefined();
  });

  it('EX4 changes a paper; a sitting that runs keeps its own, and another one starts after the end', async () => {
    const room = await startTestRoom();
    const { staff, examId, join, roster } = await prepareExam(room, { until: 'draft' });
    const changed = await staff.rest.call('exam_update', {
      examId,
      title: 'Final',
      durationMinutes: 90,
      instructions: 'Be calm.',
    });
    expect(changed).toMatchObject({ title: 'Final', durationMinutes: 90, instructions: 'Be calm.' });
    expect((await staff.rest.refusal('sitting_create', { examId })).code).toBe('state_conflict');
    await staff.rest.call('exam_open', { examId });
    await staff.rest.call('exam_start', { examId });
    const endsAt = (await staff.rest.call('exam_get', { examId })).sitting.endsAt;
    const later = await staff.rest.call('exam_update', { examId, durationMinutes: 5 });
    expect(later).toMatchObject({ durationMinutes: 5, sitting: { endsAt } });
    const first = await join(only(roster));
    await staff.rest.call('exam_end', { examId });

    expect((await staff.rest.call('sitting_create', { examId })).sitting.state).toBe('draft');
    await staff.rest.call('exam_open', { examId });
    const second = await join(only(roster));
    expect(second.userId).toBe(first.userId);
    expect(second.attemptId).not.toBe(first.attemptId);
  });

  it('EX4 is refused for an exam that is not there, with one code and one shape', async () => {
    const room = await startTestRoom();
    const staff = await room.signIn();
    const examId = '00000000-0000-4000-8000-00000000dead';
    for (const step of [...STEPS, 'exam_get', 'results_get', 'roster_get', 'sitting_create'] as const) {
      expect(await staff.rest.refusal(step, { examId }), step).toMatchObject({ status: 404, code: 'exam_not_found' });
      expect(await staff.rest.refusal(step, { examId: 'not-an-id' }), step).toMatchObject({
        status: 400,
        code: 'invalid_input',
        errors: [{ field: 'examId' }],
      });
    }
  });
});

describe('protocol 1 what a student is told on every connect', () => {
  it('protocol 1 sends exam-state and attempt-state before anything else', async () => {
    const room = await startTestRoom();
    const { candidates, examId } = await prepareExam(room);
    const socket = await only(candidates).socket();
    await socket.waitFor('exam-state');
    await socket.waitFor('attempt-state');
    expect(
      socket.all
        .slice(0, 2)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['attempt-state', 'exam-state']);
    expect(socket.of<ExamStateEvent>('exam-state')[0]).toMatchObject({ examId, state: 'running' });
    expect(socket.of<AttemptStateEvent>('attempt-state').at(-1)).toMatchObject({ state: 'in_progress', connected: true });
  });
});
