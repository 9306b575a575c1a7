import { formatJoinCode } from '../../../../shared/model/join-code.ts';

const CODE_CHARACTERS = 13;

/** What a person typed, as it is shown: capitals in groups of four. A code typed in groups or pasted with spaces comes out the same. */
export function shapeCode(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, CODE_CHARACTERS);
  return formatJoinCode(plain);
}

/** Is it as long as a code, so that a mistake in it may be pointed out? */
export const isWholeCode = (shaped: string): boolean => shaped.replaceAll('-', '').length === CODE_CHARACTERS;
