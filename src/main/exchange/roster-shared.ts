import { asMeant } from '../../shared/model/as-meant.ts';
import type { RosterRow } from './roster-row.ts';

const MOST_NAMED = 5;

/** `2, 3 and 40 more`. */
function listed(lines: readonly number[]): string {
  const named = lines.slice(0, MOST_NAMED);
  return lines.length > MOST_NAMED ? `${named.join(', ')} and ${lines.length - MOST_NAMED} more` : named.join(', ');
}

function shared(rows: readonly RosterRow[], field: 'seat' | 'accessCode', say: (row: RosterRow, lines: string) => string) {
  const linesOf = new Map<string, RosterRow[]>();
  for (const row of rows) {
    const key = asMeant(row[field] ?? '');
    if (key === '') continue;
    const same = linesOf.get(key);
    if (same) same.push(row);
    else linesOf.set(key, [row]);
  }
  return [...linesOf.values()].flatMap(([first, ...others]) =>
    first && others[0] ? [{ line: others[0].line, reason: say(first, listed([first, ...others].map(({ line }) => line))) }] : [],
  );
}

/**
 * What several candidates of a roster have in common and should not: each seat and each access code once, at the second line it stands
 * on. All of them are on the list; a code is a secret and not repeated. Source: EX3.
 */
export function sharedInRoster(rows: readonly RosterRow[]): { line: number; reason: string }[] {
  return [
    ...shared(
      rows,
      'seat',
      ({ seat = '' }, lines) => `seat ${seat.slice(0, 40).toWellFormed()} is given more than once (lines ${lines})`,
    ),
    ...shared(rows, 'accessCode', (_row, lines) => `the same access code is given more than once (lines ${lines})`),
  ].sort((one, other) => one.line - other.line);
}
