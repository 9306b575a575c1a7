import { beforeAll, describe, expect, it } from 'vitest';
import { endedExam, markAll, result, told } from '../support/ended-exam.ts';
import { at, type Candidate, only } from '../support/exam-day.ts';
import { type Staff, type TestRoom, testRooms } from '../support/start-test-room.ts';

const startTestRoom = testRooms({ per: 'file' });

let room: TestRoom;
let other: Staff;

beforeAll(async () => {
  room = await startTestRoom();
  other = await room.proctor('marker-two');
});

const ended = () => endedExam(room);

describe('EX7 marking', () => {
  it('EX7 counts a mark into the result, keeps revision and who, and lets nobody overwrite unseen', async () => {
    const day = await ended();
    const { staff, examId, essays } = day;
    const questionId = at(essays, 0);
    const list = await staff.rest.call('marking_questions', { examId });
    expect(list.questions.map(({ answers, marked }) => [answers, marked])).toEqual([
      [2, 0],
      [2, 0],
    ]);
    expect(list.papers).toHaveLength(2);
    const { answers } = await staff.rest.call('marking_answers', { examId, questionId });
    const own = answers.find(({ text }) => text.startsWith('answer 0'));
    const paperId = own?.paperId ?? ('' as never);
    expect(own).toMatchObject({ candidate: { candidateNumber: at(day.roster, 0).candidateNumber, name: 'Grace Alphagrade' } });
    expect(await result(day, at(day.candidates, 0))).toMatchObject({ score: 2, maxScore: 4, pendingPoints: 2 });
    const save = (who: Staff, points: number, revision: number) =>
      who.rest.call('mark_save', { examId, paperId, questionId, answerRevision: 1, points, comment: 'Well said.', revision });
    expect((await save(staff, 0.5, 0)).mark).toMatchObject({ points: 0.5, comment: 'Well said.', revision: 1 });
    expect(await result(day, at(day.candidates, 0))).toMatchObject({ score: 2.5, pendingPoints: 1 });

    // Another marker who had not seen it meets what was written, and then may.
    const refused = await other.rest.refusal('mark_save', {
      examId,
      paperId,
      questionId,
      answerRevision: 1,
      points: 1,
      revision: 0,
    });
    expect(refused).toMatchObject({ code: 'state_conflict', status: 409, data: { mark: { points: 0.5, revision: 1 } } });
    expect((await save(other, 1, 1)).mark).toMatchObject({ revision: 2, markedBy: 'Petra Proctor' });
    expect(await result(day, at(day.candidates, 0))).toMatchObject({ score: 3 });
    const { entries } = await staff.rest.call('audit_list', { order: 'newest', limit: 5 });
    expect(entries.find(({ action }) => action === 'answer.marked')?.details).toMatchObject({
      points: 1,
      before: 0.5,
      revision: 2,
    });
    expect(JSON.stringify(entries)).not.toContain('Well said.');

    const one = await staff.rest.call('marking_answers', { examId, paperId });
    expect(one.answers.map(({ questionId: id }) => id)).toEqual(essays);
    for (const points of [0.3, 1.5, -1]) {
      const { code } = await staff.rest.refusal('mark_save', {
        examId,
        paperId,
        questionId,
        answerRevision: 1,
        points,
        revision: 2,
      });
      expect(code, String(points)).toBe(points < 0 ? 'invalid_input' : 'value_invalid');
    }
    await staff.rest.call('grading_set', { examId, markStep: 0.1 });
    expect((await save(staff, 0.3, 2)).mark.points).toBe(0.3);
    const closed = day.question('true_false').id;
    expect((await staff.rest.refusal('marking_answers', { examId, questionId: closed })).code).toBe('question_not_found');
  });

  it('EX7 blind: no answer of the server names anybody before all is marked', async () => {
    const day = await ended();
    const { staff, examId, essays, roster, candidates } = day;
    await staff.rest.call('grading_set', { examId, blindMarking: true });
    const proctorRefused = await other.rest.refusal('grading_set', { examId, blindMarking: false });
    expect(proctorRefused.code).toBe('state_conflict');
    const read = async (): Promise<string> => {
      const seen: unknown[] = [await other.rest.call('marking_questions', { examId })];
      for (const questionId of essays) seen.push(await other.rest.call('marking_answers', { examId, questionId }));
      for (const paperId of (await other.rest.call('marking_questions', { examId })).papers)
        seen.push(await other.rest.call('marking_answers', { examId, paperId }));
      return JSON.stringify(seen);
    };
    // Whose text it is must not be found by looking where names are, either.
    const texts = async (): Promise<string> => {
      const papers = candidates.map(({ attemptId }) => other.rest.call('attempt_paper', { attemptId }));
      return JSON.stringify([await Promise.all(papers), await other.rest.call('answers_get', { examId })]);
    };
    expect(await texts()).not.toContain('answer 0 to');
    expect(await texts(), 'what nobody marks is no secret').toContain('2.55');
    const who = [
      ...roster.flatMap(({ candidateNumber, firstName, lastName }) => [candidateNumber, firstName, lastName]),
      ...candidates.flatMap(({ attemptId, userId }) => [attemptId, userId]),
    ];
    const named = (text: string) => who.filter((name) => text.includes(name));
    expect(named(await read())).toEqual([]);
    await markAll(day);
    expect(await texts()).toContain('answer 0 to');
    const after = await read();
    expect(after).toContain(at(roster, 0).candidateNumber);
    expect(named(after)).not.toContain(at(candidates, 0).attemptId);
  });
});

describe('EX7 publishing', () => {
  it('EX7 is refused while answers are unmarked, then tells each candidate their own result and certificate', async () => {
    const day = await ended();
    const { staff, examId, candidates, roster } = day;
    const [first, second, third] = [at(candidates, 0), at(candidates, 1), at(candidates, 2)];
    await staff.rest.call('grading_set', { examId, passPercent: 60 });
    expect(await staff.rest.refusal('results_publish', { examId })).toMatchObject({
      code: 'state_conflict',
      data: { unmarked: 4 },
    });
    expect((await first.rest.refusal('attempt_result', {})).code).toBe('result_not_released');
    await markAll(day);
    expect(await staff.rest.call('results_publish', { examId })).toMatchObject({ waived: 0, toMark: 4, marked: 4 });
    expect((await staff.rest.refusal('results_publish', { examId })).code).toBe('state_conflict');
    await told(staff.rest, examId);

    const own = await first.rest.call('attempt_result', {});
    expect(own).toMatchObject({ score: 4, maxScore: 4, pendingPoints: 0, passed: true, passPercent: 60 });
    expect(own.questions?.map(({ points, maxPoints }) => [points, maxPoints])).toEqual(Array.from({ length: 4 }, () => [1, 1]));
    expect(await second.rest.call('attempt_result', {})).toMatchObject({ score: 2, passed: false });
    const kinds = async ({ rest }: Candidate) =>
      (await rest.call('notifications_list', {})).notifications.map(({ type }) => type).toSorted();
    expect(await kinds(first)).toEqual(['certificate_ready', 'quiz_result']);
    expect(await kinds(second)).toEqual(['quiz_result']);
    expect((await second.rest.refusal('own_certificate', {})).code).toBe('not_found');

    // Nothing of the others, in whatever a candidate is told.
    const heard = JSON.stringify([
      own,
      await first.rest.call('notifications_list', {}),
      await first.rest.call('attempt_get', {}),
    ]);
    for (const { attemptId, userId, line } of [second, third])
      for (const secret of [attemptId, userId, line.lastName, line.candidateNumber]) expect(heard).not.toContain(secret);

    const certificate = only((await staff.rest.call('certificates_list', { examId })).certificates);
    expect(certificate).toMatchObject({ name: 'Grace Alphagrade', state: 'valid', code: own.certificate?.code });
    const facts = await room.anyone.call('certificate_verify', { code: certificate.code.toLowerCase().replaceAll('-', ' ') });
    expect(facts).toMatchObject({ result: 'passed', state: 'valid', initials: 'G. A.' });
    const answer = JSON.stringify(facts);
    for (const secret of ['Grace', 'Alphagrade', at(roster, 0).candidateNumber, first.attemptId, first.userId, '"score"'])
      expect(answer).not.toContain(secret);
    const page = await room.anyone.send('GET', `/verify?code=${certificate.code}`);
    expect([page.status, page.text.includes('G. A.'), page.text.includes('Alphagrade')]).toEqual([200, true, false]);
    const none = await room.anyone.send('GET', `/verify?code=${encodeURIComponent('<b>"nothing')}`);
    expect([none.status, none.text.includes('<b>')]).toEqual([404, false]);

    await staff.rest.call('certificate_revoke', { examId, certificateId: certificate.id, reason: 'Impersonation.' });
    expect(await room.anyone.call('certificate_verify', { code: certificate.code })).toMatchObject({ state: 'revoked' });
    expect((await first.rest.refusal('own_certificate', {})).code).toBe('not_found');
  });
});

describe('EX7 regrading', () => {
  it('EX7 tries, then applies with a reason; results follow, what stood before is kept, certificates are superseded', async () => {
    const day = await ended();
    const { staff, examId, candidates } = day;
    const [first, second] = [at(candidates, 0), at(candidates, 1)];
    await markAll(day, 0.5);
    await staff.rest.call('grading_set', { examId, passPercent: 70 });
    await staff.rest.call('results_publish', { examId });
    await told(staff.rest, examId);
    const before = only((await staff.rest.call('certificates_list', { examId })).certificates);
    const truth = day.question('true_false');
    const correction = { treatment: 'keyed' as const, question: { ...truth, answer: false } };
    const tried = await staff.rest.call('regrade_try', { examId, questionId: truth.id, correction });
    expect(tried.summary).toEqual({ attempts: 3, changed: 3, up: 1, down: 2, certificates: 1 });
    for (const { before: was, after, question } of tried.changes)
      expect(after.score - was.score).toBeCloseTo(question.after - question.before, 9);
    expect(await result(day, first), 'a trial changes nothing').toMatchObject({ score: 3 });

    // Somebody marks meanwhile: what was tried is not what would be applied.
    const questionId = at(day.essays, 0);
    const { answers } = await staff.rest.call('marking_answers', { examId, questionId });
    const theirs = answers.find(({ text }) => text.startsWith('answer 1'));
    await other.rest.call('mark_save', {
      examId,
      paperId: theirs?.paperId as never,
      questionId,
      answerRevision: 1,
      points: 1,
      revision: 1,
    });
    const apply = { examId, questionId: truth.id, correction, reason: 'The key was the wrong way round.' };
    expect(await staff.rest.refusal('regrade_apply', { ...apply, basis: tried.basis })).toMatchObject({ code: 'state_conflict' });
    expect(await result(day, first)).toMatchObject({ score: 3 });

    const { basis } = await staff.rest.call('regrade_try', { examId, questionId: truth.id, correction });
    const { regrade } = await staff.rest.call('regrade_apply', { ...apply, basis });
    expect(regrade).toMatchObject({
      changed: 3,
      reason: apply.reason,
      before: { question: { answer: true } },
      after: { question: { answer: false } },
    });
    expect(await result(day, first)).toMatchObject({ score: 2 });
    expect(await result(day, second)).toMatchObject({ score: 2.5 });
    expect((await staff.rest.call('exam_get', { examId })).questions.find(({ id }) => id === truth.id)).toMatchObject({
      answer: true,
    });
    expect(only((await staff.rest.call('regrades_list', { examId })).regrades)).toEqual(regrade);
    await told(staff.rest, examId);
    expect(await room.anyone.call('certificate_verify', { code: before.code })).toMatchObject({ state: 'superseded' });
    expect(await first.rest.call('attempt_result', {})).toMatchObject({ score: 2, passed: false });

    // Everybody gets the points; then it is as if it had never been asked.
    const again = async (treatment: 'full_points' | 'dropped') => {
      const trial = await staff.rest.call('regrade_try', { examId, questionId: truth.id, correction: { treatment } });
      return staff.rest.call('regrade_apply', { ...apply, correction: { treatment }, basis: trial.basis });
    };
    await again('full_points');
    expect(await result(day, first)).toMatchObject({ score: 3, maxScore: 4 });
    await again('dropped');
    expect(await result(day, first)).toMatchObject({ score: 2, maxScore: 3 });
    const { items } = await staff.rest.call('item_statistics', { examId });
    expect(items.map(({ questionId: id }) => id)).not.toContain(truth.id);
    expect((await staff.rest.call('regrades_list', { examId })).regrades.map(({ after }) => after.treatment)).toEqual([
      'keyed',
      'full_points',
      'dropped',
    ]);
  });

  it('EX7 refuses a correction that changes what candidates saw', async () => {
    const day = await ended();
    const truth = day.question('true_false');
    for (const question of [
      { ...truth, stemHtml: 'Something else?' },
      { ...day.question('numerical'), id: truth.id },
    ])
      expect(
        await day.staff.rest.refusal('regrade_try', {
          examId: day.examId,
          questionId: truth.id,
          correction: { treatment: 'keyed', question },
        }),
      ).toMatchObject({ code: 'value_invalid' });
  });
});
