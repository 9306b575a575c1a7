/**
 * A GIFT file read by cutting it at its marks, as its description has them: the importer must not judge itself. Escaped characters are put
 * out of sight first, so that a mark is a mark wherever it stands.
 */
export interface GiftSource {
  readonly name: string | undefined;
  /** Without the braces; `_____` where they stood inside a sentence. */
  readonly stem: string;
  /** `percent` as the mark says or the file: 100 behind `=`, 0 behind `~`. For a pair: `a -> b`. Nothing in it for an essay or a text. */
  readonly answers: readonly { readonly text: string; readonly percent: number }[];
}

/** Characters of a private area stand for the escaped ones. */
const HIDDEN = '~=#{}:\\n';
const hide = (text: string): string =>
  text.replace(/\\([~=#{}:\\n])/g, (_escape, character: string) => String.fromCharCode(0xe000 + HIDDEN.indexOf(character)));
const show = (text: string): string =>
  text.replace(/[\ue000-\ue007]/g, (hidden) => {
    const character = HIDDEN[hidden.charCodeAt(0) - 0xe000] ?? '';
    return character === 'n' ? '\n' : character;
  });
const clean = (text: string): string => show(text.replace(/^\s*\[(?:html|moodle|plain|markdown)\]/, '').trim()).trim();

/** What stands in the braces: answers with their share; feedback and the mark of numbers taken away. */
function answersIn(inside: string): GiftSource['answers'] {
  const body = inside.replace(/####[\s\S]*$/, '').trim();
  const truth = /^(T|F|TRUE|FALSE)\s*(?:#|$)/.exec(body)?.[1];
  if (truth !== undefined) return [{ text: truth.startsWith('T') ? 'true' : 'false', percent: 100 }];
  const isNumber = body.startsWith('#');
  const marked = isNumber ? body.slice(1).trim() : body;
  // The first may go without its mark: it is right.
  const whole = marked === '' || /^[=~]/.test(marked) ? marked : `=${marked}`;
  return [...whole.matchAll(/([=~])\s*(?:%(-?[\d.]+)%)?([^=~]*)/g)].map(([, mark, percent, rest = '']) => ({
    text: clean(rest.replace(/#[\s\S]*$/, '')),
    percent: percent === undefined ? (mark === '=' ? 100 : 0) : Number(percent),
  }));
}

/** The questions of a file in order; comments and categories are none. */
export function giftQuestionsIn(file: string): GiftSource[] {
  const lines = hide(file.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n'))
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\$CATEGORY:)/.test(line));
  // A blank line ends a question, but not inside its braces.
  const blocks: string[] = [''];
  let depth = 0;
  for (const line of lines) {
    depth += (line.match(/\{/g)?.length ?? 0) - (line.match(/\}/g)?.length ?? 0);
    if (line.trim() === '' && depth === 0) blocks.push('');
    else blocks.push(`${blocks.pop() ?? ''}${line}\n`);
  }
  return blocks
    .filter((block) => block.trim() !== '')
    .map((block) => {
      const [, name, rest = block] = /^\s*::([\s\S]*?)::([\s\S]*)$/.exec(block) ?? [];
      const [, before = rest, inside, after = ''] = /^([^{]*)\{([^}]*)\}([\s\S]*)$/.exec(rest) ?? [];
      const stem = after.trim() === '' ? clean(before) : clean(`${before}_____${after.trimEnd()}`);
      return { name: name === undefined ? undefined : clean(name), stem, answers: inside === undefined ? [] : answersIn(inside) };
    });
}
