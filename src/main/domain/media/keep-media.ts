import type { ExamId } from '../../../shared/model/ids.ts';
import { MOST_MEDIA_BYTES, MOST_MEDIUM_BYTES } from '../../../shared/model/media.ts';
import { RoomError } from '../../../shared/protocol/errors.ts';
import type { Work } from '../work.ts';
import type { Medium } from './media-store.ts';
import { isTooLargeToDraw, MOST_PIXELS } from './picture-size.ts';

const MIB = 1024 * 1024;

/** Refuses a paper whose pictures and sounds the room could not keep; nothing of it is taken in. */
export function checkMedia(media: readonly Pick<Medium, 'bytes'>[]): void {
  const refuse = (why: string): never => {
    throw new RoomError('file_too_large', why, { field: 'file' });
  };
  const largest = media.reduce((most, { bytes }) => Math.max(most, bytes.length), 0);
  const all = media.reduce((sum, { bytes }) => sum + bytes.length, 0);
  if (largest > MOST_MEDIUM_BYTES)
    refuse(
      `A picture or sound in the file has ${(largest / MIB).toFixed(1)} MB; the room keeps up to ${MOST_MEDIUM_BYTES / MIB} MB each: make it smaller and import again.`,
    );
  // However few bytes it has, every candidate's page would hold it in memory.
  if (media.some(({ bytes }) => isTooLargeToDraw(bytes)))
    refuse(`A picture in the file has more than ${MOST_PIXELS / MIB} million pixels: make it smaller and import again.`);
  if (all > MOST_MEDIA_BYTES)
    refuse(
      `The pictures and sounds of the file have ${Math.ceil(all / MIB)} MB together; the room keeps up to ${MOST_MEDIA_BYTES / MIB} MB an exam: split the file.`,
    );
}

/** Keeps what the new exam shows and plays. */
export function keepMedia({ store }: Pick<Work, 'store'>, examId: ExamId, media: readonly Medium[]): void {
  for (const medium of media) store.media.add(examId, medium);
}
