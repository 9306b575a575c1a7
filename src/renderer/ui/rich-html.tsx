import DOMPurify, { type Config } from 'dompurify';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showFormulas } from './formulas/show-formulas.ts';
import classes from './rich-html.module.css';

/**
 * The paper's HTML was sanitised at import and is sanitised once more here (security 30): text, lists, tables and
 * embedded pictures only. Nothing can be fetched, submitted, styled over the page or clicked away.
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
    'audio',
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
  ALLOWED_URI_REGEXP: /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=\s]*$/i,
};

/** Built as elements, not as text to be parsed again: what was judged is what stands on the page. */
const safeFragment = (html: string): DocumentFragment => DOMPurify.sanitize(html, { ...RULES, RETURN_DOM_FRAGMENT: true });

/** Fills an element with content of its own making, with its formulas drawn; React sees an empty element. */
function useContent<Element extends HTMLElement>(source: string, make: (source: string) => Node): RefObject<Element | null> {
  const { t } = useTranslation('common');
  const place = useRef<Element>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    element.replaceChildren(make(source));
    return showFormulas(element, { asWritten: t('formula.asWritten'), tooMany: t('formula.tooMany') });
  }, [source, make, t]);
  return place;
}

/** Shows a text of the paper with its formulas. `inline` for a choice beside its control. */
export function RichHtml({ html, inline = false }: { html: string; inline?: boolean }) {
  const place = useContent<HTMLDivElement>(html, safeFragment);
  return inline ? <span ref={place} className={classes.rich} data-inline /> : <div ref={place} className={classes.rich} />;
}

const words = (text: string): Text => document.createTextNode(text);

/** Shows plain words that may have formulas in them: a question's name, a line of a report. */
export function RichWords({ text }: { text: string }) {
  const place = useContent<HTMLSpanElement>(text, words);
  return <span ref={place} className={classes.rich} data-inline />;
}
