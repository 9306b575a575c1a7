import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createGroupCommit } from '../../src/main/storage/group-commit.ts';
import { migrate } from '../../src/main/storage/migrate.ts';
import { MIGRATIONS } from '../../src/main/storage/migrations/index.ts';
import { connect, openDatabase } from '../../src/main/storage/open-database.ts';
import { createUndoLog } from '../../src/main/storage/undo-log.ts';
import { answerTo, newId, only, prepareExam } from '../support/exam-day.ts';
import { testRooms } from '../support/start-test-room.ts';
import { openStoreReadOnly, queryStore } from '../support/store-file.ts';
import { tempDirs } from '../support/temp-dir.ts';

const startTestRoom = testRooms();
const makeDir = tempDirs();

describe('ST1 opening the store', () => {
  it('ST1 a fresh store has the newest schema, WAL, FULL, and no dangling reference', () => {
    const dir = makeDir();
    const db = openDatabase(dir);
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.pragma('secure_delete', { simple: true })).toBe(1);
    expect(db.pragma('foreign_key_check')).toEqual([]);
    expect(existsSync(join(dir, 'backups'))).toBe(false);
    db.close();
  });

  it('ST1 every connection commits with synchronous=FULL, whatever the file says', () => {
    const path = join(makeDir(), 'any.db');
    const other = new Sqlite(path);
    other.pragma('journal_mode = WAL');
    other.pragma('synchronous = OFF');
    const db = connect(path);
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    db.close();
    other.close();
  });

  it('ST1 a step that fails leaves the step before whole, and a backup of it', () => {
    const dir = makeDir();
    openDatabase(dir).close();
    const db = connect(join(dir, 'invigil.db'));
    const next = MIGRATIONS.length + 1;
    const broken = [
      ...MIGRATIONS,
      { version: next, name: 'broken', up: 'CREATE TABLE half (x); INSERT INTO nowhere VALUES (1);' },
    ];
    let backups = 0;
    expect(() => migrate(db, broken, () => backups++)).toThrow(/nowhere/);
    expect(db.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
    expect(db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'half'").get()).toBeUndefined();
    migrate(db, [...MIGRATIONS, { version: next, name: 'mended', up: 'CREATE TABLE whole (x);' }], () => backups++);
    expect([db.pragma('user_version', { simple: true }), backups]).toEqual([next, 2]);
    expect(() => migrate(db, MIGRATIONS)).toThrow(expect.objectContaining({ code: 'store_newer' }));
    db.close();
  });

  it('ST1 a newer store and a damaged one are refused unchanged', () => {
    const dir = makeDir();
    const path = join(dir, 'invigil.db');
    const db = openDatabase(dir);
    db.pragma('user_version = 99');
    db.close();
    for (const bytes of [readFileSync(path), Buffer.from('no store at all'), Buffer.alloc(8192, 7)]) {
      writeFileSync(path, bytes);
      expect(() => openDatabase(dir)).toThrow(
        expect.objectContaining({ code: expect.stringMatching(/^store_(newer|damaged)$/) }),
      );
      expect(readFileSync(path).equals(bytes)).toBe(true);
    }
  });

  it('ID2 keys and store can be read by nobody else', async () => {
    const room = await startTestRoom();
    const mode = (name: string) => statSync(join(room.dataDir, name)).mode & 0o777;
    for (const key of ['master.key', 'token.key', 'lookup.key', 'room.pem']) expect(mode(join('keys', key)), key).toBe(0o600);
    expect(mode('keys')).toBe(0o700);
  });

  it('ST1 the store can be read by others while the room runs, ids as 36 characters', async () => {
    const room = await startTestRoom();
    const { candidates, question } = await prepareExam(room);
    const save = answerTo(question('essay'), 'readable', 1);
    await (await only(candidates).socket()).command('answer_save', save);
    const db = openStoreReadOnly(room.dataDir);
    expect(db.prepare('SELECT client_id, length(client_id) AS n FROM answer_saves').all()).toEqual([
      { client_id: save.id, n: 36 },
    ]);
    db.close();
  });
});

describe('ST1 group commit', () => {
  function open() {
    const db = connect(join(makeDir(), 'group.db'));
    db.exec('CREATE TABLE notes (text TEXT NOT NULL, UNIQUE (text))');
    const undoLog = createUndoLog();
    const commits = createGroupCommit(db, {
      keepsTraces: (error) => error instanceof RangeError,
      undoLog,
      beforeCommit: () => {},
    });
    const insert = db.prepare('INSERT INTO notes VALUES (?)');
    const texts = () =>
      db
        .prepare<[], { text: string }>('SELECT text FROM notes ORDER BY text')
        .all()
        .map(({ text }) => text);
    return {
      db,
      commits,
      texts,
      write: (text: string, error?: Error) => () => {
        insert.run(text);
        if (error) throw error;
        return text;
      },
    };
  }

  it('ST1 a command that fails is rolled back alone; the others of its group are kept', async () => {
    const { db, commits, texts, write } = open();
    const after: string[] = [];
    const run = (text: string, error?: Error) => commits.run(write(text, error), () => after.push(text));
    const outcomes = await Promise.allSettled([
      run('a'),
      run('b', new Error('refused')),
      run('c'),
      run('a'),
      run('d', new RangeError('recorded')),
      run('e'),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ]);
    expect(texts()).toEqual(['a', 'c', 'd', 'e']);
    expect(after).toEqual(['a', 'c', 'd', 'e']);
    db.close();
  });

  it('ST1 nobody is answered before the commit, and all of a group share one', async () => {
    const { db, commits, write } = open();
    const other = new Sqlite(db.name, { readonly: true });
    const count = () => other.prepare<[], { n: number }>('SELECT count(*) AS n FROM notes').get()?.n;
    const seen: (number | undefined)[] = [];
    const works = ['a', 'b', 'c'].map((text) => commits.run(write(text)).then(() => seen.push(count())));
    expect(count()).toBe(0);
    await Promise.all(works);
    expect(seen).toEqual([3, 3, 3]);
    other.close();
    db.close();
  });

  it('ST1 what fails after the commit in one command harms no other', async () => {
    const { db, commits, texts, write } = open();
    const thrown: unknown[] = [];
    const catchIt = (error: unknown) => void thrown.push(error);
    process.once('uncaughtException', catchIt);
    const first = commits.run(write('a'), () => {
      throw new Error('a listener is broken');
    });
    const second = commits.run(write('b'));
    await expect(
      Promise.race([second, new Promise((_, reject) => setTimeout(() => reject(new Error('never answered')), 1_000))]),
    ).resolves.toBe('b');
    await Promise.race([first.catch(() => {}), new Promise((resolve) => setTimeout(resolve, 50))]);
    process.removeListener('uncaughtException', catchIt);
    expect(texts()).toEqual(['a', 'b']);
    expect(thrown).toEqual([]);
    db.close();
  });

  it('ST1 a full disk fails the whole group, and the next one works when there is room', async () => {
    const { db, commits, texts, write } = open();
    await commits.run(write('before'));
    const pages = Number(db.pragma('page_count', { simple: true }));
    db.pragma(`max_page_count = ${pages}`);
    const big = 'x'.repeat(20_000);
    const outcomes = await Promise.allSettled([
      commits.run(write('small')),
      commits.run(write(big)),
      commits.run(write('later')),
    ]);
    expect(outcomes[1]).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_FULL' } });
    // Whoever was told that it worked finds it there; whoever was not does not.
    const kept = outcomes.flatMap((outcome, index) => (outcome.status === 'fulfilled' ? [['small', big, 'later'][index]] : []));
    expect(texts()).toEqual(['before', ...kept].sort());
    db.pragma(`max_page_count = ${pages + 1_000}`);
    await expect(commits.run(write(big))).resolves.toBe(big);
    expect(db.inTransaction).toBe(false);
    db.close();
  });

  it('ST1 while another program writes nobody is held up: work waits in its order, and is done as soon as it can be', async () => {
    const { db, commits, texts, write } = open();
    const other = new Sqlite(db.name, { timeout: 0 });
    await commits.run(write('before'));
    other.exec('BEGIN IMMEDIATE');
    const order: string[] = [];
    const add = (text: string, error?: Error) => commits.run(write(text, error)).finally(() => order.push(text));
    expect(db.pragma('busy_timeout', { simple: true }), 'SQLite’s own waiting would hold up everybody').toBe(0);
    const works = ['a', 'b', 'c'].map((text) => add(text, text === 'b' ? new Error('refused') : undefined));
    expect(texts(), 'who reads goes on reading').toEqual(['before']);
    other.exec('COMMIT');
    // Come while the others wait: behind them.
    works.push(add('d'));
    expect((await Promise.allSettled(works)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect([order, texts()]).toEqual([
      ['a', 'b', 'c', 'd'],
      ['a', 'before', 'c', 'd'],
    ]);
    other.close();
    db.close();
  });

  it('R11 whoever has waited long enough is told so, once, and the next one is not', async () => {
    const { db, commits, texts, write } = open();
    const other = new Sqlite(db.name, { timeout: 0 });
    other.exec('BEGIN IMMEDIATE');
    const outcomes = await Promise.allSettled([commits.run(write('a')), commits.run(write('b'))]);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_BUSY' } });
    other.exec('COMMIT');
    await commits.run(write('c'));
    expect(texts()).toEqual(['c']);
    other.close();
    db.close();
  });

  it('ST1 a store that cannot be written answers store_unavailable to all, and works again by itself', async () => {
    const room = await startTestRoom();
    const { candidates, question, staff } = await prepareExam(room);
    const socket = await only(candidates).socket();
    // Its coming is on record: nothing else is to be written.
    await socket.waitFor('session-update');
    const blocker = new Sqlite(join(room.dataDir, 'invigil.db'));
    blocker.exec('BEGIN IMMEDIATE');
    const saves = [1, 2].map((revision) => answerTo(question('essay'), `try ${revision}`, revision));
    const errors = await Promise.all(saves.map((save) => socket.refusal('answer_save', save)));
    expect(errors.map(({ code }) => code)).toEqual(['store_unavailable', 'store_unavailable']);
    blocker.exec('ROLLBACK');
    blocker.close();
    for (const save of saves) expect(await socket.command('answer_save', save)).not.toHaveProperty('duplicate');
    expect((await staff.rest.call('audit_verify', {})).ok).toBe(true);
    expect(queryStore(room.dataDir, 'SELECT * FROM answer_saves')).toHaveLength(2);
  });

  it('ST1 a refused command leaves no trace, a recorded refusal only its trace', async () => {
    const room = await startTestRoom();
    const { candidates, question, staff } = await prepareExam(room);
    const socket = await only(candidates).socket();
    await socket.settled();
    const rows = () =>
      queryStore<{ n: number }>(
        room.dataDir,
        'SELECT (SELECT count(*) FROM answer_saves) + (SELECT count(*) FROM security_events) + (SELECT count(*) FROM accepted_commands) + (SELECT count(*) FROM alerts) AS n',
      );
    const before = rows();
    await Promise.all([
      socket.refusal('answer_save', { ...answerTo(question('essay'), 'x', 1), questionId: 'q99' }),
      socket.refusal('exam_submit', { id: newId(), revisions: { [question('essay').id]: 9 } }),
      staff.rest.refusal('alert_action', { id: newId(), alertId: newId(), action: 'resolve' }),
    ]);
    expect(rows()).toEqual(before);
  });
});
