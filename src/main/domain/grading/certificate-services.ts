/** What a certificate says. */
export interface CertificateFace {
  readonly name: string;
  readonly candidateNumber: string;
  readonly exam: string;
  /** Epoch milliseconds. */
  readonly satAt: number;
  readonly issuedAt: number;
  readonly score: number;
  readonly maxScore: number;
  readonly code: string;
  /** Where the code can be checked. */
  readonly verifyAt: string;
}

/** Making certificates, away from the main loop (decision 4). */
export interface CertificatePress {
  /** A new code: random, not to be guessed. */
  newCode(): string;
  /** The code as it is stored, from whatever a person typed; undefined if it can be none. */
  normaliseCode(text: string): string | undefined;
  pdf(face: CertificateFace): Promise<Uint8Array>;
  /** All of them as one zip, a file each. */
  zip(faces: readonly CertificateFace[]): Promise<Uint8Array>;
}

/** How often somebody at one address may ask for a code. */
export interface CodeLimit {
  take(ip: string): boolean;
  waitMs(ip: string): number;
}
