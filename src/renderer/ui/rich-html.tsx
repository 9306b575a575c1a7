import DOMPurify, { type Config } from 'dompurify';
import { useMemo } from 'react';
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

/** Safe HTML of the paper; also for use outside React. */
export const safeHtml = (html: string): string => DOMPurify.sanitize(html, RULES);

/** Shows a text of the paper. `inline` for a choice beside its control. */
export function RichHtml({ html, inline = false }: { html: string; inline?: boolean }) {
  const safe = useMemo(() => safeHtml(html), [html]);
  const Tag = inline ? 'span' : 'div';
  // biome-ignore lint/security/noDangerouslySetInnerHtml: the one place for it; sanitised at import and once more just above
  return <Tag className={classes.rich} data-inline={inline || undefined} dangerouslySetInnerHTML={{ __html: safe }} />;
}
