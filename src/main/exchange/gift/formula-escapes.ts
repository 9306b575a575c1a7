import { splitFormulas } from '../../../shared/model/formulas.ts';

/** The commands of TeX that begin with an n: in GIFT their first two characters are a new line. */
const N_COMMANDS = new Set(
  (
    'nabla natural ncong ne nearrow neg neq newline nexists ngeq ngeqq ngeqslant ngtr ni nleftarrow nleftrightarrow nleq nleqq nleqslant ' +
    'nless nmid nobreak nobreakspace nolimits nonumber normalsize not notag notin notni nparallel nprec npreceq nrightarrow nshortmid ' +
    'nshortparallel nsim nsubseteq nsubseteqq nsucc nsucceq nsupseteq nsupseteqq ntriangleleft ntrianglelefteq ntriangleright ' +
    'ntrianglerighteq nu nvdash nvDash nVdash nVDash nwarrow'
  ).split(' '),
);

/**
 * Doubles the backslashes that GIFT would take from a formula written by hand: `\neq` begins with GIFT's new line, and the
 * `\\` that ends a row of a matrix is GIFT's single backslash. Where the file doubles its backslashes, as Moodle writes it,
 * nothing is changed. `warn` is told, for Moodle would show another formula.
 */
export function keepFormulas(source: string, warn: (message: string) => void): string {
  if (!/\\[([]|\$\$/.test(source)) return source;
  return splitFormulas(source)
    .map((piece) => (piece.kind === 'text' || /\\\\[a-z]/i.test(piece.source) ? piece.source : keep(piece.source, warn)))
    .join('');
}

function keep(formula: string, warn: (message: string) => void): string {
  const hasRows = formula.includes('\\begin');
  return formula.replace(/\\(n[a-z]*)|(\\+)/gi, (whole, command: string | undefined) => {
    if (command !== undefined) {
      if (!N_COMMANDS.has(command)) return whole;
      warn(`\\${command} in a formula is read as TeX; for Moodle it starts with a new line, so write \\\\${command}`);
      return `\\${whole}`;
    }
    if (whole !== '\\\\' || !hasRows) return whole;
    warn('\\\\ in a formula is read as the end of a row; for Moodle it is a single backslash, so write \\\\\\\\');
    return '\\\\\\\\';
  });
}
