import type { Accommodations } from '../../../shared/model/accommodations.ts';
import type { ExamId, PersonId, UserId } from '../../../shared/model/ids.ts';
import { readMapping } from '../../../shared/model/roster-reading.ts';
import type { CommandInput } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { MOST_WRONG_ACCESS_CODES } from '../access/limits.ts';
import { type AttemptInExam, emitAttemptState } from '../attempts/attempt-views.ts';
import { findExam } from '../attempts/find-attempt.ts';
import type { Preparation, SomeHandlers } from '../handler.ts';
import { personName } from '../identity/person-name.ts';
import type { IdentityServices } from '../identity/services.ts';
import type { PersonData } from '../ports.ts';
import type { RosterEntry, User } from '../records.ts';
import { noteCredit } from '../sittings/credit-time.ts';
import type { Work } from '../work.ts';
import { grantedExtraMs, withoutEmpty } from './accommodation.ts';
import type { FileReaders, RosterReading, RosterRow } from './services.ts';

/** Of a roster that is being taken in: what is left of it, and how many were new among those who are on the list already. */
type Read = Awaited<ReturnType<FileReaders['roster']>> & { readonly taken: { readonly rows: number; readonly added: number } };

/**
 * Candidates to a transaction: some twenty milliseconds. Each writes every page it touches, and ids that are random touch many: fewer at
 * once would fill the store's log faster than its thread carries it over.
 */
const AT_ONCE = 200;

/** Is it written already? A roster that is imported again changes little, and sealing and writing are what it costs. */
const isSame = (before: object | undefined, after: object): boolean => JSON.stringify(before) === JSON.stringify(after);

/** How the input says a roster is to be read. */
export const toReading = ({ columns, header, separator, encoding }: Partial<CommandInput<'roster_import'>>): RosterReading => ({
  mapping: columns === undefined ? undefined : readMapping(columns),
  hasHeader: header === undefined ? undefined : header === 'yes',
  separator,
  encoding,
});

/** Without the fields that are there to say that something is not. */
const definedOnly = (granted: NonNullable<RosterRow['accommodations']>): Accommodations =>
  Object.fromEntries(Object.entries(granted).filter(([, value]) => value !== undefined));

/** The user a candidate number stands for, made or brought up to date. One number is one person in all exams of the room. */
function putCandidate(work: Work, services: Pick<IdentityServices, 'lookup'>, row: RosterRow): User {
  const loginKey = services.lookup.of('candidate', row.candidateNumber);
  const known = work.store.users.byLogin(loginKey);
  const before = known && work.store.persons.get(known.personId);
  const email = row.email ?? before?.email;
  const person: PersonData = {
    firstName: row.firstName,
    lastName: row.lastName,
    loginName: row.candidateNumber,
    ...(email ? { email } : {}),
  };
  if (known) {
    if (!isSame(before, person)) work.store.persons.update(known.personId, person);
    return known;
  }
  const user: User = { id: work.ids.next<UserId>(), personId: work.ids.next<PersonId>(), role: 'student', active: true };
  work.store.persons.insert(user.personId, person);
  work.store.users.insert({ ...user, loginKey, createdAt: work.now });
  return user;
}

/** Puts the candidate on the list; of who is on it already, what the file says nothing about stays as it is. */
function putEntry(
  work: Work,
  services: Pick<IdentityServices, 'lookup'>,
  whose: Pick<RosterEntry, 'examId' | 'userId'>,
  row: RosterRow,
  before: RosterEntry | undefined,
): RosterEntry {
  const accessCodeKey =
    row.accessCode === undefined
      ? before?.accessCodeKey
      : row.accessCode === ''
        ? undefined
        : services.lookup.of('access_code', row.accessCode);
  const accessCode = row.accessCode === undefined ? before?.accessCode : row.accessCode || undefined;
  const entry: RosterEntry = {
    ...whose,
    seat: (row.seat ?? before?.seat) || undefined,
    extraMinutes: row.extraMinutes ?? before?.extraMinutes ?? 0,
    wrongAccessCodes: before && before.accessCodeKey === accessCodeKey ? before.wrongAccessCodes : 0,
    accessCodeKey,
    accessCode,
    accommodations: row.accommodations
      ? withoutEmpty(definedOnly({ ...before?.accommodations, ...row.accommodations }))
      : before?.accommodations,
  };
  if (!isSame(before, entry)) work.store.roster.put(entry);
  return entry;
}

/** A candidate who is at work already gets the changed accommodation too, and is told (EX9). */
export function creditChange(
  work: Work,
  whole: AttemptInExam,
  creditMs: number,
  kind: 'roster' | 'accommodation' = 'roster',
): void {
  if (creditMs === 0 || whole.attempt.finishedAt !== undefined) return;
  const attempt = { ...whole.attempt, extraMs: whole.attempt.extraMs + creditMs };
  work.store.attempts.update(attempt);
  noteCredit(work, whole.sitting, attempt, { kind, creditMs });
  emitAttemptState(work, { ...whole, attempt });
}

/** Puts candidates on the list of an exam; answers how many were not on it. */
function takeIn(work: Work, services: Pick<IdentityServices, 'lookup'>, examId: ExamId, rows: readonly RosterRow[]): number {
  const { exam, sitting } = findExam(work.store, examId);
  let added = 0;
  for (const row of rows) {
    const user = putCandidate(work, services, row);
    const before = work.store.roster.get(exam.id, user.id);
    if (!before) added++;
    const entry = putEntry(work, services, { examId: exam.id, userId: user.id }, row, before);
    const attempt = before && work.store.attempts.ofCandidate(sitting.id, user.id);
    if (attempt) creditChange(work, { attempt, sitting, exam }, grantedExtraMs(entry, exam) - grantedExtraMs(before, exam));
  }
  return added;
}

/** Who may sit an exam (EX3). `rest`: a while between two parts of a large roster, in which everybody else is answered. */
export function createRosterCommands(
  readers: FileReaders,
  services: Pick<IdentityServices, 'lookup'>,
  rest: () => Promise<void>,
): SomeHandlers<'roster_import' | 'roster_get' | 'roster_release'> {
  return {
    roster_import: {
      // A large roster is taken in by parts, others are answered in between. Each row is right by itself: where something fails
      // midway, those before it are on the list, the log says that it was begun, and the same file again completes it.
      prepare: async ({ bytes, examId, ...how }: CommandInput<'roster_import'>, { write }: Preparation): Promise<Read> => {
        const { rows, ...told } = await readers.roster(bytes, toReading(how));
        let [at, added] = [0, 0];
        for (; rows.length - at > AT_ONCE; at += AT_ONCE) {
          added += await write((work) => {
            if (at === 0)
              work.audit('roster.import_begun', `exam:${examId}`, { rows: rows.length, rejected: told.rejected.length });
            return takeIn(work, services, examId, rows.slice(at, at + AT_ONCE));
          });
          await rest();
        }
        return { rows: rows.slice(at), ...told, taken: { rows: at, added } };
      },
      execute: (work, { examId }, { rows, rejected, warnings = [], taken }: Read) => {
        const added = taken.added + takeIn(work, services, examId, rows);
        const updated = taken.rows + rows.length - added;
        work.audit('roster.imported', `exam:${examId}`, { added, updated, rejected: rejected.length });
        return { added, updated, rejected: [...rejected], ...(warnings.length > 0 ? { warnings: [...warnings] } : {}) };
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
            name: personName(store, entry.userId),
            ...(entry.seat ? { seat: entry.seat } : {}),
            extraMinutes: entry.extraMinutes,
            ...(entry.accommodations ? { accommodations: entry.accommodations } : {}),
            hasAccessCode: entry.accessCodeKey !== undefined,
            isLocked: entry.wrongAccessCodes >= MOST_WRONG_ACCESS_CODES,
            joined: store.attempts.ofCandidate(sitting.id, entry.userId) !== undefined,
            active: user?.active ?? false,
          };
        });
        return { roster: roster.sort((a, b) => a.candidateNumber.localeCompare(b.candidateNumber, 'en', { numeric: true })) };
      },
    },
  };
}
