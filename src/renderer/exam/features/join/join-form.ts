/** What the candidate typed; kept while they read the consent and come back. */
export interface JoinForm {
  /** The room's address as typed; undefined where nobody is asked for it. */
  readonly address: string | undefined;
  readonly code: string;
  readonly candidateNumber: string;
  readonly accessCode: string;
  readonly examId: string | undefined;
}
