import { z } from 'zod';

/** A moment as it stands on the wire: ISO 8601, always with an offset when the room made it. */
export const IsoTime = z.iso.datetime({ offset: true });
export type IsoTime = z.infer<typeof IsoTime>;

/** A moment as a client tells it: testimony, so a missing offset is accepted and nothing is believed. */
export const ClaimedTime = z.iso.datetime({ offset: true, local: true });

/** The last second that was written, up to its point: most moments that are told lie in the same few seconds. */
let written = { second: Number.NaN, text: '' };

/** Epoch milliseconds (inside) to ISO 8601 in UTC (on the wire). Throws RangeError for what is no moment. */
export function toIso(epochMs: number): IsoTime {
  const whole = Math.trunc(epochMs);
  const second = Math.floor(whole / 1000);
  if (second !== written.second) {
    const text = new Date(second * 1000).toISOString();
    written = { second, text: text.slice(0, text.indexOf('.') + 1) };
  }
  return `${written.text}${String(whole - second * 1000).padStart(3, '0')}Z`;
}
