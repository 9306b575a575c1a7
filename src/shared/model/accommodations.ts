import { z } from 'zod';

/**
 * What assistive software makes an honest client report (EX10): a reader takes the focus, a magnifier leaves full screen, dictation pastes.
 * Nothing that needs intent is among them: no accommodation excuses a recording or a second machine.
 */
export const ExcusableEvent = z.enum([
  'focus_lost',
  'window_blur',
  'visibility_hidden',
  'fullscreen_exit',
  'copy',
  'cut',
  'paste',
  'context_menu',
  'forbidden_shortcut',
  'clipboard_content_foreign',
  'display_changed',
  'idle_timeout',
  'typing_anomaly',
  'answer_pattern_anomaly',
]);
export type ExcusableEvent = z.infer<typeof ExcusableEvent>;

/** What a screen reader sets off, switched off with it unless somebody chooses otherwise. */
export const SCREEN_READER_EVENTS: readonly ExcusableEvent[] = [
  'focus_lost',
  'window_blur',
  'visibility_hidden',
  'fullscreen_exit',
  'copy',
  'context_menu',
  'forbidden_shortcut',
  'idle_timeout',
  'typing_anomaly',
];

/** Text sizes a candidate can begin with, in percent of the browser's own. */
export const Zoom = z.union([z.literal(100), z.literal(110), z.literal(125), z.literal(150), z.literal(175), z.literal(200)]);
export type Zoom = z.infer<typeof Zoom>;

/** So many minutes each, so many times: while a break lasts the candidate's clock stands still. */
export const Breaks = z.strictObject({ count: z.int().min(1).max(20), minutes: z.int().min(1).max(120) });
export type Breaks = z.infer<typeof Breaks>;

/** What one candidate is granted beside minutes of extra time (EX10); empty where nothing is. */
export const Accommodations = z.strictObject({
  /** Of the exam's duration, beside the minutes. */
  extraPercent: z.number().min(1).max(400).optional(),
  breaks: Breaks.optional(),
  zoom: Zoom.optional(),
  screenReader: z.boolean().optional(),
  /** Reports that count nowhere for this candidate, named one by one. */
  detectorsOff: z
    .array(ExcusableEvent)
    .max(ExcusableEvent.options.length)
    .refine((types) => new Set(types).size === types.length, 'names one twice')
    .optional(),
});
export type Accommodations = z.infer<typeof Accommodations>;

/** Does an accommodation let a report of this type pass? */
export const isExcused = (accommodations: Accommodations | undefined, type: string): boolean =>
  accommodations?.detectorsOff?.some((excused) => excused === type) ?? false;

/** What candidates know of their own accommodations: what they can use. */
export const OwnAccommodations = z.strictObject({
  zoom: Zoom.optional(),
  screenReader: z.boolean().optional(),
  breaks: Breaks.extend({ taken: z.int() }).optional(),
});
export type OwnAccommodations = z.infer<typeof OwnAccommodations>;
