import { z } from 'zod';
import { AlertId, AttemptId } from './ids.ts';
import { IsoTime } from './time.ts';

export const EvidenceId = z.guid().brand<'EvidenceId'>();
export type EvidenceId = z.infer<typeof EvidenceId>;

/** What a picture may be; as it is named in `content-type`. */
export const PictureType = z.enum(['image/jpeg', 'image/webp']);
export type PictureType = z.infer<typeof PictureType>;

/** The longest picture the room takes, in bytes (protocol 6). */
export const MOST_PICTURE_BYTES = 256 * 1024;

/** SHA-256 in hex; written in either case, read in lower case. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-fA-F]{64}$/)
  .toLowerCase();

/** A kept picture, for staff, without the picture itself (LD4). */
export const EvidenceView = z.strictObject({
  id: EvidenceId,
  attemptId: AttemptId,
  /** The alert it was taken for; absent for one taken by the policy's interval. */
  alertId: AlertId.optional(),
  mediaType: PictureType,
  /** In bytes. */
  size: z.int(),
  sha256: z.string(),
  at: IsoTime,
});
export type EvidenceView = z.infer<typeof EvidenceView>;
