import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ParsedRoster, parseRoster } from '../../../src/main/exchange/roster-csv.ts';
import { RosterRefused } from '../../../src/main/exchange/roster-refused.ts';
import { rosterToCsv } from '../../../src/main/exchange/roster-to-csv.ts';

const read = (text: string): ParsedRoster => parseRoster(new TextEncoder().encode(text));
const refusal = (text: string): RosterRefused => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof RosterRefused) return error;
    throw error;
  }
  throw new Error('nothing was refused');
};

describe('EX3 roster', () => {
  it('EX3 tells of a seat and of an access code that several candidates have, each once, and takes all of them', () => {
    const table = (lines: string[]) => read(`candidateNumber,firstName,lastName,seat,accessCode\n${lines.join('\n')}\n`);
    const several = table([
      '1,A,B,A1,k-1',
      '2,A,B,A2,same',
      '3,A,B,a1 ,SAME',
      '4,A,B,,',
      '5,A,B,,',
      '6,A,B,A2,k-2',
      '7,A,B,A1,k-3',
    ]);
    expect(several.rows).toHaveLength(7);
    expect(several.rejected).toEqual([]);
    expect(several.warnings).toEqual([
      { line: 4, reason: 'seat A1 is given more than once (lines 2, 4, 8)' },
      { line: 4, reason: 'the same access code is given more than once (lines 3, 4)' },
      { line: 7, reason: 'seat A2 is given more than once (lines 3, 7)' },
    ]);
    expect(JSON.stringify(several.warnings)).not.toMatch(/same(?! access)/i);
    expect(table(['1,A,B,A1,k', '2,A,B,A2,l']).warnings).toBeUndefined();
    const whole = table(Array.from({ length: 30 }, (_, n) => `${n},A,B,${n},room`));
    expect(whole.warnings).toEqual([
      { line: 3, reason: 'the same access code is given more than once (lines 2, 3, 4, 5, 6 and 25 more)' },
    ]);
  });

  it('EX3 reads a Brightspace gradebook: # before the numbers is the writer of the file, not the number', () => {
    const { rows, mapping } = read(
      'OrgDefinedId,Username,Last Name,First Name,Email,Test <Numeric MaxPoints:9>,End-of-Line Indicator\n#00123,#jd,Doe,Jane,j@x.org,4,#\n',
    );
    expect([rows, mapping.candidateNumber]).toMatchObject([[{ candidateNumber: '00123', lastName: 'Doe' }], 'OrgDefinedId']);
    expect(read('Username,Last Name,First Name,End-of-Line Indicator\n#jd,Doe,Jane,#\n').rows[0]?.candidateNumber).toBe('jd');
    expect(read('Username,Last Name,First Name\n#jd,Doe,Jane\n').rows[0]?.candidateNumber).toBe('#jd');
  });

  it.each([
    ['First Name,Last Name,SID,Email\nJane,Doe,31,j@x.org', '31 Jane Doe'],
    ['Name,Student ID\n"Doe, Jane",jd', 'jd Jane Doe'],
    ['Name,ID,Email\nJane Doe,31,j@x.org', '31 Jane Doe'],
    ['S.No,Roll No.,Name of the Student\n1,21CS01,Jane Doe', '21CS01 Jane Doe'],
    ['NetID,First,Last\njd1,Jane,Doe', 'jd1 Jane Doe'],
    ['学籍番号,氏名\n24A,山田 太郎', '24A 山田 太郎'],
  ])('EX3 knows the columns of class lists by what schools call them: %s', (text, person) => {
    expect(
      read(text).rows.map(({ candidateNumber, firstName, lastName }) => `${candidateNumber} ${firstName} ${lastName}`),
    ).toEqual([person]);
  });

  it('EX3 takes no list of groups or courses for one of people', () => {
    for (const text of ['name,idnumber,description\nCohort 1,c1,x', 'id,name\n1,Algebra', 'name,description\nGroup,x'])
      expect(refusal(text).code).toBe('roster_columns_missing');
  });

  it('EX3 finds the table below a title, and tells the lines of the file', () => {
    const { rows, rejected } = read('Course list 2026,,\n,,\nStudent ID,First name,Last name\n1,Jane,Doe\n,Jo,Doe\n');
    expect([rows, rejected]).toMatchObject([[{ candidateNumber: '1', line: 4 }], [{ line: 5 }]]);
    const many = Array.from({ length: 11 }, () => 'Note,,').join('\n');
    expect(refusal(`${many}\nStudent ID,First name,Last name\n1,Jane,Doe\n`).code).toBe('roster_columns_missing');
  });

  it.each(['le', 'be'])('EX3 reads UTF-16 without a byte-order mark (%s)', (order) => {
    const bytes = Buffer.from('candidateNumber\tfirstName\tlastName\r\n64001\tสมชาย\tใจดี\r\n64002\tZoë\tŁoś\r\n', 'utf16le');
    if (order === 'be') bytes.swap16();
    for (const encoding of [undefined, 'utf-16'] as const)
      expect(parseRoster(bytes, { encoding }).rows).toMatchObject([{ lastName: 'ใจดี' }, { firstName: 'Zoë', lastName: 'Łoś' }]);
  });

  it('EX3 reads our own columns, however their names are spelled', () => {
    const { rows, rejected } = read(
      'Candidate Number;first_name;LAST-NAME;E-Mail;Seat;Extra minutes;Access code\n 007 ;Ada;Lovelace;a@b.c;12;15;k9\n8;Alan;Turing;;;;\n',
    );
    expect(rejected).toEqual([]);
    expect(rows).toEqual([
      {
        line: 2,
        candidateNumber: '007',
        firstName: 'Ada',
        lastName: 'Lovelace',
        email: 'a@b.c',
        seat: '12',
        extraMinutes: 15,
        accessCode: 'k9',
      },
      {
        line: 3,
        candidateNumber: '8',
        firstName: 'Alan',
        lastName: 'Turing',
        email: '',
        seat: '',
        extraMinutes: 0,
        accessCode: '',
      },
    ]);
  });

  it('EX3 tells a column that is absent from a cell that is empty', () => {
    const person = { candidateNumber: '8', firstName: 'Alan', lastName: 'Turing' };
    expect(read('candidateNumber,firstName,lastName\n8,Alan,Turing').rows).toEqual([{ line: 2, ...person }]);
    expect(read('candidateNumber,firstName,lastName,extraMinutes\n8,Alan,Turing,').rows).toEqual([
      { line: 2, ...person, extraMinutes: 0 },
    ]);
    expect(read('candidateNumber,firstName,lastName,accessCode\n8,Alan,Turing').rows).toEqual([
      { line: 2, ...person, accessCode: '' },
    ]);
  });

  it.each([
    ['Moodle upload', 'username,password,firstname,lastname,email\nalove,secret,Ada,Lovelace,a@b.c', 'alove'],
    ['Moodle participants', 'First name,Last name,ID number,Email address\nAda,Lovelace,4711,a@b.c', '4711'],
    ['Moodle gradebook', '"First name",Surname,"ID number",Institution,"Email address"\nAda,Lovelace,4711,X,a@b.c', '4711'],
    [
      'Canvas users',
      'user_id,login_id,first_name,last_name,sortable_name,email\n01103,alove,Ada,Lovelace,"Lovelace, Ada",a@b.c',
      '01103',
    ],
    ['Canvas gradebook', 'Student,ID,SIS User ID,SIS Login ID,Section,E-mail\n"Lovelace, Ada",99,4711,alove,S,a@b.c', '4711'],
    ['Google Classroom', 'Last Name,First Name,Email Address\nLovelace,Ada,a@b.c', 'a@b.c'],
    ['tabs', 'candidateNumber\tfirstName\tlastName\temail\n1\tAda\tLovelace\ta@b.c', '1'],
    ['Excel with sep=', 'sep=;\r\ncandidateNumber;firstName;lastName;email\r\n1;Ada;Lovelace;a@b.c\r\n', '1'],
  ])('EX3 reads an export of %s', (_name, text, candidateNumber) => {
    const { rows, mapping } = read(text);
    expect(rows).toMatchObject([{ candidateNumber, firstName: 'Ada', lastName: 'Lovelace', email: 'a@b.c' }]);
    expect(JSON.stringify({ rows, mapping })).not.toMatch(/password|secret/);
  });

  it('EX3 passes over an id column that nobody filled in', () => {
    const { rows, mapping } = read('ID number,Username,First name,Last name\n,ada,Ada,Lovelace\n,alan,Alan,Turing');
    expect(rows.map(({ candidateNumber }) => candidateNumber)).toEqual(['ada', 'alan']);
    expect(mapping.candidateNumber).toBe('Username');
  });

  it('EX3 rejects a line with its number and reason, and reads the others', () => {
    const lines = [
      'candidateNumber,firstName,lastName,extraMinutes',
      'A1,Ada,Lovelace,',
      ',No,Number,',
      'a1,Same,Number,',
      'B2,Bad,Minutes,25%',
      `C3,${'x'.repeat(201)},Y,`,
      'D4,,,',
      '"E5,Open,Quote,',
      'F6,Fine,Again,5',
    ];
    const { rows, rejected } = read(lines.join('\n'));
    expect(rows.map(({ candidateNumber }) => candidateNumber)).toEqual(['A1', 'F6']);
    expect(rejected.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8]);
    expect(rejected.map(({ reason }) => reason).join('\n')).toMatch(
      /number is empty\n.*a1 is already on line 2\n.*whole number.*25%.*\n.*firstName is longer than 200.*\n.*name is empty\n.*quotation mark/,
    );
  });

  it('EX3 counts lines of the file also after a cell of several lines', () => {
    const { rows, rejected } = read('candidateNumber,firstName,lastName,notes\n\n1,A,B,"two\nlines"\n2,"C\nD",E,\n3,F,G,\n');
    expect(rows.map(({ line }) => line)).toEqual([3, 7]);
    expect(rejected).toEqual([{ line: 5, reason: expect.stringMatching(/goes on to line 6/) }]);
  });

  it('EX3 says which columns are missing, and quotes no cell of a file without a header', () => {
    expect(refusal('username,email\na,b')).toMatchObject({
      code: 'roster_columns_missing',
      message: expect.stringMatching(/firstName, lastName are missing \(found: username, email\)/),
    });
    expect(refusal('jonest,verysecret,Tom,Jones').message).not.toMatch(/verysecret|Tom/);
    expect(refusal('').code).toBe('roster_columns_missing');
    expect(() => parseRoster(Uint8Array.of(0x50, 0x4b, 0, 4))).toThrow(expect.objectContaining({ code: 'file_not_text' }));
  });

  it('EX3 reads Excel text in UTF-16 and old Windows text', () => {
    const text = 'candidateNumber;firstName;lastName\n1;Zoë;Müller\n';
    expect(parseRoster(new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'))).rows).toMatchObject([
      { firstName: 'Zoë', lastName: 'Müller' },
    ]);
    expect(parseRoster(new Uint8Array(Buffer.from(text, 'latin1'))).rows).toMatchObject([
      { firstName: 'Zoë', lastName: 'Müller' },
    ]);
  });

  it('EX3 knows a candidate number in any case, width and composition', () => {
    const { rows, rejected } = read('candidateNumber,firstName,lastName\n123x,A,B\n１２３Ｘ,C,D\nRe\u0301my,E,F\nRÉMY,G,H');
    expect(rows.map(({ line }) => line)).toEqual([2, 4]);
    expect(rejected.map(({ line, reason }) => `${line} ${reason}`)).toEqual([
      '3 candidate number １２３Ｘ is already on line 2',
      '5 candidate number RÉMY is already on line 4',
    ]);
    expect(read('candidateNumber,firstName,lastName\nRe\u0301my,A,B').rows[0]?.candidateNumber).toBe('Rémy');
  });

  it('EX3 never fails on any table, and accounts for every filled line', () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 8, unit: 'binary' }).map((text) => text.replace(/[\r\n]/g, '')),
      fc.constantFrom('"', '1', 'a,b', ''),
    );
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 3, maxLength: 4 }), { maxLength: 12 }), (table) => {
        const text = ['candidateNumber,firstName,lastName', ...table.map((cells) => cells.join(','))].join('\n');
        if (text.includes('\u0000')) return;
        const { rows, rejected } = read(text);
        for (const { line } of [...rows, ...rejected]) expect(line).toBeLessThanOrEqual(table.length + 1);
        expect(new Set([...rows, ...rejected].map(({ line }) => line)).size).toBe(rows.length + rejected.length);
      }),
    );
  });

  it('EX3 reads 20,000 candidates and megabytes of quotation marks without a wait', () => {
    const started = performance.now();
    const many = Array.from({ length: 20_000 }, (_row, index) => `${index},First${index},Last${index}`);
    expect(read(['candidateNumber,firstName,lastName', ...many].join('\n')).rows).toHaveLength(20_000);
    expect(refusal(['candidateNumber,firstName,lastName', ...many, 'x,y,z'].join('\n')).code).toBe('file_too_large');
    for (const piece of ['"', '"\n', '"""\n', '",', 'a"b\n"'])
      read(`candidateNumber,firstName,lastName\n${piece.repeat(15_000)}`);
    expect(performance.now() - started).toBeLessThan(8_000);
  });
});

describe('EX3 a roster that was exported', () => {
  it('EX3 reads back as the same people, whatever their numbers and names begin with, and no cell is a formula', () => {
    const cell = fc.stringMatching(/^[=+@'\u0e01a-c0-9-]{1,6}$/);
    fc.assert(
      fc.property(fc.uniqueArray(cell, { minLength: 1, maxLength: 4 }), cell, cell, (numbers, firstName, seat) => {
        const lines = numbers.map((candidateNumber) => ({
          candidateNumber,
          firstName,
          lastName: "'t Hooft",
          seat,
          extraMinutes: 0,
        }));
        const csv = rosterToCsv(lines);
        expect(csv).not.toMatch(/(?:^|,)"?[=+@-]/m);
        const { rows, rejected } = read(csv);
        expect(rejected).toEqual([]);
        expect(rows).toMatchObject(lines);
      }),
      { numRuns: 150 },
    );
  });
});
