/** How a check went: `warn` works and may surprise, `fail` keeps a room from working or from being safe. */
export type Verdict = 'pass' | 'warn' | 'fail';

/** One row of what the doctor says. */
export interface Finding {
  /** What was looked at. */
  readonly check: string;
  readonly verdict: Verdict;
  /** What was found, one sentence. No secret. */
  readonly found: string;
  /** What to do about it; absent where there is nothing to do. */
  readonly remedy?: string;
}

export const pass = (check: string, found: string): Finding => ({ check, verdict: 'pass', found });
export const warn = (check: string, found: string, remedy: string): Finding => ({ check, verdict: 'warn', found, remedy });
export const fail = (check: string, found: string, remedy: string): Finding => ({ check, verdict: 'fail', found, remedy });

/** A check that breaks off is a finding like any other: the doctor is asked where things are broken. */
export async function looked(check: string, look: () => Finding[] | Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await look();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [fail(check, `This could not be looked at: ${why}`, 'Correct what it names, then ask again.')];
  }
}
