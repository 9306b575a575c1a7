import { z } from 'zod';
import { Sha256 } from '../../model/evidence.ts';
import { MediaType } from '../../model/media.ts';
import { STAFF } from './parts.ts';
import type { CommandTable } from './table.ts';

/** Pictures and sounds of papers, named by their content (EX1). */
export const MEDIA_COMMANDS = {
  /** Over REST the bytes under their own media type. Candidates: those of their own paper, while it is open. */
  media_get: {
    roles: [...STAFF, 'student'],
    input: z.strictObject({ sha256: Sha256 }),
    output: z.strictObject({
      sha256: z.string(),
      mediaType: MediaType,
      bytes: z.custom<Uint8Array>((bytes) => bytes instanceof Uint8Array),
    }),
  },
} as const satisfies CommandTable;
