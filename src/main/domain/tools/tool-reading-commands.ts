import type { ToolAccessId } from '../../../shared/model/tool.ts';
import { MOST_FOUND, type ToolFileId } from '../../../shared/model/tool-content.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import { actorAttempt } from '../access/actor.ts';
import { type AttemptInExam, wireState } from '../attempts/attempt-views.ts';
import { findAttempt } from '../attempts/find-attempt.ts';
import type { SomeHandlers } from '../handler.ts';
import { lacksStartCode } from '../sittings/start-code.ts';
import type { Work } from '../work.ts';
import { entryOf, searchBook } from './dictionary-book.ts';
import { grantedFiles } from './granted-content.ts';
import type { StoredToolFile } from './tool-content-store.ts';
import type { StoredToolAccess } from './tool-store.ts';
import { outside, recordUse, refuseUse } from './tool-use.ts';

/** A page that was told a moment ago, or not yet, asks once more: that is no incident. */
const JUST_ENDED_MS = 15_000;

interface Reading {
  readonly whole: AttemptInExam;
  readonly access: StoredToolAccess;
  readonly file: StoredToolFile;
}

interface Asked {
  readonly grantId: ToolAccessId;
  readonly fileId: ToolFileId;
  /** Client-made id of the use; absent for what is no use by itself. */
  readonly id?: string;
}

const ended = (access: StoredToolAccess, now: number): number => {
  const at = access.state === 'revoked' ? access.decidedAt : access.expiresAt;
  return Math.min(at ?? now, now);
};

const refused = (why: string): RoomError =>
  new RoomError('tool_not_granted', `This use of the tool was not granted (${why}): ask the invigilator.`, { field: 'grantId' });

const noFile = (): RoomError =>
  new RoomError('not_found', 'This tool has no such file to open, or not any more: close it and open it again.', {
    field: 'fileId',
  });

/** Tools are part of working on the paper: not before it, not after it, and not while its clock stands still. */
function assertAtWork({ store }: Work, { attempt, sitting, exam }: AttemptInExam): void {
  const state = wireState(attempt, sitting);
  if (state === 'submitted' || state === 'ended')
    throw new RoomError('attempt_finished', 'The exam is over for you: tools are not given out any more.');
  if (state !== 'in_progress')
    throw new RoomError('state_conflict', 'Tools open while you work on the paper.', { data: { state } });
  if (lacksStartCode(store, exam.id, attempt.id))
    throw new RoomError('start_code_required', 'Enter the start code first: the invigilator gives it out.');
}

/**
 * A file of a grant that lives now, of the candidate who asks. Anybody else's grant, one that is over and a file it does not reach are
 * refused and shown to staff (W4), and read alike.
 */
function openFile(work: Work, asked: Asked): Reading {
  const { attemptId } = actorAttempt(work.actor);
  const { tools, toolContents } = work.store;
  const whole = findAttempt(work.store, attemptId);
  assertAtWork(work, whole);
  const named = tools.access(asked.grantId);
  const access = named?.attemptId === attemptId ? named : tools.accessOfClient(attemptId, asked.grantId);
  const why = outside(work, access, attemptId, undefined);
  if (why !== undefined || !access) {
    const wasJustThere = access && (access.state === 'granted' || access.state === 'revoked' || access.state === 'expired');
    if (wasJustThere && work.now - ended(access, work.now) <= JUST_ENDED_MS) throw refused(why ?? 'no grant');
    return refuseUse(work, whole, {
      clientId: asked.id ?? work.ids.next(),
      access,
      dataPoint: undefined,
      why: why ?? 'no grant',
    });
  }
  const file = toolContents.filesOf(access.toolId).find(({ id }) => id === asked.fileId);
  if (file && !grantedFiles(work.store, access).some(({ id }) => id === file.id))
    return refuseUse(work, whole, {
      clientId: asked.id ?? work.ids.next(),
      access,
      dataPoint: file.name,
      why: 'a data point that was not granted',
    });
  if (!file) throw noFile();
  return { whole, access, file };
}

/**
 * Keeps the use once, also when its client tells of the same by `tool_use`. An id stands for one word or file: else one recorded use
 * would give out a whole dictionary.
 */
function keepUse(work: Work, { whole, access }: Reading, clientId: string, dataPoint: string): void {
  const before = work.store.tools.use(whole.attempt.id, clientId);
  if (before === undefined) return recordUse(work, whole, access, { clientId, dataPoint });
  if (before.type === 'blocked') throw refused('it was refused before');
  if (before.accessId !== access.id || !before.dataPoints.includes(dataPoint))
    throw new RoomError('invalid_input', 'This id stands for another use of a tool already: give each use an id of its own.', {
      field: 'id',
    });
}

/** The text of a dictionary that is granted. */
function openBook(work: Work, asked: Asked): { reading: Reading; book: string } {
  const reading = openFile(work, asked);
  const { kind, sha256 } = reading.file;
  const book = kind === 'dictionary' ? work.store.toolContents.book(sha256) : undefined;
  if (book === undefined) throw noFile();
  return { reading, book };
}

/** What is granted, given out: only while the grant lives, only what it reaches, and never without being kept as used (TL1). */
export const toolReadingCommands: SomeHandlers<'tool_search' | 'tool_entry' | 'tool_read'> = {
  tool_search: {
    execute: (work, { grantId, fileId, text }) => {
      const { book } = openBook(work, { grantId, fileId });
      return searchBook(book, text, MOST_FOUND);
    },
  },
  tool_entry: {
    execute: (work, { id, grantId, fileId, headword }) => {
      const { reading, book } = openBook(work, { grantId, fileId, id });
      const entry = entryOf(book, headword);
      if (!entry)
        throw new RoomError('not_found', 'The dictionary has no such word: search for it again.', { field: 'headword' });
      keepUse(work, reading, id, headword);
      return entry;
    },
  },
  tool_read: {
    execute: (work, { id, grantId, fileId }) => {
      // A dictionary is looked into and not handed out.
      const reading = openFile(work, { grantId, fileId, id });
      const { kind, name, sha256, mediaType } = reading.file;
      const bytes = kind === 'dictionary' ? undefined : work.store.toolContents.bytes(sha256);
      if (!bytes) throw noFile();
      keepUse(work, reading, id, name);
      return { sha256, mediaType, bytes };
    },
  },
};
