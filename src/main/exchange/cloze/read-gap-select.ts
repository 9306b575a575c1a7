import type { Question, RichText, TextFormat } from '../../../shared/model/question.ts';
import { Unreadable } from '../gift/unreadable.ts';
import { gapId, placeOf, stemWithGaps, withoutPlaces } from './gap-places.ts';

/** A word to put into a gap; it fits the gaps whose right word is of its group. */
export interface GapOption {
  readonly text: string;
  readonly html: string;
  readonly group: string;
}

type Parts = Pick<Extract<Question, { type: 'cloze' }>, 'type' | 'gaps'> & { readonly stem: RichText };

/**
 * A text whose gaps `[[2]]` name the option that is right, as a cloze with choices: every gap counts the same, and offers
 * the options of the right one's group. Source: Moodle's gapselect and ddwtos.
 */
export function readGapSelect(
  text: string,
  format: TextFormat,
  options: readonly GapOption[],
  render: (text: string, format: TextFormat) => RichText,
): Parts {
  const gaps: Parts['gaps'] = [];
  const source = withoutPlaces(text).replace(/\[\[(\d{1,4})\]\]/g, (written, number: string) => {
    const right = options[Number(number) - 1];
    if (!right || right.text === '') throw new Unreadable(`the gap ${written} names a choice the question does not have`);
    const texts = [...new Set(options.filter(({ group }) => group === right.group).map((option) => option.text))].filter(
      (one) => one !== '',
    );
    const choices = texts.map((one, index) => ({
      id: `c${index + 1}`,
      text: one,
      html: options.find((option) => option.text === one && option.group === right.group)?.html ?? '',
      weight: one === right.text ? 1 : 0,
    }));
    gaps.push({ id: gapId(gaps.length + 1), share: 1, kind: 'choice', choices });
    return placeOf(gaps.length);
  });
  if (gaps.length === 0) throw new Unreadable('its text has no gap such as [[1]]');
  return { type: 'cloze', gaps, stem: stemWithGaps(render(source, format), gaps.length) };
}
