import { elementsOf, firstOf, type XmlElement } from '../xml/read-xml.ts';
import { htmlInside, named } from './body-html.ts';
import { isForCandidates } from './interactions.ts';
import type { ItemFiles } from './item-files.ts';
import { allNamed, isTrue } from './qti-names.ts';
import { Unreadable } from './unreadable.ts';

/** One item as a test names it. */
export interface ItemRef {
  readonly id: string;
  readonly href: string;
  /** The file the reference stands in. */
  readonly from: string;
  readonly weight: number;
  readonly above: string;
  readonly category: string;
}

/** What a test is made of, in its order, and what it asks for that an exam here does otherwise. */
export interface TestReading {
  readonly title: string;
  readonly items: readonly ItemRef[];
  readonly missing: readonly { readonly item: string; readonly reason: string }[];
}

const MAX_DEPTH = 20;

/** Walks a test in order: parts, sections, sections in files of their own. Source: QTI 2.2, 3 (tests). */
export function readTest(test: XmlElement, path: string, files: ItemFiles, warn: (message: string) => void): TestReading {
  const items: ItemRef[] = [];
  const missing: { item: string; reason: string }[] = [];
  const seen = new Set<string>([path]);
  if (firstOf(test, 'timeLimits')) warn(timeWarning('The test', firstOf(test, 'timeLimits')));
  if (elementsOf(test, 'testFeedback').length > 0) warn('The test has feedback on its whole result, which is not kept.');

  const visit = (element: XmlElement, from: string, above: string, titles: readonly string[], depth: number): void => {
    for (const child of elementsOf(element)) {
      const { identifier = '', href = '', title = '' } = child.attributes;
      switch (child.name) {
        case 'testPart':
          tell(child, `The part ${named(identifier)}`);
          visit(child, from, above, titles, depth + 1);
          break;
        case 'assessmentSection': {
          if (depth > MAX_DEPTH) {
            missing.push({ item: identifier, reason: 'its sections are nested too deep' });
            break;
          }
          tell(child, `The section ${named(title || identifier)}`);
          const shown =
            isTrue(child.attributes.visible ?? 'true') && title !== ''
              ? [...titles, title.replaceAll('/', '\u2215').slice(0, 100)]
              : titles;
          visit(child, from, above + rubricOf(child, from), shown, depth + 1);
          break;
        }
        case 'assessmentSectionRef':
          section(child, from, above, titles, depth);
          break;
        case 'assessmentItemRef':
          tell(child, `The item ${named(identifier)}`);
          items.push({ id: identifier, href, from, above, weight: weightOf(child), category: titles.join('/') });
          break;
        default:
          break;
      }
    }
  };

  const section = (reference: XmlElement, from: string, above: string, titles: readonly string[], depth: number): void => {
    const { href = '', identifier = '' } = reference.attributes;
    const found = files.bytesOf(href, from);
    const tree = found && !seen.has(found.path) ? files.tree(found.path) : undefined;
    if (!found || !tree) {
      missing.push({
        item: identifier,
        reason: found
          ? `the section ${named(href)} includes itself or stands twice`
          : `the section ${named(href)} is not in the file`,
      });
      return;
    }
    seen.add(found.path);
    visit({ ...tree, children: [tree] }, found.path, above, titles, depth + 1);
  };

  const tell = (element: XmlElement, what: string): void => {
    const [selection, ordering, limits] = ['selection', 'ordering', 'timeLimits'].map((name) => firstOf(element, name));
    if (selection)
      warn(
        `${what} draws ${selection.attributes.select ?? 'some'} of its items for each candidate: all are imported, make a pool of them in the exam.`,
      );
    if (ordering && isTrue(ordering.attributes.shuffle)) warn(`${what} is shuffled for each candidate: set that in the exam.`);
    if (limits) warn(timeWarning(what, limits));
    if (allNamed(element, 'preCondition', 'branchRule').some((rule) => element.children.includes(rule)))
      warn(`${what} is shown or left out by rules on earlier answers; here every candidate gets it.`);
  };

  const rubricOf = (element: XmlElement, from: string): string =>
    elementsOf(element, 'rubricBlock')
      .filter(({ attributes }) => isForCandidates(attributes.view))
      .map((rubric) => {
        try {
          return `<div>${htmlInside(rubric, { files, from, warn: (message) => warn(`The test: ${message}.`) })}</div>`;
        } catch (error) {
          if (!(error instanceof Unreadable)) throw error;
          warn(`Directions of a section are left out: ${error.message}.`);
          return '';
        }
      })
      .join('');

  visit(test, path, '', [], 0);
  return { title: test.attributes.title ?? '', items, missing };
}

/** The weight a reference gives its item's score; one is what all tests mean by it. */
function weightOf(reference: XmlElement): number {
  const weights = elementsOf(reference, 'weight').map(({ attributes }) => Number(attributes.value));
  const [weight = 1] = weights;
  return Number.isFinite(weight) && weight >= 0 ? weight : 1;
}

const timeWarning = (what: string, limits: XmlElement | undefined): string => {
  const { minTime, maxTime } = limits?.attributes ?? {};
  const times = [
    maxTime === undefined ? '' : `at most ${maxTime} s`,
    minTime === undefined ? '' : `at least ${minTime} s`,
  ].filter((one) => one !== '');
  return `${what} has a time of its own (${times.join(', ').slice(0, 60) || 'not said'}): set the exam's time yourself.`;
};
