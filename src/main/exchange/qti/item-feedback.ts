import type { RichText } from '../../../shared/model/question.ts';
import type { XmlElement } from '../xml/read-xml.ts';
import { type ItemText, isEmptyText } from './item-text.ts';
import { allNamed } from './qti-names.ts';
import type { Processing } from './score/processing.ts';
import type { Responses } from './score/score-rule.ts';
import { Unreadable } from './unreadable.ts';

/** Where a version of QTI keeps its feedback, and to whom it shows which. */
export interface FeedbackSource {
  readonly elements: readonly XmlElement[];
  readonly isShown: (element: XmlElement, responses: Responses) => boolean;
  readonly html: (element: XmlElement) => string;
}

/** Feedback of versions 2 and 3: shown where an outcome has its name after the response processing. */
export function feedbackByOutcome(item: XmlElement, processing: Processing, text: ItemText): FeedbackSource {
  return {
    elements: allNamed(item, 'feedbackInline', 'feedbackBlock', 'modalFeedback'),
    html: (element) => text.html(element),
    isShown: ({ attributes }, responses) => {
      const { outcomeIdentifier = '', identifier = '', showHide = 'show' } = attributes;
      try {
        return processing.outcome(outcomeIdentifier, responses).includes(identifier) === (showHide !== 'hide');
      } catch (error) {
        if (error instanceof Unreadable) return false;
        throw error;
      }
    },
  };
}

/** What an item says to an answer, asked by the answer. */
export class ItemFeedback {
  private readonly source: FeedbackSource;
  private readonly text: ItemText;
  private readonly told = new Set<XmlElement>();

  constructor(source: FeedbackSource, text: ItemText) {
    this.source = source;
    this.text = text;
  }

  private get elements(): readonly XmlElement[] {
    return this.source.elements;
  }

  private shownFor(responses: Responses): XmlElement[] {
    return this.elements.filter((element) => this.source.isShown(element, responses));
  }

  private rich(elements: readonly XmlElement[]): { feedback?: RichText } {
    for (const element of elements) this.told.add(element);
    const written = elements
      .map((element) => this.source.html(element))
      .filter((html) => !isEmptyText(this.text.rich(html)))
      .map((html) => `<div>${html}</div>`);
    const feedback = this.text.rich(written.length === 1 ? written.join('').slice(5, -6) : written.join(''));
    return elements.length === 0 || isEmptyText(feedback) ? {} : { feedback };
  }

  /**
   * Feedback for each of several answers, and apart from it what all of them show. `extra` are answers that have no place
   * of their own for feedback, but decide what is shown to all. `isPartial`: the answers are parts of one, and what is said
   * to each of them alone ("not quite") is not about any.
   */
  apart(
    answers: readonly Responses[],
    extra: readonly Responses[],
    isPartial = false,
  ): { general: { generalFeedback?: RichText }; each: { feedback?: RichText }[] } {
    if (this.elements.length === 0) return { general: {}, each: answers.map(() => ({})) };
    const shown = answers.map((responses) => this.shownFor(responses));
    const others = extra.map((responses) => this.shownFor(responses));
    const common = this.elements.filter((element) => [...shown, ...others].every((elements) => elements.includes(element)));
    const { feedback } = this.rich(common);
    const aboutNone = isPartial
      ? this.elements.filter((element) => shown.every((elements) => elements.includes(element)))
      : common;
    const each = shown.map((elements) =>
      this.rich(elements.filter((element) => !common.includes(element) && !aboutNone.includes(element))),
    );
    const lost = this.elements.filter(
      (element) => !this.told.has(element) && !isEmptyText(this.text.rich(this.source.html(element))),
    );
    if (lost.length > 0) this.text.context.warn(`feedback that has no place here is left out: ${lost.map(nameOf).join(', ')}`);
    return { general: feedback ? { generalFeedback: feedback } : {}, each };
  }
}

const nameOf = ({ attributes }: XmlElement): string => `"${(attributes.identifier ?? attributes.ident ?? '').slice(0, 60)}"`;
