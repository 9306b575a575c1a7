import { z } from 'zod';
import { Accommodations } from './accommodations.ts';
import { RaisedHand } from './attempt-message.ts';
import { AttemptId, ExamId, SessionId, UserId } from './ids.ts';
import { Readiness } from './readiness.ts';
import { Severity } from './severity.ts';
import { IsoTime } from './time.ts';

export const AttemptState = z.enum(['waiting', 'in_progress', 'paused', 'suspended', 'submitted', 'ended']);
export type AttemptState = z.infer<typeof AttemptState>;
export const Monitoring = z.enum(['normal', 'increased', 'maximum']);
export type Monitoring = z.infer<typeof Monitoring>;
export const Identity = z.enum(['unchecked', 'access_code', 'confirmed']);
export type Identity = z.infer<typeof Identity>;
export const Progress = z.strictObject({ answered: z.int(), total: z.int() });
export type Progress = z.infer<typeof Progress>;

/** A candidate may write into an attempt in these states only; in others answers are kept apart. */
export const isLive = (state: AttemptState): boolean =>
  state === 'waiting' || state === 'in_progress' || state === 'paused' || state === 'suspended';
export const isFinished = (state: AttemptState): boolean => !isLive(state);

/** A candidate of the live grid, for staff. */
export const AttemptSummary = z.strictObject({
  id: AttemptId,
  userId: UserId,
  examId: ExamId,
  candidateNumber: z.string(),
  name: z.string(),
  seat: z.string().optional(),
  state: AttemptState,
  monitoring: Monitoring,
  riskScore: z.number(),
  connected: z.boolean(),
  identity: Identity,
  /** Is it sat in a browser, which can enforce little (LD6)? */
  reducedIntegrity: z.boolean(),
  endsAt: IsoTime.optional(),
  progress: Progress,
  openAlerts: z.int(),
  lastEvent: z.strictObject({ type: z.string(), at: IsoTime }).optional(),
  reason: z.string().optional(),
  /** On a break, which lasts until then at most (EX10). */
  breakEndsAt: IsoTime.optional(),
  /** The candidate asks for somebody to come (CM1). */
  hand: RaisedHand.optional(),
});
export type AttemptSummary = z.infer<typeof AttemptSummary>;

/** One line of "why this score": the contributions add up to the score (EV2). */
export const RiskContribution = z.strictObject({
  type: z.string(),
  points: z.number(),
  count: z.int(),
  kind: z.enum(['soft', 'plain', 'hard', 'cap']),
  lastAt: IsoTime.optional(),
});
export type RiskContribution = z.infer<typeof RiskContribution>;

/** One line of a candidate's timeline, newest last. */
export const TimelineEntry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('event'),
    id: z.string(),
    type: z.string(),
    at: IsoTime,
    occurredAt: z.string(),
    offline: z.boolean(),
    violation: z.boolean(),
    severity: Severity,
    details: z.record(z.string(), z.unknown()).optional(),
    /** An accommodation let it pass: it counted nowhere (EX10). */
    accommodated: z.boolean().optional(),
  }),
  z.strictObject({
    kind: z.literal('response'),
    id: z.string(),
    action: z.string(),
    at: IsoTime,
    automatic: z.boolean(),
    dryRun: z.boolean(),
    by: z.string().optional(),
    reason: z.string().optional(),
  }),
  z.strictObject({
    kind: z.literal('alert'),
    id: z.string(),
    type: z.string(),
    at: IsoTime,
    severity: Severity,
    title: z.string(),
    status: z.string(),
    count: z.int(),
  }),
  z.strictObject({
    kind: z.literal('session'),
    id: SessionId,
    at: IsoTime,
    what: z.enum(['joined', 'connected', 'disconnected', 'terminated']),
    deviceType: z.string().optional(),
  }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const AttemptDetail = AttemptSummary.extend({
  risk: z.array(RiskContribution),
  timeline: z.array(TimelineEntry),
  sessionId: SessionId.optional(),
  /** Questions with an answer kept apart (protocol 2) that is newer than what counts. */
  heldAnswers: z.int(),
  /** What the client found about its computer before the start. */
  readiness: Readiness.optional(),
  /** The start code was wrong too often: staff must release the candidate. */
  isStartCodeLocked: z.boolean().optional(),
  /** What the candidate is granted, with the breaks already taken; absent where nothing is. */
  accommodations: Accommodations.extend({ extraMinutes: z.number(), breaksTaken: z.int() }).optional(),
});
export type AttemptDetail = z.infer<typeof AttemptDetail>;

export const AttemptResult = z.strictObject({
  attemptId: AttemptId,
  candidateNumber: z.string(),
  name: z.string(),
  score: z.number(),
  maxScore: z.number(),
  /** Points of questions a person still has to grade; not part of `score`. */
  pendingPoints: z.number(),
  /** Being marked blind: `pendingPoints` are of all answers people mark, marked or not, and `score` has nothing of them. */
  isMarkedBlind: z.boolean().optional(),
  state: AttemptState,
  riskScore: z.number(),
  incidents: z.int(),
  /** Questions with an answer kept apart that is newer than what counts; not part of `score`. */
  heldAnswers: z.int(),
});
export type AttemptResult = z.infer<typeof AttemptResult>;
