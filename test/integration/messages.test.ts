import { describe, expect, it } from 'vitest';
import { AttemptMessageEvent } from '../../src/shared/protocol/index.ts';
import { at, newId, only, prepareExam } from '../support/exam-day.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { testRooms } from '../support/start-test-room.ts';
import { readStoreBytes } from '../support/store-file.ts';

const startTestRoom = testRooms();

describe('CM1 and LD8 between candidate and invigilator', () => {
  it('CM1 chat, hand and notes are held in every state of the attempt, told to staff and to nobody else', async () => {
    const room = await startTestRoom({ clock: createFakeClock() });
    const day = await prepareExam(room, { candidates: 2, until: 'open' });
    const { staff, examId } = day;
    const [a, b] = [at(day.candidates, 0), at(day.candidates, 1)];
    const [socket, other, console] = [await a.socket(), await b.socket(), await staff.socket()];
    const event = a.event('focus_lost');
    await socket.command('security_event', event);
    const said: string[] = [];
    const sayAll = async (state: string) => {
      const { attempt } = await a.rest.call('attempt_get', {});
      expect(attempt.state).toBe(state);
      for (const [name, input] of [
        ['chat_send', { text: `chat while ${state}` }],
        ['note_add', { eventId: event.id, text: `note while ${state}` }],
        ['hand_raise', { reason: `hand while ${state}` }],
      ] as const) {
        const id = newId();
        const text = 'text' in input ? input.text : input.reason;
        expect(await socket.ask(name, { id, ...input }), `${name} ${state}`).toEqual({ ok: true, id });
        expect(await socket.ask(name, { id, ...input })).toEqual({ ok: true, id, duplicate: true });
        const told = await console.waitFor<AttemptMessageEvent>('attempt-message', (message) => message.text === text);
        expect(AttemptMessageEvent.parse(told)).toMatchObject({ attemptId: a.attemptId });
        said.push(text);
      }
    };
    await sayAll('waiting');
    await staff.rest.call('exam_start', { examId });
    await sayAll('in_progress');
    await staff.rest.call('exam_pause', { examId });
    await sayAll('paused');
    await staff.rest.call('exam_resume', { examId });
    await staff.rest.call('proctor_action', { id: newId(), attemptId: a.attemptId, action: 'suspend' });
    await sayAll('suspended');
    await staff.rest.call('proctor_action', { id: newId(), attemptId: a.attemptId, action: 'resume' });
    await socket.command('exam_submit', { id: newId() });
    await sayAll('submitted');

    const { messages } = await staff.rest.call('messages_list', { attemptId: a.attemptId });
    expect(messages.map(({ text }) => text)).toEqual(said);
    expect(messages.find(({ kind }) => kind === 'note')).toMatchObject({ eventId: event.id, eventType: 'focus_lost' });
    await Promise.all([socket.settled(), other.settled()]);
    for (const who of [socket, other]) expect(who.of('attempt-message')).toEqual([]);
    await room.stop();
    const bytes = readStoreBytes(room.dataDir);
    for (const words of ['chat while', 'note while', 'hand while']) expect(bytes.includes(words), words).toBe(false);
  });

  it('CM1 a proctor answers: the candidate hears it, and both see the same conversation', async () => {
    const room = await startTestRoom();
    const { candidates, staff } = await prepareExam(room);
    const candidate = only(candidates);
    const { attemptId } = candidate;
    const socket = await candidate.socket();
    await socket.command('chat_send', { id: newId(), text: 'Is page 2 missing?' });
    await staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'message', message: 'No, scroll down.' });
    await staff.rest.call('proctor_action', { id: newId(), attemptId, action: 'warn', reason: 'Not a message.' });
    expect(await socket.waitFor('exam-message')).toMatchObject({ message: 'No, scroll down.' });
    const own = (await candidate.rest.call('attempt_messages', {})).messages;
    expect(own.map(({ kind, text }) => `${kind}: ${text}`)).toEqual(['chat: Is page 2 missing?', 'reply: No, scroll down.']);
    expect(JSON.stringify(own), 'who of the staff replied is not told').not.toContain('admin');
    const all = (await staff.rest.call('messages_list', { attemptId })).messages;
    expect(all.at(-1)).toMatchObject({ kind: 'reply', by: 'admin' });
  });

  it('CM1 the hand is seen in the overview until it is lowered or attended to', async () => {
    const room = await startTestRoom();
    const { candidates, staff, examId } = await prepareExam(room);
    const proctor = await room.proctor();
    const { attemptId, ...candidate } = only(candidates);
    const socket = await candidate.socket();
    const hand = async () => only((await staff.rest.call('attempts_list', { examId })).attempts).hand;
    expect(await hand()).toBeUndefined();
    await socket.command('hand_raise', { id: newId(), reason: 'Toilet' });
    const raised = await hand();
    expect(raised).toMatchObject({ reason: 'Toilet' });
    await socket.command('hand_raise', { id: newId() });
    expect(await hand(), 'raised again, it has been up since the first time').toEqual({ raisedAt: raised?.raisedAt });
    await socket.command('hand_lower', { id: newId() });
    expect(await hand()).toBeUndefined();

    await socket.command('hand_raise', { id: newId() });
    const before = socket.of('attempt-state').length;
    const attend = { id: newId(), attemptId };
    expect(await proctor.rest.call('hand_attend', attend)).toEqual({ ok: true, id: attend.id });
    expect(await proctor.rest.call('hand_attend', attend)).toEqual({ ok: true, id: attend.id, duplicate: true });
    expect((await staff.rest.refusal('hand_attend', { id: newId(), attemptId })).code).toBe('state_conflict');
    await socket.settled();
    expect(socket.of('attempt-state').length, 'the candidate’s client has a reason to ask').toBeGreaterThan(before);
    expect((await candidate.rest.call('attempt_messages', {})).hand).toBeUndefined();
  });

  it('LD8 a note explains an event of one’s own and of nobody else', async () => {
    const room = await startTestRoom();
    const { candidates } = await prepareExam(room, { candidates: 2 });
    const [a, b] = [at(candidates, 0), at(candidates, 1)];
    const [socket, other] = [await a.socket(), await b.socket()];
    const event = b.event('copy');
    await other.command('security_event', event);
    const foreign = await socket.refusal('note_add', { id: newId(), eventId: event.id, text: 'Not mine.' });
    const unknown = await socket.refusal('note_add', { id: newId(), eventId: newId(), text: 'Nobody’s.' });
    expect(foreign).toEqual(unknown);
    expect(foreign).toMatchObject({ code: 'not_found', field: 'eventId' });
  });

  it('CM1 limits: empty and long words are refused, and more than thirty a minute', async () => {
    const clock = createFakeClock();
    const room = await startTestRoom({ clock });
    const { candidates, staff } = await prepareExam(room);
    const socket = await only(candidates).socket();
    expect((await socket.refusal('chat_send', { id: newId(), text: '  ' })).field).toBe('text');
    expect((await socket.refusal('chat_send', { id: newId(), text: 'x'.repeat(1001) })).field).toBe('text');
    expect((await socket.refusal('chat_send', { id: newId(), text: 'x', attemptId: newId() })).field).toBe('attemptId');
    for (let sent = 0; sent < 30; sent++) await socket.command('chat_send', { id: newId(), text: `message ${sent}` });
    const over = { id: newId(), text: 'one too many' };
    expect((await socket.refusal('chat_send', over)).code).toBe('rate_limited');
    clock.advance(61_000);
    expect(await socket.command('chat_send', over), 'a refusal changed nothing').toEqual({ ok: true, id: over.id });
    expect((await staff.rest.call('messages_list', { attemptId: only(candidates).attemptId })).messages).toHaveLength(31);
  });
});
