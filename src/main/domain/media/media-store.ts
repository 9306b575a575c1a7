import type { ExamId } from '../../../shared/model/ids.ts';
import type { MediaType } from '../../../shared/model/media.ts';

/** A picture or a sound of a paper, known by its content. */
export interface Medium {
  /** Of the bytes, in lower-case hex. */
  readonly sha256: string;
  readonly mediaType: MediaType;
  readonly bytes: Uint8Array;
}

/** What papers show and play. Each content is kept once, and goes with the last exam that has it. */
export interface MediaRepo {
  /** The exam shows it from now on; content the room has already is not written again. */
  add(examId: ExamId, medium: Medium): void;
  get(sha256: string): Medium | undefined;
}
