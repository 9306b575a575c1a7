import DOMPurify, { type Config } from 'dompurify';
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { showFormulas } from './formulas/show-formulas.ts';
import { OwnPicture, Picture, Sound } from './media/picture.tsx';
import classes from './rich-html.module.css';
import { type Place, takePlaces } from './rich-places.ts';

/**
 * The paper's HTML was sanitised at import and is sanitised once more here (security 30): text, lists, tables and
 * pictures and sounds of the paper only. Nothing can be fetched from elsewhere, submitted, styled over the page or clicked away.
 */
const RULES: Config = {
  USE_PROFILES: { html: true },
  FORBID_TAGS: [
    'style',
    'form',
    'input',
    'button',
    'select',
    'textarea',
    'option',
    'dialog',
    'video',
    'source',
    'track',
    'map',
    'area',
  ],
  FORBID_ATTR: [
    'style',
    'id',
    'name',
    'class',
    'srcset',
    'href',
    'target',
    'action',
    'background',
    'poster',
    'autofocus',
    'tabindex',
    'contenteditable',
  ],
  ALLOW_DATA_ATTR: false,
  ADD_ATTR: ['data-gap'],
  // Everything else with a value is held against the addresses below, and would go.
  ADD_URI_SAFE_ATTR: ['data-gap', 'width', 'height', 'colspan', 'rowspan', 'span', 'start', 'type', 'dir', 'lang'],
  ALLOWED_URI_REGEXP: /^(?:data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=\s]*|media:[0-9a-f]{64})$/i,
};

/** Built as elements, not as text to be parsed again: what was judged is what stands on the page. */
const safeFragment = (html: string): DocumentFragment => DOMPurify.sanitize(html, { ...RULES, RETURN_DOM_FRAGMENT: true });

interface Content<Element extends HTMLElement> {
  readonly place: RefObject<Element | null>;
  /** Where pictures, sounds and gaps stand in it. */
  readonly places: readonly Place[];
}

/** Fills an element with content of its own making, with its formulas drawn; React sees an empty element. */
function useContent<Element extends HTMLElement>(source: string, make: (source: string) => Node): Content<Element> {
  const { t } = useTranslation('common');
  const place = useRef<Element>(null);
  const [places, setPlaces] = useState<readonly Place[]>([]);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const content = make(source);
    // Before it stands on the page, where a browser would look for what `media:` names.
    const taken = takePlaces(content);
    element.replaceChildren(content);
    setPlaces(taken);
    return showFormulas(element, { asWritten: t('formula.asWritten'), tooMany: t('formula.tooMany') });
  }, [source, make, t]);
  return { place, places };
}

/** Draws what a gap of a cloze is on this page; `number` counts from 1 over the gaps of the text. */
export type ShowGap = (gapId: string, number: number) => ReactNode;

function GapMark({ number }: { number: number }) {
  const { t } = useTranslation('common');
  return (
    <span className={classes.gap}>
      <span className="iv-hidden">{t('media.gap')} </span>
      {number}
    </span>
  );
}

function shown(place: Place, showGap: ShowGap | undefined): ReactNode {
  switch (place.kind) {
    case 'gap':
      return showGap ? showGap(place.gapId, place.number) : <GapMark number={place.number} />;
    case 'sound':
      return <Sound sha256={place.sha256} />;
    case 'picture':
      return place.sha256 === undefined ? (
        <OwnPicture url={place.source} {...place.facts} />
      ) : (
        <Picture sha256={place.sha256} {...place.facts} />
      );
  }
}

/**
 * Shows a text of the paper with its formulas, pictures and sounds. `inline` for a choice beside its control; `showGap` for
 * the gaps of a cloze, which are marked by their number otherwise.
 */
export function RichHtml({ html, inline = false, showGap }: { html: string; inline?: boolean; showGap?: ShowGap }) {
  const { place, places } = useContent<HTMLDivElement>(html, safeFragment);
  const parts = places.map((one) => createPortal(shown(one, showGap), one.element, one.key));
  return (
    <>
      {inline ? <span ref={place} className={classes.rich} data-inline /> : <div ref={place} className={classes.rich} />}
      {parts}
    </>
  );
}

const words = (text: string): Text => document.createTextNode(text);

/** Shows plain words that may have formulas in them: a question's name, a line of a report. */
export function RichWords({ text }: { text: string }) {
  const { place } = useContent<HTMLSpanElement>(text, words);
  return <span ref={place} className={classes.rich} data-inline />;
}
