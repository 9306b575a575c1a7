import { createHash, randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { QuestionId } from '../../src/shared/model/ids.ts';
import { COMMANDS, type CommandName, REST_ROUTES, SOCKET_COMMANDS } from '../../src/shared/protocol/index.ts';
import { at, type Candidate, type ExamDay, newId, prepareExam } from '../support/exam-day.ts';
import { fillPath, routeOf } from '../support/rest-driver.ts';
import type { TestSocket } from '../support/socket-driver.ts';
import { testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });
const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0, 0xff, 0xd9]);
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

/** Fields by which a candidate's command could name something of somebody else. */
function namingFields(command: CommandName): string[] {
  const { properties = {} } = z.toJSONSchema(COMMANDS[command].input, { io: 'input', unrepresentable: 'any' });
  // The client's own id of a command names nothing; of these two it is the notification's.
  const isOwn = !command.startsWith('notification_');
  return Object.keys(properties).filter((name) => /Id$|^sha256$|^revisions$|^tool$/.test(name) || (name === 'id' && !isOwn));
}
const ofStudents = (Object.keys(COMMANDS) as CommandName[]).filter((name) => {
  const roles: 'anyone' | readonly string[] = COMMANDS[name].roles;
  return roles !== 'anyone' && roles.includes('student');
});

let day: ExamDay;
let mine: Candidate;
let socket: TestSocket;
/** By field: what exists and belongs to another candidate. */
let theirs: Readonly<Record<string, string>>;

beforeAll(async () => {
  const room = await startTestRoom({ config: { eventRate: { perSecond: 10_000, burst: 10_000 } } });
  day = await prepareExam(room, { candidates: 2 });
  const elsewhere = await prepareExam(room, { candidates: [{ candidateNumber: 'X1', firstName: 'Exa', lastName: 'Other' }] });
  mine = at(day.candidates, 0);
  const other = at(day.candidates, 1);
  socket = await mine.socket();
  const theirSocket = await other.socket();
  const event = other.event('devtools_open');
  await theirSocket.command('security_event', event);
  await day.staff.rest.call('notification_send', {
    id: newId(),
    to: { userIds: [other.userId] },
    type: 'test',
    title: 'a title',
    message: 'a message',
    severity: 'info',
  });
  const { notifications } = await other.rest.call('notifications_list', {});
  const { alerts } = await day.staff.rest.call('alerts_list', {});
  const { tool } = await day.staff.rest.call('tool_add', { kind: 'reference', name: 'Tables' });
  const file = await day.staff.rest.send('POST', `/api/v1/tools/${tool.id}/files`, {
    body: Buffer.from('one two'),
    headers: { 'content-type': 'text/plain', 'x-filename': 'a.txt' },
  });
  const { grantId } = await day.staff.rest.call('tool_decide', {
    id: newId(),
    action: 'grant',
    userId: other.userId,
    toolId: tool.id,
  });
  await other.rest.send('POST', `/api/v1/attempt/evidence?sha256=${sha256(JPEG)}`, {
    body: JPEG,
    headers: { 'content-type': 'image/jpeg' },
  });
  theirs = {
    id: at(notifications, 0).id,
    eventId: event.id,
    alertId: alerts.find(({ attemptId }) => attemptId === other.attemptId)?.id ?? '',
    grantId,
    fileId: file.json<{ file: { id: string } }>().file.id,
    questionId: at(elsewhere.questions, -1).id,
    sha256: sha256(JPEG),
  };
});

/** A whole input for a command, whose fields a test replaces. */
const whole: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  tool_use: { dataPoint: 'a' },
  tool_search: { text: 'one' },
  tool_entry: { headword: 'one' },
  note_add: { text: 'a word' },
};

/** What the room says to it, without what differs between any two answers. */
async function answerTo(command: CommandName, fields: Readonly<Record<string, unknown>>): Promise<string> {
  const blank = (text: string): string => text.replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}/g, 'ID');
  const needsId = 'id' in (COMMANDS[command].input as unknown as { shape: object }).shape;
  const input = { ...(needsId ? { id: newId() } : {}), ...whole[command], ...fields };
  if ((SOCKET_COMMANDS as readonly string[]).includes(command)) {
    const { id, ...ack } = { id: undefined, ...(await socket.ask(command, input)) };
    return blank(JSON.stringify(ack));
  }
  const { path, rest } = fillPath(routeOf(command, input), input);
  const { method } = routeOf(command, input);
  const answer = await mine.rest.send(method, path, method === 'GET' ? {} : { body: rest });
  return blank(`${answer.status} ${answer.text}`);
}

const PROBED: readonly (readonly [CommandName, string])[] = [
  ['tool_use', 'grantId'],
  ['tool_search', 'grantId'],
  ['tool_search', 'fileId'],
  ['tool_entry', 'grantId'],
  ['tool_entry', 'fileId'],
  ['tool_read', 'grantId'],
  ['tool_read', 'fileId'],
  ['note_add', 'eventId'],
  ['notification_delivered', 'id'],
  ['notification_read', 'id'],
  ['media_get', 'sha256'],
];
/** Names of the own paper (a question of another exam may have the same), of tools everybody may know, or tried elsewhere. */
const OTHERWISE: readonly (readonly [CommandName, string])[] = [
  ['answer_save', 'questionId'],
  ['exam_submit', 'revisions'],
  ['tool_request', 'tool'],
  ['evidence_add', 'alertId'],
  ['evidence_add', 'sha256'],
  ['notifications_list', 'beforeId'],
];

describe('security-14 what belongs to somebody else', () => {
  it('security-14 is tried in every field of every command of a candidate that could name it', () => {
    const known = [...PROBED, ...OTHERWISE].map((pair) => pair.join('.')).sort();
    expect(ofStudents.flatMap((command) => namingFields(command).map((field) => `${command}.${field}`)).sort()).toEqual(known);
  });

  it.each(PROBED)('security-14 %s answers to the %s of somebody else as to one that does not exist', async (command, field) => {
    const nothing = { grantId: randomUUID(), fileId: randomUUID() };
    const wanted = namingFields(command);
    const others = Object.fromEntries(wanted.map((name) => [name, nothing[name as 'grantId'] ?? theirs[name]]));
    const unknown = field === 'sha256' ? sha256(newId()) : newId();
    const refused = await answerTo(command, { ...others, [field]: unknown });
    expect(refused).toMatch(/"code":"(?:not_found|tool_not_granted)"/);
    expect(await answerTo(command, { ...others, [field]: theirs[field] })).toBe(refused);
  });

  it('security-14 with the file of somebody else’s grant, too, and every id of theirs together', async () => {
    for (const command of ['tool_read', 'tool_search', 'tool_entry'] as const) {
      const { grantId, fileId } = theirs;
      const refused = await answerTo(command, { grantId: randomUUID(), fileId: randomUUID() });
      expect(await answerTo(command, { grantId, fileId }), command).toBe(refused);
    }
  });

  it('security-14 a question of another paper is none', async () => {
    const fields = (questionId: string | undefined) => ({ questionId: questionId as QuestionId, value: null, revision: 1 });
    const foreign = 'a-question-of-no-paper';
    expect(await answerTo('answer_save', fields(foreign))).toContain('question_not_found');
    const own = day.questions.some(({ id }) => id === theirs.questionId);
    expect((await answerTo('answer_save', fields(theirs.questionId))).includes('question_not_found')).toBe(!own);
  });

  it('security-14 no path takes the id of an attempt, an exam, a user or a session from a candidate', async () => {
    const ids = { examId: day.examId, attemptId: at(day.candidates, 1).attemptId, userId: at(day.candidates, 1).userId };
    const nowhere = { examId: randomUUID(), attemptId: randomUUID(), userId: randomUUID() };
    const others = { alertId: theirs.alertId, sessionId: randomUUID(), evidenceId: randomUUID(), code: 'x' };
    for (const route of REST_ROUTES.filter(({ path }) => /:(?:examId|attemptId|userId)/.test(path))) {
      const asked = async (named: object): Promise<string> => {
        const { path } = fillPath(route, { ruleId: 'x', toolId: 'x', keyId: 'x', ...others, ...named });
        const answer = await mine.rest.send(route.method, path, route.method === 'GET' ? {} : { body: {} });
        return `${answer.status} ${answer.text}`;
      };
      const refused = await asked(nowhere);
      expect(refused, route.path).toMatch(/^403 .*"code":"role_forbidden"/);
      expect(await asked(ids), route.path).toBe(refused);
    }
  });
});
