import type { ExamId } from '../../../shared/model/ids.ts';
import { toIso } from '../../../shared/model/time.ts';
import type { CommandInput } from '../../../shared/protocol/commands.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { emitAttemptState } from '../attempts/attempt-views.ts';
import { findExam } from '../attempts/find-attempt.ts';
import type { Preparation, SomeHandlers } from '../handler.ts';
import { personName } from '../identity/person-name.ts';
import type { IdentityServices } from '../identity/services.ts';
import type { RosterEntry } from '../records.ts';
import type { Store } from '../store.ts';
import { grantedExtraMs, withoutEmpty } from './accommodation.ts';
import { creditChange, toReading } from './roster-commands.ts';
import type { FileReaders, RosterRow, RosterTable } from './services.ts';

/** A whole number from 0 up to below the one given, that nobody can foresee. */
export type Chance = (below: number) => number;

/** A candidate as a roster names them. */
export interface RosterLine extends Pick<RosterEntry, 'seat' | 'extraMinutes' | 'accommodations'> {
  readonly candidateNumber: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email?: string | undefined;
}

/** Nothing that is read for something else: no 0 and O, 1, I and L, U and V. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTWXYZ';
/** About 39 bits; ten wrong tries lock a candidate. */
const CODE_LENGTH = 8;
const SHOWN_ROWS = 20;

interface Person {
  readonly entry: RosterEntry;
  readonly candidateNumber: string;
  readonly name: string;
  readonly sortName: string;
}

const byNumber = (a: Person, b: Person): number => a.candidateNumber.localeCompare(b.candidateNumber, 'en', { numeric: true });
const byName = (a: Person, b: Person): number => a.sortName.localeCompare(b.sortName, 'en') || byNumber(a, b);

function personsOf(store: Store, examId: ExamId): Person[] {
  return store.roster.ofExam(examId).map((entry) => {
    const user = store.users.byId(entry.userId);
    const person = user && store.persons.get(user.personId);
    return {
      entry,
      candidateNumber: person?.loginName ?? '',
      name: personName(store, entry.userId),
      sortName: person ? `${person.lastName} ${person.firstName}` : '',
    };
  });
}

function newCode(chance: Chance): string {
  return Array.from({ length: CODE_LENGTH }, () => LETTERS[chance(LETTERS.length)]).join('');
}

/** Every order as likely as every other. */
function mixed<Item>(items: readonly Item[], chance: Chance): Item[] {
  const list = [...items];
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = chance(last + 1);
    const [a, b] = [list[last] as Item, list[other] as Item];
    list[last] = b;
    list[other] = a;
  }
  return list;
}

const detailsOf = ({ seat, extraMinutes, accommodations, email }: RosterRow): string =>
  [
    seat && `seat ${seat}`,
    extraMinutes && `+${extraMinutes} min`,
    accommodations?.extraPercent && `+${accommodations.extraPercent} %`,
    accommodations?.breaks && `${accommodations.breaks.count} × ${accommodations.breaks.minutes} min`,
    email,
  ]
    .filter(Boolean)
    .join(' · ');

/** Who sits where and under which conditions: previews of rosters, codes, seats, the list to print, accommodations (EX3, EX10). */
export function createSeatingCommands(
  readers: FileReaders,
  services: Pick<IdentityServices, 'lookup'>,
  chance: Chance,
  toCsv: (lines: readonly RosterLine[]) => string,
): SomeHandlers<'roster_preview' | 'roster_codes' | 'roster_seats' | 'roster_sheet' | 'roster_export' | 'accommodation_set'> {
  return {
    roster_preview: {
      prepare: ({ bytes, ...how }: CommandInput<'roster_preview'>, _preparation: Preparation) =>
        readers.rosterPreview(bytes, toReading(how)),
      execute: ({ store }, { examId }, { rows, ...table }: RosterTable) => {
        const { exam } = findExam(store, examId);
        const isKnown = ({ candidateNumber }: RosterRow): boolean => {
          const user = store.users.byLogin(services.lookup.of('candidate', candidateNumber));
          return user !== undefined && store.roster.get(exam.id, user.id) !== undefined;
        };
        const known = rows.map(isKnown);
        const updated = known.filter(Boolean).length;
        return {
          ...table,
          rows: rows.slice(0, SHOWN_ROWS).map((row, place) => ({
            line: row.line,
            candidateNumber: row.candidateNumber,
            name: `${row.firstName} ${row.lastName}`.trim(),
            isKnown: known[place] ?? false,
            details: detailsOf(row),
          })),
          added: rows.length - updated,
          updated,
        };
      },
    },
    roster_codes: {
      execute: (work, { examId, whose }) => {
        const { exam } = findExam(work.store, examId);
        const entries = work.store.roster
          .ofExam(exam.id)
          .filter(({ accessCodeKey }) => whose === 'all' || accessCodeKey === undefined);
        for (const entry of entries) {
          const accessCode = newCode(chance);
          const accessCodeKey = services.lookup.of('access_code', accessCode);
          work.store.roster.put({ ...entry, accessCode, accessCodeKey, wrongAccessCodes: 0 });
        }
        work.audit('roster.codes_made', `exam:${examId}`, { whose, codes: entries.length });
        return { codes: entries.length };
      },
    },
    roster_seats: {
      execute: (work, { examId, assign, seats = [] }) => {
        const { exam } = findExam(work.store, examId);
        const persons = personsOf(work.store, exam.id);
        const ordered = assign === 'at_random' ? mixed(persons, chance) : persons.sort(assign === 'by_name' ? byName : byNumber);
        const labels = assign === 'clear' ? [] : seats.map((label) => label.trim());
        for (const [place, { entry }] of ordered.entries()) work.store.roster.put({ ...entry, seat: labels[place] });
        const seated = Math.min(labels.length, ordered.length);
        work.audit('roster.seats_assigned', `exam:${examId}`, { assign, seated });
        return { seated, withoutSeat: ordered.length - seated };
      },
    },
    roster_sheet: {
      execute: (work, { examId }) => {
        const { exam } = findExam(work.store, examId);
        const persons = personsOf(work.store, exam.id).sort(byNumber);
        work.audit('roster.codes_shown', `exam:${examId}`, {
          codes: persons.filter(({ entry }) => entry.accessCode !== undefined).length,
        });
        return {
          title: exam.title,
          madeAt: toIso(work.now),
          candidates: persons.map(({ entry, candidateNumber, name }) => ({
            candidateNumber,
            name,
            ...(entry.seat ? { seat: entry.seat } : {}),
            ...(entry.accessCode === undefined ? {} : { accessCode: entry.accessCode }),
            hasAccessCode: entry.accessCodeKey !== undefined,
          })),
        };
      },
    },
    roster_export: {
      execute: (work, { examId }) => {
        const { exam } = findExam(work.store, examId);
        const lines = personsOf(work.store, exam.id)
          .sort(byNumber)
          .map(({ entry, candidateNumber }): RosterLine => {
            const user = work.store.users.byId(entry.userId);
            const person = user && work.store.persons.get(user.personId);
            return {
              ...entry,
              candidateNumber,
              firstName: person?.firstName ?? '',
              lastName: person?.lastName ?? '',
              email: person?.email,
            };
          });
        work.audit('roster.exported', `exam:${examId}`, { candidates: lines.length });
        return { csv: toCsv(lines), candidates: lines.length };
      },
    },
    accommodation_set: {
      execute: (work, { examId, userId, extraMinutes, accommodations }) => {
        const { exam, sitting } = findExam(work.store, examId);
        const before = work.store.roster.get(exam.id, userId);
        if (!before) throw new RoomError('not_found', 'This candidate is not on the list of this exam.', { field: 'userId' });
        const after: RosterEntry = { ...before, extraMinutes, accommodations: withoutEmpty(accommodations) };
        work.store.roster.put(after);
        // Which ones is nobody's business who reads the log; that they changed, and who did it, is.
        work.audit('accommodation.set', `user:${userId}`, { exam: examId, isGranted: after.accommodations !== undefined });
        const attempt = work.store.attempts.ofCandidate(sitting.id, userId);
        if (!attempt) return { ok: true };
        const whole = { attempt, sitting, exam };
        const creditMs = grantedExtraMs(after, exam) - grantedExtraMs(before, exam);
        if (creditMs !== 0 && attempt.finishedAt === undefined) creditChange(work, whole, creditMs, 'accommodation');
        else emitAttemptState(work, whole);
        return { ok: true };
      },
    },
  };
}
