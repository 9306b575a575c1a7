import type { PersonId, UserId } from '../../../shared/model/ids.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { MOST_WRONG_ACCESS_CODES } from '../access/limits.ts';
import { findExam } from '../attempts/find-attempt.ts';
import type { Preparation, SomeHandlers } from '../handler.ts';
import type { IdentityServices } from '../identity/services.ts';
import type { PersonData } from '../ports.ts';
import type { User } from '../store.ts';
import type { Work } from '../work.ts';
import type { FileReaders, RosterRow } from './services.ts';

type Read = Awaited<ReturnType<FileReaders['roster']>>;

/** The user a candidate number stands for, made or brought up to date. One number is one person in all exams of the room. */
function putCandidate(work: Work, services: Pick<IdentityServices, 'lookup'>, row: RosterRow): User {
  const loginKey = services.lookup.of('candidate', row.candidateNumber);
  const person: PersonData = {
    firstName: row.firstName,
    lastName: row.lastName,
    loginName: row.candidateNumber,
    ...(row.email ? { email: row.email } : {}),
  };
  const known = work.store.users.byLogin(loginKey);
  if (known) {
    work.store.persons.update(known.personId, person);
    return known;
  }
  const user: User = { id: work.ids.next<UserId>(), personId: work.ids.next<PersonId>(), role: 'student', active: true };
  work.store.persons.insert(user.personId, person);
  work.store.users.insert({ ...user, loginKey, createdAt: work.now });
  return user;
}

/** Who may sit an exam (EX3). */
export function createRosterCommands(
  readers: FileReaders,
  services: Pick<IdentityServices, 'lookup'>,
): SomeHandlers<'roster_import' | 'roster_get' | 'roster_release'> {
  return {
    roster_import: {
      prepare: ({ bytes }: { bytes: Uint8Array }, _preparation: Preparation) => readers.roster(bytes),
      execute: (work, { examId }, { rows, rejected }: Read) => {
        const { exam, sitting } = findExam(work.store, examId);
        let added = 0;
        for (const row of rows) {
          const user = putCandidate(work, services, row);
          const before = work.store.roster.get(exam.id, user.id);
          if (!before) added++;
          const extraMinutes = row.extraMinutes ?? 0;
          const accessCodeKey = row.accessCode ? services.lookup.of('access_code', row.accessCode) : undefined;
          work.store.roster.put({
            examId: exam.id,
            userId: user.id,
            seat: row.seat,
            extraMinutes,
            wrongAccessCodes: before?.accessCodeKey === accessCodeKey ? (before?.wrongAccessCodes ?? 0) : 0,
            accessCodeKey,
          });
          // A candidate who is in already gets the changed accommodation too.
          const attempt = before && work.store.attempts.ofCandidate(sitting.id, user.id);
          if (attempt && before.extraMinutes !== extraMinutes) {
            work.store.attempts.update({ ...attempt, extraMs: attempt.extraMs + (extraMinutes - before.extraMinutes) * 60_000 });
          }
        }
        work.audit('roster.imported', `exam:${examId}`, { added, updated: rows.length - added, rejected: rejected.length });
        return { added, updated: rows.length - added, rejected: [...rejected] };
      },
    },
    roster_release: {
      execute: (work, { examId, userId }) => {
        const { exam } = findExam(work.store, examId);
        const entry = work.store.roster.get(exam.id, userId);
        if (!entry) throw new RoomError('not_found', 'This candidate is not on the list of this exam.', { field: 'userId' });
        work.store.roster.put({ ...entry, wrongAccessCodes: 0 });
        work.audit('roster.released', `user:${userId}`, { exam: examId });
        return { ok: true };
      },
    },
    roster_get: {
      execute: ({ store }, { examId }) => {
        const { exam, sitting } = findExam(store, examId);
        const roster = store.roster.ofExam(exam.id).map((entry) => {
          const user = store.users.byId(entry.userId);
          const person = user && store.persons.get(user.personId);
          return {
            userId: entry.userId,
            candidateNumber: person?.loginName ?? '',
            name: person ? `${person.firstName} ${person.lastName}`.trim() : '',
            ...(entry.seat ? { seat: entry.seat } : {}),
            extraMinutes: entry.extraMinutes,
            hasAccessCode: entry.accessCodeKey !== undefined,
            isLocked: entry.wrongAccessCodes >= MOST_WRONG_ACCESS_CODES,
            joined: store.attempts.ofCandidate(sitting.id, entry.userId) !== undefined,
          };
        });
        return { roster: roster.sort((a, b) => a.candidateNumber.localeCompare(b.candidateNumber, 'en', { numeric: true })) };
      },
    },
  };
}
