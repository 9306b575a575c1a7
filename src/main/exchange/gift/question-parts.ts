import { shield } from './escapes.ts';

/** A question's source taken apart; everything but the tags is still shielded. */
export interface QuestionParts {
  readonly name: string | undefined;
  /** With a blank of five underscores where answers stood inside the sentence. */
  readonly stem: string;
  /** What stands between the braces; absent for a description. */
  readonly answers: string | undefined;
  readonly generalFeedback: string;
}

/** Takes a question apart whose braces were found to be one pair or none. Source: Moodle's GIFT. */
export function takeApart(source: string): QuestionParts {
  let text = shield(source).trim();
  let name: string | undefined;
  if (text.startsWith('::')) {
    const end = text.indexOf('::', 2);
    if (end >= 0) {
      name = text.slice(2, end).trim();
      text = text.slice(end + 2).trim();
    } else {
      text = text.slice(2).trim();
    }
  }
  const open = text.indexOf('{');
  const close = text.indexOf('}');
  if (open < 0 || close < open) return { name, stem: text, answers: undefined, generalFeedback: '' };

  const isAtEnd = close === text.length - 1;
  const block = text.slice(open + 1, close);
  const feedbackAt = block.lastIndexOf('####');
  return {
    name,
    stem: `${text.slice(0, open)}${isAtEnd ? '' : '_____'}${text.slice(close + 1)}`,
    answers: (feedbackAt < 0 ? block : block.slice(0, feedbackAt)).trim(),
    generalFeedback: feedbackAt < 0 ? '' : block.slice(feedbackAt + 4),
  };
}

/** A tag is kept to 100 characters; unbounded, many that never end take quadratic time. */
const TAG = /\[tag:((?:\\\]|[^\]<>`\p{Cc}]){1,300})\]/gu;

/** What a question's comments say of it, `// [tag:algebra] [id:Q7]`, as Moodle writes them; it has one id, the first. */
export function commentedIn(comments: readonly string[]): { tags?: string[]; idNumber?: string } {
  const tags: string[] = [];
  let idNumber = '';
  for (const comment of comments) {
    if (idNumber === '') idNumber = clean(/\[id:((?:\\\]|[^\]\p{Cc}]){1,300})\]/u.exec(comment)?.[1] ?? '');
    for (const match of comment.matchAll(TAG)) tags.push(clean(match[1] ?? ''));
  }
  const named = [...new Set(tags)].filter((tag) => tag !== '');
  return { ...(named.length > 0 ? { tags: named } : {}), ...(idNumber === '' ? {} : { idNumber }) };
}

const clean = (tag: string): string => tag.replaceAll('\\]', ']').trim().slice(0, 100).toWellFormed();
