/** An error answer over REST (RFC 9457), media type application/problem+json. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly errors?: readonly { field: string; message: string }[];
  readonly data?: Record<string, unknown>;
}
