import { ImportRefused } from '../import-refused.ts';
import { elementsOf, firstOf, textInside, type XmlElement } from '../xml/read-xml.ts';
import type { QtiAccount } from './import-qti.ts';
import type { ItemFiles } from './item-files.ts';
import { kindOfRoot, type RootKind, rootName } from './looks-like-qti.ts';
import { resolvePath } from './package-media.ts';
import { allNamed } from './qti-names.ts';
import { metadataOf, typeOfItem12 } from './qti12/item-parts-12.ts';
import { readItem12 } from './qti12/read-item-12.ts';
import { nameForReport, nameOfItem, readItem, typeOfItem } from './read-item.ts';
import { poolPoints, poolQuestions, readPoolQuestion } from './read-pool.ts';
import { readTest } from './read-test.ts';

/** Finds the questions in a package or a lone file, in the order of its tests, and has each read. */
export class PackageReading {
  private readonly files: ItemFiles;
  private readonly account: QtiAccount;
  private readonly done = new Set<string>();
  /** What a quiz of version 1 may name and another file of the package holds. */
  private readonly itemsOfVersion1 = new Set<string>();

  constructor(files: ItemFiles, account: QtiAccount) {
    this.files = files;
    this.account = account;
  }

  /** A file of its own. Throws `ImportRefused` `format_unknown` where it is none of questions. */
  readLone(root: XmlElement): void {
    switch (kindOfRoot(root.name)) {
      case 'item':
        this.account.title = nameOfItem(root);
        this.item(root, '', { weight: 1, above: '', category: '' });
        return;
      case 'test':
      case 'section':
        this.test(root, '');
        return;
      case 'version1':
        this.learnItems(root);
        this.version1(root, '', new Set());
        return;
      case 'pool':
        this.pool(root, '');
        return;
      case 'manifest':
      case 'result':
      case 'rules':
      case undefined:
        throw notQuestions(root.name);
    }
  }

  /** All of a package: tests first, then the items no test names, then files of version 1 and pools. */
  readPackage(): void {
    const { order, title } = this.manifest();
    this.account.title = title;
    const kinds = new Map<string, string | undefined>();
    for (const path of order) {
      const found = this.files.bytesOf(encodeURI(path), '');
      if (found) kinds.set(path, rootName(found.bytes));
    }
    const of = (kind: RootKind) => [...kinds].flatMap(([path, root]) => (kindOfRoot(root) === kind ? [path] : []));
    const tests = of('test');
    for (const path of tests) this.reading(path, (root) => this.test(root, path));
    const items = of('item').filter((path) => !this.done.has(path));
    if (tests.length > 0 && items.length > 0 && this.done.size > 0)
      this.account.warn(`${items.length} items of the package are in none of its tests; they stand at the end of the exam.`);
    for (const path of items) this.reading(path, (root) => this.item(root, path, { weight: 1, above: '', category: '' }));
    this.allOfVersion1(of('version1'));
    for (const path of order.filter((one) => /(?:^|\/)assessment_meta\.xml$/i.test(one)))
      this.reading(path, (root) => this.tellOfQuiz(root));
    for (const path of of('pool')) this.reading(path, (root) => this.pool(root, path));
    if (tests.length + items.length + of('version1').length + of('pool').length > 0) return;
    const results = [...kinds.values()].find((root) => root !== undefined && /result/i.test(root));
    throw results === undefined
      ? new ImportRefused(
          'format_unknown',
          'There are no questions in this zip (no QTI item, test or quiz of a version that is read): export it as QTI 1.2, 2.1, 2.2 or 3.0.',
        )
      : notQuestions(results);
  }

  /** The paths in the order of the manifest, then all others; without a manifest by their names. */
  private manifest(): { order: string[]; title: string } {
    const all = this.files.paths().sort((left, right) => (left < right ? -1 : 1));
    const own = all
      .filter((path) => /(?:^|\/)imsmanifest\.xml$/i.test(path))
      .sort((left, right) => left.split('/').length - right.split('/').length)[0];
    if (own === undefined) return { order: all, title: '' };
    const tree = this.files.tree(own);
    const resources = tree ? allNamed(tree, 'resource') : [];
    const listed = resources.flatMap((resource) => {
      const hrefs = [
        resource.attributes.href ?? '',
        ...elementsOf(resource, 'file').map(({ attributes }) => attributes.href ?? ''),
      ];
      return hrefs.filter((href) => href !== '');
    });
    const paths: string[] = [];
    for (const href of listed) {
      const path = resolvePath(href, own);
      if (path !== undefined && this.files.bytesOf(encodeURI(path), '')) paths.push(path);
      else
        this.account.warn(
          `The manifest names "${href.slice(0, 100).replace(/\p{C}/gu, '?')}", which is not in the package; nothing outside it is fetched.`,
        );
    }
    const titles = tree ? allNamed(tree, 'title').map((title) => textInside(title).replace(/\s+/g, ' ').trim()) : [];
    this.files.forget(own);
    return {
      order: [...new Set([...paths, ...all])].filter((path) => path !== own),
      title: titles.find((one) => one !== '') ?? '',
    };
  }

  /** A file that is no XML after all is one skipped entry; a hostile one refuses everything. */
  private reading(path: string, read: (root: XmlElement) => void): void {
    this.done.add(path);
    let root: XmlElement | undefined;
    try {
      root = this.files.tree(path);
    } catch (error) {
      if (!(error instanceof ImportRefused) || error.code === 'file_hostile') throw error;
      this.account.skip({ item: path.slice(0, 200), reason: error.message });
      return;
    }
    if (root) read(root);
    this.files.forget(path);
  }

  private test(test: XmlElement, path: string): void {
    const { title, items, missing } = readTest(
      test.name === 'assessmentSection' ? { ...test, children: [test] } : test,
      path,
      this.files,
      (message) => this.account.warn(message),
    );
    if (title.trim() !== '') this.account.title = title;
    for (const reference of items) {
      const found = this.files.bytesOf(reference.href, reference.from);
      const reason = `its file "${reference.href.slice(0, 100).replace(/\p{C}/gu, '?')}" is not in the package, and nothing outside it is fetched`;
      if (!found || rootName(found.bytes) !== 'assessmentItem')
        this.account.skip({
          item: reference.id,
          reason: found ? `its file "${reference.href.slice(0, 100)}" is no item` : reason,
        });
      else if (this.done.has(found.path))
        this.account.warn(`The item "${reference.id}" is named more than once; it was imported once.`);
      else this.reading(found.path, (root) => this.item(root, found.path, reference));
    }
    for (const one of missing) this.account.skip(one);
  }

  private item(item: XmlElement, path: string, place: { weight: number; above: string; category: string }): void {
    this.account.add({ item: nameForReport(item), type: typeOfItem(item), line: item.line }, place.category, (warn) =>
      readItem(item, { files: this.files, from: path, warn, weight: place.weight, above: place.above }),
    );
  }

  /** Cartridges hold a quiz in two files and its questions in a bank besides: each question is taken once. */
  private allOfVersion1(paths: readonly string[]): void {
    const quizzes: { path: string; root: XmlElement; id: string; count: number; isBank: boolean }[] = [];
    for (const path of paths) {
      this.reading(path, (root) => {
        const assessment = firstOf(root, 'assessment');
        const items = this.learnItems(root);
        quizzes.push({
          path,
          root,
          id: assessment?.attributes.ident ?? path,
          count: items.length,
          isBank: assessment === undefined && firstOf(root, 'objectbank') !== undefined,
        });
      });
    }
    const fullest = new Map<string, (typeof quizzes)[number]>();
    for (const quiz of quizzes) {
      const known = fullest.get(quiz.id);
      if (known)
        this.account.warn(
          `The quiz "${quiz.id.slice(0, 80)}" stands in the package twice, as cartridges have it; the fuller one was read.`,
        );
      if (!known || quiz.count > known.count) fullest.set(quiz.id, quiz);
    }
    const chosen = [...fullest.values()].sort((left, right) => Number(left.isBank) - Number(right.isBank));
    const taken = new Set<string>();
    for (const { path, root } of chosen) this.version1(root, path, taken);
  }

  private learnItems(root: XmlElement): XmlElement[] {
    const items = allNamed(root, 'item');
    for (const { attributes } of items) if (attributes.ident) this.itemsOfVersion1.add(attributes.ident);
    return items;
  }

  /** What Canvas keeps of a quiz beside its questions. */
  private tellOfQuiz(quiz: XmlElement): void {
    const said = (name: string): string => textInside(firstOf(quiz, name)).trim();
    const name = `The quiz "${said('title').slice(0, 80)}"`;
    if (said('time_limit') !== '')
      this.account.warn(`${name} has a time of ${said('time_limit').slice(0, 20)} minutes: set the exam's time yourself.`);
    const words = said('description')
      .replace(/<[^<>]*>/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
    if (words !== '')
      this.account.warn(`${name} has directions, which belong into the exam's own: "${words.slice(0, 300).toWellFormed()}".`);
  }

  private version1(root: XmlElement, path: string, taken: Set<string>): void {
    const holder = firstOf(root, 'assessment') ?? firstOf(root, 'objectbank') ?? root;
    const fields = metadataOf(
      elementsOf(holder, 'qtimetadata')[0]
        ? { ...holder, children: elementsOf(holder, 'qtimetadata') }
        : { ...holder, children: [] },
    );
    const title = holder.attributes.title ?? fields.get('bank_title') ?? '';
    if (title.trim() !== '' && this.account.title === '') this.account.title = title;
    if (fields.has('qmd_timelimit'))
      this.account.warn(
        `The quiz "${title.slice(0, 80)}" has a time of its own (${fields.get('qmd_timelimit')?.slice(0, 20)}): set the exam's time yourself.`,
      );
    if (firstOf(root, 'qti_result_report')) throw notQuestions('qti_result_report');
    const category = holder.name === 'objectbank' ? title.replaceAll('/', '\u2215').slice(0, 200) : '';
    const isTaken = new Set(taken);
    this.walk1(holder, path, { category, taken, isTaken, points: undefined });
  }

  private walk1(
    holder: XmlElement,
    path: string,
    place: { category: string; taken: Set<string>; isTaken: ReadonlySet<string>; points: number | undefined },
  ): void {
    for (const child of elementsOf(holder)) {
      if (child.name === 'section') {
        this.tellOfSection(child);
        const said = Number(
          textInside(allNamed(firstOf(child, 'selection_ordering') ?? { ...child, children: [] }, 'points_per_item')[0]) ||
            Number.NaN,
        );
        this.walk1(child, path, { ...place, points: Number.isFinite(said) ? said : place.points });
      } else if (REFERENCES.has(child.name)) {
        const id = child.attributes.linkrefid ?? child.attributes.item_ref ?? '';
        if (this.itemsOfVersion1.has(id)) continue;
        this.account.skip({
          item: id.slice(0, 120),
          type: child.name,
          reason: 'it stands in another file or question bank, which this one only names: export that too',
        });
      } else if (child.name === 'item') {
        this.item1(child, path, place);
      }
    }
  }

  private item1(
    item: XmlElement,
    path: string,
    {
      category,
      taken,
      isTaken,
      points,
    }: { category: string; taken: Set<string>; isTaken: ReadonlySet<string>; points: number | undefined },
  ): void {
    const id = item.attributes.ident ?? '';
    const source = metadataOf(item).get('assessment_question_identifierref');
    if (id !== '' && isTaken.has(id)) {
      this.account.skip({
        item: nameForReport(item),
        type: typeOfItem12(item),
        line: item.line,
        reason: 'the quiz of this package has the same question already',
      });
      return;
    }
    for (const one of [id, source ?? '']) if (one !== '') taken.add(one);
    this.account.add({ item: nameForReport(item), type: typeOfItem12(item), line: item.line }, category, (warn) => {
      const question = readItem12(item, { files: this.files, from: path, warn });
      return points === undefined || question.type === 'description' ? question : { ...question, points };
    });
  }

  private tellOfSection(section: XmlElement): void {
    const ordering = firstOf(section, 'selection_ordering');
    if (!ordering) return;
    const name = section.attributes.title ?? section.attributes.ident ?? '';
    const count = textInside(allNamed(ordering, 'selection_number')[0]).trim();
    const bank = textInside(allNamed(ordering, 'sourcebank_ref')[0]).trim();
    if (bank !== '')
      this.account.warn(
        `The group "${name.slice(0, 80)}" draws ${count || 'some'} questions from the bank "${bank.slice(0, 80)}": if the bank is in the package its questions are imported; make a pool of them in the exam.`,
      );
    else if (count !== '')
      this.account.warn(
        `The group "${name.slice(0, 80)}" draws ${count} of its questions for each candidate: all are imported, make a pool of them in the exam.`,
      );
  }

  private pool(pool: XmlElement, path: string): void {
    const title = firstOf(pool, 'TITLE')?.attributes.value ?? '';
    if (title.trim() !== '' && this.account.title === '') this.account.title = title;
    const points = poolPoints(pool);
    for (const question of poolQuestions(pool)) {
      const id = question.attributes.id ?? '';
      this.account.add({ item: id, type: question.name, line: question.line }, '', (warn) =>
        readPoolQuestion(question, { files: this.files, from: path, warn }, points.get(id)),
      );
    }
  }
}

/** How a quiz of version 1 names what stands elsewhere; the last is of Canvas. */
const REFERENCES = new Set(['itemref', 'sectionref', 'bankentry_item']);

const notQuestions = (root: string): ImportRefused =>
  new ImportRefused(
    'format_unknown',
    /result/i.test(root)
      ? `The file holds results (${root.slice(0, 60)}), not questions: export the items or the test and import those.`
      : `The file begins with "${root.slice(0, 60)}" and is no QTI item, test or quiz: export the items or the test and import those.`,
  );
