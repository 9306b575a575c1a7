import { createHash } from 'node:crypto';
import { beforeAll, expect, it } from 'vitest';
import { anId, ask, type ConformanceExam, onEachWay, type RoomUnderTest } from './room-under-test.ts';

/** Every type the catalogue of protocol.md names. */
const CATALOGUE = [
  'focus_lost focus_gained fullscreen_exit visibility_hidden window_blur copy cut paste print_attempt context_menu',
  'forbidden_shortcut devtools_open multiple_displays display_changed screen_capture_attempt screen_share_detected',
  'virtual_machine remote_session forbidden_process process_list_changed usb_device_attached network_changed clock_changed',
  'clock_skew idle_timeout navigation_blocked url_blocked clipboard_content_foreign typing_anomaly answer_pattern_anomaly',
  'client_tampered renderer_crashed client_started client_exited lockdown_degraded reconnect heartbeat_missed',
].flatMap((line) => line.split(' '));

type Event = {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly seq: number;
  readonly prev?: string;
};
const event = (seq: number, type = 'focus_gained'): Event => ({ id: anId(), type, occurredAt: new Date().toISOString(), seq });
/** Of an event without nested fields: its keys in order, no white space. */
const hashOf = (one: Event): string =>
  createHash('sha256')
    .update(JSON.stringify(Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))))
    .digest('hex');

type Question = ConformanceExam['questions'][number];
/** A value of the right shape for each type, and ones of a wrong shape. */
function valuesOf(question: Question): { right: unknown; wrong: unknown[] } | undefined {
  switch (question.type) {
    case 'single_choice':
      return { right: question.choices[0]?.id, wrong: [true, [question.choices[0]?.id], 'no such choice', { a: 'b' }] };
    case 'multiple_choice':
      return { right: question.choices.slice(0, 2).map(({ id }) => id), wrong: ['text', true, ['no such choice']] };
    case 'true_false':
      return { right: false, wrong: ['true', []] };
    case 'short_answer':
    case 'essay':
      return { right: 'some words, ein paar Wörter, สองสามคำ', wrong: [true, [], { a: 'b' }] };
    case 'numerical':
      return { right: '3,14', wrong: [false, []] };
    case 'matching':
      return {
        right: Object.fromEntries(question.stems.map(({ id }, index) => [id, question.choices[index]?.id ?? ''])),
        wrong: ['text', [], { nothing: 'here' }],
      };
    // The paper of these cases is a GIFT file, which knows neither.
    case 'ordering':
    case 'cloze':
    case 'description':
      return undefined;
  }
}

onEachWay('protocol 3.3 to 3.8 from candidates', (findRoom) => {
  let room: RoomUnderTest;
  beforeAll(async () => {
    room = await findRoom();
  });
  const seated = async () => {
    const exam = await room.exam(1);
    const candidate = await exam.join(0);
    return { exam, candidate, socket: await candidate.socket() };
  };

  it('protocol 3.8 every type of the catalogue is stored, an unknown one as it is; what is no type is not', async () => {
    const { candidate, socket } = await seated();
    const types = [...CATALOGUE, 'a_type_of_tomorrow'];
    const { results } = await ask(socket, 'security_events', { events: types.map((type, index) => event(index + 1, type)) });
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect((await candidate.call('attempt_events', {})).events.map(({ type }) => type)).toEqual(types);
    for (const type of ['', 'NOT A TYPE', 7, null])
      expect(await socket.refusal('security_event', { ...event(99), type }), String(type)).toMatchObject({
        code: 'invalid_input',
      });
  });

  it('protocol 3.4 events chained by prev and seq; gap, fork and a seq used twice are stored, never refused', async () => {
    const { candidate, socket } = await seated();
    const first = event(1, 'copy');
    const second = { ...event(2, 'cut'), prev: hashOf(first) };
    for (const [one, lastSeq] of [
      [first, 1],
      [second, 2],
      [event(5, 'paste'), 2],
      [{ ...event(2, 'url_blocked'), prev: 'f'.repeat(64) }, 2],
      [event(4, 'copy'), 2],
      [event(3, 'copy'), 5],
    ] as const)
      expect(await ask(socket, 'security_event', one), `seq ${one.seq}`).toMatchObject({ ok: true, lastSeq });
    expect((await candidate.call('attempt_events', {})).events).toHaveLength(6);
    expect((await candidate.call('attempt_get', {})).lastSeq).toBe(5);
  });

  it('protocol 3.4 an offline event and a severity are taken as said, and what is no hash or number is not', async () => {
    const { socket } = await seated();
    const offline = {
      ...event(1, 'network_changed'),
      offline: true,
      severity: 'critical',
      monotonicMs: 12.5,
      details: { a: [1] },
    };
    expect(await ask(socket, 'security_event', offline)).toMatchObject({ ok: true });
    for (const [field, value] of [
      ['seq', 0],
      ['seq', 1.5],
      ['prev', 'no hash'],
      ['severity', 'terrible'],
      ['occurredAt', 'yesterday'],
      ['offline', 'yes'],
      ['more', 1],
    ] as const)
      expect(await socket.refusal('security_event', { ...event(2), [field]: value }), field).toMatchObject({
        code: 'invalid_input',
        field: expect.stringContaining(field),
      });
  });

  it('protocol 3.5 each type of question takes its own shape and null, and no other', async () => {
    const { exam, candidate, socket } = await seated();
    const expected: object[] = [];
    for (const question of exam.questions) {
      const values = valuesOf(question);
      const save = (value: unknown, revision: number) => ({ id: anId(), questionId: question.id, value, revision });
      if (!values) {
        expect((await socket.refusal('answer_save', save('text', 1))).code, question.type).toBe('value_invalid');
        continue;
      }
      await ask(socket, 'answer_save', save(values.right, 1));
      await ask(socket, 'answer_save', save(null, 2));
      await ask(socket, 'answer_save', save(values.right, 3));
      for (const wrong of values.wrong) {
        const { code } = await socket.refusal('answer_save', save(wrong, 9));
        expect(code, `${question.type} ${JSON.stringify(wrong)}`).toBe('value_invalid');
      }
      expected.push({ questionId: question.id, value: values.right, revision: 3 });
    }
    expect(expected.length).toBeGreaterThanOrEqual(7);
    const { answers } = await candidate.call('attempt_get', {});
    expect(answers).toHaveLength(expected.length);
    expect(answers).toEqual(expect.arrayContaining(expected));
  });

  it('protocol 3.5 a higher revision replaces; an equal or lower one is stale and tells what is stored', async () => {
    const { exam, candidate, socket } = await seated();
    const questionId = exam.questions.find(({ type }) => type === 'essay')?.id;
    const save = (value: string, revision: number) => ask(socket, 'answer_save', { id: anId(), questionId, value, revision });
    await save('third', 3);
    for (const revision of [3, 2, 1]) expect(await save('older', revision)).toMatchObject({ ok: true, stale: true, revision: 3 });
    expect(await save('seventh', 7)).not.toHaveProperty('stale');
    expect((await candidate.call('attempt_get', {})).answers).toEqual([{ questionId, value: 'seventh', revision: 7 }]);
    for (const revision of [0, -1, 1.5, '2'])
      expect(await socket.refusal('answer_save', { id: anId(), questionId, value: 'x', revision })).toMatchObject({
        code: 'invalid_input',
        field: 'revision',
      });
    expect((await socket.refusal('answer_save', { id: anId(), questionId: anId(), value: 'x', revision: 1 })).code).toBe(
      'question_not_found',
    );
  });

  it('protocol 3.1 progress and hand-in are told to the candidate and to staff', async () => {
    const { exam, candidate, socket } = await seated();
    const staff = await exam.staff.socket();
    const questionId = exam.questions.find(({ type }) => type === 'true_false')?.id ?? '';
    await ask(socket, 'answer_save', { id: anId(), questionId, value: true, revision: 1 });
    const submit = { id: anId(), revisions: { [questionId]: 1 } };
    await ask(socket, 'exam_submit', submit);
    type State = { attemptId: string; state: string; progress: { answered: number } };
    for (const one of [socket, staff]) {
      const state = await one.waitFor<State>(
        'attempt-state',
        (said) => said.attemptId === candidate.joined.attempt.id && said.state === 'submitted',
      );
      expect(state.progress).toMatchObject({ answered: 1, total: 7 });
    }
    expect(await ask(socket, 'exam_submit', submit)).toMatchObject({ duplicate: true, state: 'submitted' });
    expect(await ask(socket, 'security_event', event(1))).toMatchObject({ ok: true });
  });

  it('protocol 3.3 what belongs to staff and services is refused to a candidate, and the other way round', async () => {
    const { exam, socket } = await seated();
    for (const name of [
      'sync',
      'join_exam',
      'proctor_action',
      'session_terminate',
      'alert_action',
      'tool_decide',
      'recovery_decide',
      'exam_broadcast',
    ])
      expect((await socket.refusal(name, {})).code, name).toBe('role_forbidden');
    const staff = await exam.staff.socket();
    for (const name of [
      'client_ready',
      'security_event',
      'answer_save',
      'exam_submit',
      'tool_request',
      'chat_send',
      'hand_raise',
    ])
      expect((await staff.refusal(name, {})).code, name).toBe('role_forbidden');
  });
});
