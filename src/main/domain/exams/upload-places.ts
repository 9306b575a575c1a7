import { RoomError, retryIn } from '../../../shared/protocol/errors.ts';
import { type Actor, actorName } from '../access/actor.ts';
import type { Preparation, SomeHandlers } from '../handler.ts';

/** Files that are read or wait for it: of one user, and of all. Two are read at a time; a few more may wait. */
const MOST_OF_USER = 4;
const MOST_OF_ALL = 12;
/** What they may hold of the room's memory while they wait, together. One file alone is always let in: its size is judged elsewhere. */
const MOST_BYTES = 128 * 1024 * 1024;
/** Most files are read in less. */
const AGAIN_MS = 5_000;

/** Lets work on an upload begin, or refuses it at once with `rate_limited`. */
export type UploadPlaces = <T>(actor: Actor, bytes: number, work: () => Promise<T>) => Promise<T>;

/**
 * Counts the uploads that are in hand, so that however many come at once, only a few hold memory while they wait for their turn to be
 * read (security 27). A place is free again when its work is over, however it ends.
 */
export function createUploadPlaces(): UploadPlaces {
  const ofUser = new Map<string, number>();
  const all = { uploads: 0, bytes: 0 };
  const refuse = (whose: string): never => {
    throw new RoomError('rate_limited', `${whose}: wait until one of them is done, then send this file again.`, {
      field: 'file',
      data: retryIn(AGAIN_MS),
    });
  };
  return async (actor, bytes, work) => {
    const user = actorName(actor);
    const own = ofUser.get(user) ?? 0;
    if (own >= MOST_OF_USER) refuse(`${MOST_OF_USER} of your files are being read or wait for it already`);
    if (all.uploads >= MOST_OF_ALL || (all.uploads > 0 && all.bytes + bytes > MOST_BYTES))
      refuse('The room is reading as many files as it can hold');
    ofUser.set(user, own + 1);
    all.uploads += 1;
    all.bytes += bytes;
    try {
      return await work();
    } finally {
      const left = (ofUser.get(user) ?? 1) - 1;
      if (left > 0) ofUser.set(user, left);
      else ofUser.delete(user);
      all.uploads -= 1;
      all.bytes -= bytes;
    }
  };
}

type Upload = 'exam_import' | 'roster_import' | 'roster_preview' | 'tool_file_add';

/** The same handlers, whose preparation needs a place among the uploads. */
export function inUploadPlaces(handlers: SomeHandlers<Upload>, places: UploadPlaces): SomeHandlers<Upload> {
  const held = <Name extends Upload>(name: Name): SomeHandlers<Upload>[Name] => {
    const { prepare, ...rest } = handlers[name];
    return {
      ...rest,
      prepare: (input: { readonly bytes: Uint8Array }, preparation: Preparation) =>
        places(preparation.actor, input.bytes.byteLength, async () => prepare?.(input as never, preparation)),
    } as SomeHandlers<Upload>[Name];
  };
  return {
    exam_import: held('exam_import'),
    roster_import: held('roster_import'),
    roster_preview: held('roster_preview'),
    tool_file_add: held('tool_file_add'),
  };
}
