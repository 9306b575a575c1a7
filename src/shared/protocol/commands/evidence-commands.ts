import { z } from 'zod';
import { EvidenceId, EvidenceView, PictureType, Sha256 } from '../../model/evidence.ts';
import { AlertId, AttemptId } from '../../model/ids.ts';
import { STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

/** In an address a parameter may stand without a value. */
const noAlert = z.literal('').transform(() => undefined);

/** Pictures that belong to an attempt (LD4). */
export const EVIDENCE_COMMANDS = {
  /** A picture of the own attempt; the same bytes again are the same picture. */
  evidence_add: {
    roles: ['student'],
    input: z.strictObject({
      alertId: z.union([AlertId, noAlert]).optional(),
      /** Of the bytes, in hex. */
      sha256: Sha256,
      /** The `content-type` of the body; what the room takes is for the handler to say, with a code of its own. */
      mediaType: z.string().max(255),
      bytes: z.instanceof(Uint8Array),
    }),
    output: z.strictObject({
      ok: z.literal(true),
      id: EvidenceId,
      sha256: z.string(),
      /** The room had this picture already. */
      duplicate: z.boolean().optional(),
    }),
  },
  /** The pictures of an attempt or of an alert, oldest first. */
  evidence_list: {
    roles: STAFF,
    input: z
      .strictObject({ attemptId: AttemptId.optional(), alertId: AlertId.optional() })
      .refine((of) => (of.attemptId === undefined) !== (of.alertId === undefined), {
        path: ['attemptId'],
        message: 'give either an attempt or an alert',
      }),
    output: z.strictObject({ evidence: z.array(EvidenceView) }),
  },
  /** The picture itself: over REST its bytes under its own media type. */
  evidence_get: {
    roles: STAFF,
    input: z.strictObject({ evidenceId: EvidenceId }),
    output: z.strictObject({ mediaType: PictureType, bytes: z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array) }),
  },
} as const satisfies CommandTable;
