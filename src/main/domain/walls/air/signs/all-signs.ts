import { withBoundedGaps } from '../bounded-gaps.ts';
import type { Place, Sign } from '../sign.ts';
import { CODE_SIGNS, DIRECTORY_SIGNS } from './code-signs.ts';
import { PATH_SIGNS } from './path-signs.ts';
import { PHP_SIGNS } from './php-signs.ts';
import { PROTOCOL_SIGNS } from './protocol-signs.ts';
import { SCRIPT_SIGNS } from './script-signs.ts';
import { SHELL_SIGNS } from './shell-signs.ts';
import { SQL_SIGNS } from './sql-signs.ts';

/** Everything the Air Wall looks for in a text, no pattern with a gap that has no end. */
export const SIGNS: readonly Sign[] = [
  ...SQL_SIGNS,
  ...SHELL_SIGNS,
  ...PHP_SIGNS,
  ...CODE_SIGNS,
  ...DIRECTORY_SIGNS,
  ...SCRIPT_SIGNS,
  ...PATH_SIGNS,
  ...PROTOCOL_SIGNS,
].map((sign) => ({ ...sign, pattern: withBoundedGaps(sign.pattern) }));

/** The signs that may stand at a place, worked out once: all but what says otherwise. */
export const signsAt = (place: Place): readonly Sign[] => BY_PLACE[place];

const at = (place: Place): readonly Sign[] => SIGNS.filter(({ only }) => !only || only.includes(place));
const BY_PLACE: Readonly<Record<Place, readonly Sign[]>> = {
  path: at('path'),
  name: at('name'),
  value: at('value'),
  cookie: at('cookie'),
  header: at('header'),
  referer: at('referer'),
  body: at('body'),
  filename: at('filename'),
};
