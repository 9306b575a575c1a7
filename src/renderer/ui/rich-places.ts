import type { PictureFacts } from './media/picture.tsx';

interface AnyPlace {
  /** Stands in the text where the part of the page belongs. */
  readonly element: HTMLElement;
  readonly key: string;
}

/** Something in a text of the paper that is more than text. */
export type Place = AnyPlace &
  (
    | { readonly kind: 'gap'; readonly gapId: string; readonly number: number }
    | { readonly kind: 'sound'; readonly sha256: string }
    | {
        readonly kind: 'picture';
        /** Absent where the text carries the picture itself. */
        readonly sha256: string | undefined;
        readonly source: string;
        readonly facts: PictureFacts;
      }
  );

const hashOf = (source: string): string | undefined => /^media:([0-9a-f]{64})$/.exec(source)?.[1];
const lengthOf = (element: Element, name: string): number | undefined => Number(element.getAttribute(name)) || undefined;

/** Takes pictures, sounds and gaps out of a text that was judged safe, and says where each stood. */
export function takePlaces(content: Node): Place[] {
  if (!(content instanceof DocumentFragment)) return [];
  const places: Place[] = [];
  let gaps = 0;
  for (const found of content.querySelectorAll<HTMLElement>('img, audio, [data-gap]')) {
    const key = String(places.length);
    const element = document.createElement('span');
    const { gap: gapId } = found.dataset;
    const source = found.getAttribute('src') ?? '';
    const sha256 = hashOf(source);
    if (gapId !== undefined) {
      gaps += 1;
      places.push({ kind: 'gap', element, key, gapId, number: gaps });
    } else if (found.tagName === 'IMG') {
      const alt = found.getAttribute('alt') ?? '';
      if (source === '') {
        // From elsewhere: its source is gone, its words stay.
        found.replaceWith(alt === '' ? '' : `[${alt}]`);
        continue;
      }
      const facts = { alt, width: lengthOf(found, 'width'), height: lengthOf(found, 'height') };
      places.push({ kind: 'picture', element, key, sha256, source, facts });
    } else if (sha256 !== undefined) {
      places.push({ kind: 'sound', element, key, sha256 });
    }
    // A sound from elsewhere is none.
    found.replaceWith(element);
  }
  return places;
}
