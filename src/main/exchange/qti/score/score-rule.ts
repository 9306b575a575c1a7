/** What a candidate might give for one response: nothing, one value, or several (pairs are `source target`). */
export type Response = null | string | readonly string[];
export type Responses = ReadonlyMap<string, Response>;

/** The points the file itself gives for responses. Throws `Unreadable` where it computes what is not understood. */
export type ScoreRule = (responses: Responses) => number;

/** Scores differ by the noise of binary sums only. */
export const isSame = (left: number, right: number): boolean => Math.abs(left - right) < 1e-6;
