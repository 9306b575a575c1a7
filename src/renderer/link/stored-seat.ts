import { z } from 'zod';
import { newRandomId } from './random-id.ts';

/** What this browser keeps to get back to the candidate's place after a reload, a crash or a closed tab. */
export const StoredSeat = z.object({
  token: z.string(),
  refreshToken: z.string(),
  expiresAt: z.string(),
  /** The renewal that was not answered yet. */
  asked: z.object({ refreshToken: z.string(), id: z.string() }).optional(),
  /** Proves at the next join that this is the same computer. */
  resumeToken: z.string(),
  sessionId: z.string(),
  attemptId: z.string(),
  examId: z.string(),
  examTitle: z.string(),
  candidateNumber: z.string(),
  displayName: z.string(),
});
export type StoredSeat = z.infer<typeof StoredSeat>;

const SEAT_KEY = 'invigil.seat';
const DEVICE_KEY = 'invigil.device';

/** The seat as long as the page lives, where the browser keeps nothing. */
let inMemory: StoredSeat | undefined;

/** The seat kept in this browser, or nothing; a damaged or foreign entry counts as none. */
export function loadSeat(): StoredSeat | undefined {
  try {
    const text = localStorage.getItem(SEAT_KEY);
    if (text === null) return inMemory;
    const parsed = StoredSeat.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return inMemory;
  }
}

/** Keeps the seat; where storage is refused, only until the page is closed. */
export function saveSeat(seat: StoredSeat): void {
  inMemory = seat;
  try {
    localStorage.setItem(SEAT_KEY, JSON.stringify(seat));
  } catch {
    // the lobby's check has told the candidate what that means
  }
}

/** What proves at the next join that the candidate was here before; it outlives the seat itself. */
const ResumeProof = z.object({ examId: z.string(), candidateNumber: z.string(), resumeToken: z.string(), attemptId: z.string() });
export type ResumeProof = z.infer<typeof ResumeProof>;

const RESUME_KEY = 'invigil.resume';

/** Keeps the proof of the latest seat. */
export function saveResumeProof(proof: ResumeProof): void {
  try {
    localStorage.setItem(RESUME_KEY, JSON.stringify(ResumeProof.parse(proof)));
  } catch {
    // then a proctor has to release the old session
  }
}

/** The proof of the latest seat on this computer, if any. */
export function loadResumeProof(): ResumeProof | undefined {
  try {
    const parsed = ResumeProof.safeParse(JSON.parse(localStorage.getItem(RESUME_KEY) ?? 'null'));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

/** Removes the proof as well, for the next candidate at this computer. */
export function forgetResumeProof(): void {
  try {
    localStorage.removeItem(RESUME_KEY);
  } catch {
    // nothing was kept
  }
}

/** Gives the seat up: the tokens are gone from this browser. */
export function forgetSeat(): void {
  inMemory = undefined;
  try {
    localStorage.removeItem(SEAT_KEY);
  } catch {
    // nothing was kept
  }
}

let deviceInMemory: string | undefined;

/** A random name for this browser, the same at every visit where storage allows, and as long as the page lives where not. It says nothing about the person. */
export function deviceId(): string {
  try {
    const known = localStorage.getItem(DEVICE_KEY);
    if (known) return known;
    deviceInMemory ??= newRandomId();
    localStorage.setItem(DEVICE_KEY, deviceInMemory);
  } catch {
    deviceInMemory ??= newRandomId();
  }
  return deviceInMemory;
}
