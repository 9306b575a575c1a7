import type { Part } from './parameters.ts';
import type { AttackType } from './sign.ts';

/** One sign found, with the piece of text that shows it; of a protocol there may be no piece. */
export interface Hit {
  readonly type: AttackType;
  readonly weight: number;
  readonly says: string;
  readonly part?: Part;
  readonly piece?: string;
}

/** A breach of the protocol, clear enough by itself unless it says how little it weighs. */
export const fault = (says: string, piece?: string, weight = 5): Hit => ({
  type: 'malformed_request',
  weight,
  says,
  ...(piece === undefined ? {} : { piece }),
});
