import type { RichText, TextFormat } from '../../../shared/model/question.ts';
import { mathInPlace } from '../math-in-html.ts';
import { toRichText } from '../rich-text.ts';
import { renderWithMedia } from '../text-with-media.ts';
import { elementsOf, firstOf, isElement, type XmlElement } from '../xml/read-xml.ts';
import { textOf } from './element-text.ts';
import type { EmbeddedFile, EmbeddedMedia } from './embedded-media.ts';
import { soundsInPlace } from './sounds-in-place.ts';

/** Moodle's names and numbers of its formats; a wiki text of old is nearest to the automatic one. */
const FORMATS: Readonly<Record<string, TextFormat>> = {
  html: 'html',
  plain_text: 'plain',
  markdown: 'markdown',
  moodle_auto_format: 'moodle',
  wiki_like: 'moodle',
  '0': 'moodle',
  '1': 'html',
  '2': 'plain',
  '4': 'markdown',
};

const PLUGINFILE = '@@PLUGINFILE@@/';
/** What the sanitiser takes out whole: a teacher has to know that something is missing. */
const MOVING = /<(video|iframe|object|embed|applet|svg|canvas)[\s>]/gi;

/** A source as it stands in an address, to the name of its file: without a query, percent signs decoded. */
function nameIn(source: string): string {
  const [path = ''] = source.slice(PLUGINFILE.length).split(/[?#]/);
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The texts of one question, rendered with the files that lie beside them. */
export class QuestionTexts {
  private readonly files: EmbeddedFile[];
  private readonly media: EmbeddedMedia;
  readonly warn: (message: string) => void;

  constructor(question: XmlElement, media: EmbeddedMedia, warn: (message: string) => void) {
    this.media = media;
    this.warn = warn;
    this.files = filesUnder(question, media);
  }

  formatOf(element: XmlElement | undefined, otherwise: TextFormat): TextFormat {
    return FORMATS[element?.attributes.format?.toLowerCase() ?? ''] ?? otherwise;
  }

  /** The text of an element, rendered; empty if there is none. */
  rich(element: XmlElement | undefined, otherwise: TextFormat): RichText {
    return this.render(textOf(element), this.formatOf(element, otherwise), element);
  }

  /** A text that may name files: those beside it come first, then any of the question. */
  render(text: string, format: TextFormat, beside?: XmlElement): RichText {
    if (!/[<@!«]/.test(text)) return toRichText(text, format);
    const own = beside && firstOf(beside, 'file') ? this.media.filesIn(beside) : [];
    const isMarkup = format === 'html' || format === 'moodle';
    if (isMarkup) this.tellWhatGoes(text);
    const source = isMarkup ? soundsInPlace(mathInPlace(text, this.warn)) : text;
    return renderWithMedia(source, format, {
      find: (address) => this.media.takeInline(address) ?? this.referenceOf(address, own),
      lose: (address) => this.tellLost(address, own),
    });
  }

  private referenceOf(address: string, own: readonly EmbeddedFile[]): string | undefined {
    const file = this.fileAt(address, own);
    return file && 'reference' in file ? file.reference : undefined;
  }

  private fileAt(address: string, own: readonly EmbeddedFile[]): EmbeddedFile | undefined {
    if (!address.startsWith(PLUGINFILE)) {
      return [...own, ...this.files].find((file) => 'reference' in file && file.reference === address);
    }
    const files = [...own, ...this.files];
    const written = address.slice(PLUGINFILE.length);
    const name = nameIn(address).normalize('NFC');
    // What is called like it once its signs are decoded, composed or not; else what is called so to the letter.
    return files.find((file) => file.name.normalize('NFC') === name) ?? files.find((file) => file.name === written);
  }

  private tellLost(address: string, own: readonly EmbeddedFile[]): void {
    const name = address.slice(0, 100).toWellFormed();
    if (address.startsWith(PLUGINFILE)) {
      const file = this.fileAt(address, own);
      const called = nameIn(address).slice(0, 100).toWellFormed();
      this.warn(
        file && 'fault' in file ? `the file ${called} ${file.fault}; it is not shown` : `the file ${called} is not in this file`,
      );
    } else if (/^data:/i.test(address)) {
      this.warn('a picture is left out; only PNG, JPEG, GIF and WebP of at most 2 MB are shown');
    } else if (name === '') this.warn('a picture or sound without an address is left out');
    else this.warn(`the picture or sound ${name} lies outside the file and cannot be shown in an exam room`);
  }

  private tellWhatGoes(text: string): void {
    for (const [, name = ''] of text.matchAll(MOVING))
      this.warn(`a <${name.toLowerCase()}> is left out: it cannot be shown here`);
    for (const [, address = ''] of text.matchAll(/href\s*=\s*["']?@@PLUGINFILE@@\/([^"'<>\s]{1,300})/gi)) {
      if (!/\.(?:mp3|ogg|oga|wav)(?:[?#]|$)/i.test(address))
        this.warn(`the link to the file ${address.slice(0, 100)} is left out`);
    }
    if (/<a\b[^<>]{0,300}\bhref\s*=\s*["']?data:/i.test(text))
      this.warn('the link to a file written into the text is left out: candidates cannot open it here');
  }
}

/** Every file of the question, at whatever depth a tool put it. */
function filesUnder(element: XmlElement, media: EmbeddedMedia): EmbeddedFile[] {
  const inside = elementsOf(element).filter(({ name }) => name !== 'file');
  const deeper = inside.flatMap((child) => (child.children.some(isElement) ? filesUnder(child, media) : []));
  return [...(firstOf(element, 'file') ? media.filesIn(element) : []), ...deeper];
}
