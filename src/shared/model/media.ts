import { z } from 'zod';

/** Pictures and sounds of a paper: what they show to be by their bytes, never what a file claims. */
export const MediaType = z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'audio/mpeg', 'audio/ogg', 'audio/wav']);
export type MediaType = z.infer<typeof MediaType>;

/** The longest picture or sound the room keeps, in bytes. */
export const MOST_MEDIUM_BYTES = 2 * 1024 * 1024;
/** And all of one exam together. */
export const MOST_MEDIA_BYTES = 100 * 1024 * 1024;

const NAME = /\bmedia:([0-9a-f]{64})\b/g;

/** The hashes a text names as `media:<sha256>`, each once, in its order. */
export const mediaIn = (html: string): string[] => [...new Set([...html.matchAll(NAME)].map((match) => match[1] as string))];
