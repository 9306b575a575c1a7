import { firstOf, type XmlElement } from '../xml/read-xml.ts';
import { htmlInside, named } from './body-html.ts';
import { allNamed } from './qti-names.ts';
import type { ItemPlace } from './read-item.ts';
import { Unreadable } from './unreadable.ts';

/**
 * The passages an item shares with others, as HTML before its own text: a question is understood without its neighbours,
 * wherever it comes to stand. Throws `Unreadable` for one that is not in the package.
 */
export function readStimuli(item: XmlElement, { files, warn, from }: Pick<ItemPlace, 'files' | 'warn' | 'from'>): string {
  return allNamed(item, 'assessmentStimulusRef')
    .map(({ attributes }) => {
      const found = files.bytesOf(attributes.href ?? '', from);
      const stimulus = found && files.tree(found.path);
      const body = stimulus && (firstOf(stimulus, 'stimulusBody') ?? stimulus);
      if (!found || !body) throw new Unreadable(`its passage ${named(attributes.href ?? '')} is not in the file`);
      return `<div>${htmlInside(body, { files, warn, from: found.path })}</div>`;
    })
    .join('');
}
