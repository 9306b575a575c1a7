import { z } from 'zod';

/** A moment as it stands on the wire: ISO 8601, always with an offset when the room made it. */
export const IsoTime = z.iso.datetime({ offset: true });
export type IsoTime = z.infer<typeof IsoTime>;

/** A moment as a client tells it: testimony, so a missing offset is accepted and nothing is believed. */
export const ClaimedTime = z.iso.datetime({ offset: true, local: true });

/** Epoch milliseconds (inside) to ISO 8601 in UTC (on the wire). */
export const toIso = (epochMs: number): IsoTime => new Date(epochMs).toISOString();
