/** An item of QTI 2 or 3 read by looking for its marks, not by parsing: the importer's parser must not judge itself. */
export interface QtiSource {
  /** Of the choices of the only interaction, in the file's order: words alone, without the pictures and feedback among them. */
  readonly choices: readonly { readonly id: string; readonly words: string }[];
  readonly correct: readonly string[];
  /** What the mapping gives for each; empty where there is none. */
  readonly mapped: Readonly<Record<string, number>>;
  readonly maxChoices: number;
  /** The words of the body outside the choices. */
  readonly words: string;
}

const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&apos;': "'" };
/** Tags gone, white space single. */
export const wordsOf = (markup: string): string =>
  markup
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(?:lt|gt|amp|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/&(?:nbsp|#160|#xA0);/gi, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;?!])/g, '')
    .trim();

const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
const without = (xml: string, name: string): string =>
  xml.replace(new RegExp(`<(?:qti-)?${name}\\b[\\s\\S]*?</(?:qti-)?${name}>`, 'g'), ' ');

/** Nothing where the file asks for something else than a choice, or for more than one. */
export function choiceItemIn(xml: string): QtiSource | undefined {
  const file = xml.replace(/<!--[\s\S]*?-->/g, '');
  const interactions = [...file.matchAll(/<(?:qti-)?([a-z]+(?:-[a-z]+)*|[a-zA-Z]+)-?[iI]nteraction\b[^>]*>/g)];
  const [, inside] = /<(?:qti-)?choice-?[iI]nteraction\b([\s\S]*?)<\/(?:qti-)?choice-?[iI]nteraction>/.exec(file) ?? [];
  if (interactions.length !== 1 || inside === undefined) return undefined;
  const choices = [...inside.matchAll(/<(?:qti-)?simple-?[cC]hoice\b([^>]*)>([\s\S]*?)<\/(?:qti-)?simple-?[cC]hoice>/g)].map(
    ([, tag = '', content = '']) => ({
      id: attribute(tag, 'identifier') ?? '',
      words: wordsOf(without(without(content, 'feedbackInline'), 'feedback-inline')),
    }),
  );
  const [, right = ''] = /<(?:qti-)?correct-?[rR]esponse>([\s\S]*?)<\/(?:qti-)?correct-?[rR]esponse>/.exec(file) ?? [];
  const [, body = ''] = /<(?:qti-)?item-?[bB]ody\b[^>]*>([\s\S]*?)<\/(?:qti-)?item-?[bB]ody>/.exec(file) ?? [];
  const entries = [...file.matchAll(/<(?:qti-)?map-?[eE]ntry\b([^>]*)>/g)].map(
    ([, tag = '']) =>
      [
        attribute(tag, 'mapKey') ?? attribute(tag, 'map-key') ?? '',
        Number(attribute(tag, 'mappedValue') ?? attribute(tag, 'mapped-value')),
      ] as const,
  );
  return {
    choices,
    correct: [...right.matchAll(/<(?:qti-)?value\b[^>]*>([\s\S]*?)<\/(?:qti-)?value>/g)].map(([, value = '']) => value.trim()),
    mapped: Object.fromEntries(entries),
    maxChoices: Number(attribute(inside, 'maxChoices') ?? attribute(inside, 'max-choices') ?? 1),
    words: wordsOf(without(without(body, 'simpleChoice'), 'simple-choice')),
  };
}
