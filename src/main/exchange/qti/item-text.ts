import type { RichText } from '../../../shared/model/question.ts';
import { toRichText } from '../rich-text.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import { type BodyContext, htmlInside, tidy } from './body-html.ts';

/** Texts of one item: written as HTML, sanitised, with the media of its package. */
export class ItemText {
  readonly context: BodyContext;

  constructor(context: BodyContext) {
    this.context = context;
  }

  /** HTML this reader wrote itself from the file's elements; pictures in it are found already, or come with their bytes. */
  rich(html: string): RichText {
    const { files, from, warn } = this.context;
    return toRichText(tidy(html), 'html', {
      find: (source) => files.media.find(source, from),
      lose: (source) => warn(files.media.lossOf(source, from)),
    });
  }

  inside(element: XmlElement, replace?: BodyContext['replace']): RichText {
    return this.rich(this.html(element, replace));
  }

  html(element: XmlElement, replace?: BodyContext['replace']): string {
    return htmlInside(element, replace ? { ...this.context, replace } : this.context);
  }
}

/** Words for a person, of a text that may be all picture: nothing if it is truly empty. */
export const isEmptyText = ({ html }: RichText): boolean => html.replace(/<(?!img|audio)[^>]*>|&nbsp;|\s/g, '') === '';
