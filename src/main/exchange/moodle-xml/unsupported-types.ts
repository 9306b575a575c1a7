/** Why a question of this type cannot be taken over, by Moodle's name of it. */
const REASONS: Readonly<Record<string, string>> = {
  calculated:
    'its numbers are drawn from formulas, which are never computed here; write a numerical question for each set of numbers',
  calculatedsimple:
    'its numbers are drawn from formulas, which are never computed here; write a numerical question for each set of numbers',
  calculatedmulti:
    'its numbers are drawn from formulas, which are never computed here; write a choice question for each set of numbers',
  random: 'it only names a category to draw from, and no question',
  randomsamatch: 'it is made of other questions of its category when Moodle shows it; write a matching question instead',
  ddimageortext: 'labels cannot be dragged onto a picture here',
  ddmarker: 'markers cannot be dragged onto a picture here',
  coderunner: 'programs are not run here; an essay lets candidates write code for a person to read',
  stack: 'its answers are judged by an algebra system, which is not here',
  formulas: 'its numbers are drawn from formulas, which are never computed here',
  missingtype: 'Moodle itself no longer knows its type',
};

export const reasonFor = (type: string): string =>
  Object.hasOwn(REASONS, type) ? (REASONS[type] ?? '') : 'this type is an add-on of Moodle that is not read here';
