import type { ToolFileBytes } from '../../../shared/client/index.ts';
import type { DictionaryEntry, FoundWord } from '../../../shared/model/tool-content.ts';
import type { CandidateLink } from '../../link/candidate-link.ts';

/** What a tool on the page works with. Refusals of the room come as rejections. */
export interface ToolBench {
  /** Tells of an opening or a use, late if it must; false where the room refused it. */
  tell(grantId: string, dataPoint?: string, id?: string): Promise<boolean>;
  search(grantId: string, fileId: string, text: string): Promise<{ words: FoundWord[]; isMore: boolean }>;
  lookUp(grantId: string, fileId: string, headword: string): Promise<DictionaryEntry>;
  /** `id` as in the `tell` of the same opening. */
  read(grantId: string, fileId: string, id: string): Promise<ToolFileBytes>;
  /** A place for web pages; absent where nothing keeps the candidate in them. */
  readonly page?: NonNullable<CandidateLink['toolPage']>;
}
