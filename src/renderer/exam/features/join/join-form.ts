/** What the candidate typed; kept while they read the consent and come back. */
export interface JoinForm {
  readonly code: string;
  readonly candidateNumber: string;
  readonly accessCode: string;
  readonly examId: string | undefined;
}
