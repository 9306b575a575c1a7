import type { RosterField } from '../../shared/model/roster-reading.ts';

/**
 * Column names by field, the most telling first: our own, then those of Moodle, Canvas and Google Classroom exports, in
 * the languages our rooms meet. Written as `headerKey` leaves them. A password is in no list, so it is never read.
 */
const NAMES: Record<RosterField, readonly string[]> = {
  candidateNumber: [
    'candidatenumber',
    'candidateno',
    'candidateid',
    'studentnumber',
    'studentno',
    'studentid',
    'matriculationnumber',
    'matrikelnummer',
    'matrícula',
    'numérodétudiant',
    'numéroétudiant',
    'numetudiant',
    'nétudiant',
    'n°étudiant',
    'codeapogée',
    'registrationnumber',
    'registrationno',
    'regnumber',
    'regno',
    'enrollmentnumber',
    'enrollmentno',
    'enrolmentnumber',
    'enrolmentno',
    'admissionnumber',
    'admissionno',
    'rollnumber',
    'rollno',
    'indexnumber',
    'indexno',
    'pupilnumber',
    'universityid',
    'orgdefinedid',
    'sid',
    'netid',
    '学籍番号',
    '学号',
    'รหัสนักศึกษา',
    'รหัสนักเรียน',
    'เลขประจำตัว',
    'เลขประจำตัวสอบ',
    'idnumber',
    'idnummer',
    'númerodeid',
    'numérodidentification',
    'หมายเลขประจำตัว',
    'sisuserid',
    'userid',
    'sisloginid',
    'loginid',
    'username',
    'anmeldename',
    'nombredeusuario',
    'nomdutilisateur',
    'ชื่อผู้ใช้',
    'id',
    // A class list of Google Classroom has nothing else that tells two people apart.
    'emailaddress',
    'email',
  ],
  firstName: ['firstname', 'givenname', 'forename', 'first', 'vorname', 'nombre', 'prénom', 'nome', 'ชื่อ', 'ชื่อจริง'],
  lastName: [
    'lastname',
    'surname',
    'familyname',
    'last',
    'nachname',
    'apellidos',
    'apellido',
    'nom',
    'nomdefamille',
    'apelido',
    'sobrenome',
    'นามสกุล',
  ],
  fullName: [
    'sortablename',
    'fullname',
    'studentname',
    'studentsname',
    'nameofstudent',
    'nameofthestudent',
    'candidatename',
    'student',
    'displayname',
    '氏名',
    '姓名',
    'ชื่อสกุล',
    'ชื่อนามสกุล',
    'ชื่อเต็ม',
  ],
  email: [
    'email',
    'emailaddress',
    'mail',
    'emailadresse',
    'correoelectrónico',
    'direccióndecorreo',
    'adressedecourriel',
    'endereçodeemail',
    'อีเมล',
    'ที่อยู่อีเมล',
  ],
  seat: [
    'seat',
    'seatnumber',
    'seatno',
    'place',
    'sitzplatz',
    'platz',
    'asiento',
    'siège',
    'sitzplatznummer',
    'ที่นั่ง',
    'เลขที่นั่ง',
    'ที่นั่งสอบ',
  ],
  extraMinutes: [
    'extraminutes',
    'extratime',
    'extratimeminutes',
    'zusatzminuten',
    'zeitverlängerung',
    'minutessupplémentaires',
    'tempssupplémentaire',
    'เวลาเพิ่ม',
  ],
  accessCode: ['accesscode', 'zugangscode', 'codedaccès', 'รหัสเข้าสอบ'],
  status: ['status'],
  extraPercent: ['extrapercent', 'extratimepercent', 'extratime%', 'zusatzzeitprozent', 'tierstemps', 'เวลาเพิ่มเปอร์เซ็นต์'],
  breaks: ['breaks', 'breakcount', 'pausen', 'pauses', 'จำนวนครั้งที่พัก'],
  breakMinutes: ['breakminutes', 'breaklength', 'pausenminuten', 'minutesdepause', 'นาทีที่พัก'],
  zoom: ['zoom', 'textsize', 'schriftgröße', 'tailledutexte', 'ขนาดตัวอักษร'],
  screenReader: ['screenreader', 'bildschirmleser', 'lecteurdécran', 'โปรแกรมอ่านหน้าจอ'],
};

/** A column's name without what people vary: case, spaces, underscores, hyphens, apostrophes, dots, stars. */
export const headerKey = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_\-‐-―'’.*:#/()]/gu, '');

export interface RosterColumns {
  readonly at: Partial<Record<RosterField, number>>;
  /** Our field -> the file's own column name. */
  readonly mapping: Record<string, string>;
  readonly missing: readonly RosterField[];
}

/**
 * Finds the fields in a header line. Several columns can hold the candidate number: the first that is not empty for
 * everybody counts (`hasValues`), for platforms export an id column nobody filled in.
 */
export function findColumns(header: readonly string[], hasValues: (column: number) => boolean): RosterColumns {
  const keys = header.map(headerKey);
  const at: Partial<Record<RosterField, number>> = {};
  for (const [field, names] of Object.entries(NAMES) as [RosterField, readonly string[]][]) {
    const found = names.map((name) => keys.indexOf(name)).filter((column) => column >= 0);
    const column = field === 'candidateNumber' ? (found.find(hasValues) ?? found[0]) : found[0];
    if (column !== undefined) at[field] = column;
  }
  if (at.firstName !== undefined && at.lastName !== undefined) delete at.fullName;
  else if (at.fullName === undefined && listsPeople(at, keys)) at.fullName = keys.indexOf('name');
  return describeColumns(at, header);
}

/** Numbers that courses, groups and cohorts have too. */
const NUMBERS_OF_ANYTHING = new Set(['id', 'idnumber']);

/** Lists of groups and courses have a `name` as well: it is one of people where a number of theirs or an address stands beside it. */
function listsPeople(at: RosterColumns['at'], keys: readonly string[]): boolean {
  if (!keys.includes('name') || at.candidateNumber === undefined) return false;
  return at.email !== undefined || !NUMBERS_OF_ANYTHING.has(keys[at.candidateNumber] ?? '');
}

/** What columns that somebody or something chose tell, and what they lack. */
export function describeColumns(at: RosterColumns['at'], header: readonly string[]): RosterColumns {
  const hasName = at.fullName !== undefined;
  const missing: RosterField[] = [
    ...(at.candidateNumber === undefined ? (['candidateNumber'] as const) : []),
    ...(at.firstName === undefined && !hasName ? (['firstName'] as const) : []),
    ...(at.lastName === undefined && !hasName ? (['lastName'] as const) : []),
  ];
  const shown = Object.entries(at).filter(([field]) => field !== 'status');
  return { at, missing, mapping: Object.fromEntries(shown.map(([field, column]) => [field, (header[column] ?? '').trim()])) };
}
