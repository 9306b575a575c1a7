import { CandidateQuestion, Question } from '../../shared/model/question.ts';
import { LONG_THAI, LONG_WORD } from './samples.ts';

const rich = (text: string) => ({ text, format: 'html' as const, html: text });
const base = (id: string, stem: string) => ({
  id,
  name: `Question ${id}`,
  stem,
  stemFormat: 'html',
  stemHtml: stem,
  points: 1,
  line: 1,
});

/** A picture that a text carries itself. */
const SAMPLE_PICTURE =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** One question of every type, with its key. */
export const QUESTIONS: readonly Question[] = [
  {
    ...base('q1', 'Which is \\(\\int_0^1 x\\,dx\\)? It costs $5, not $10.'),
    type: 'single_choice',
    generalFeedback: rich('See \\(\\int x^n\\,dx\\).'),
    choices: [
      { id: 'c1', text: '', html: '\\(\\frac{1}{2}\\)', weight: 1, feedback: rich('Right.') },
      { id: 'c2', text: '', html: LONG_THAI, weight: 0.333 },
      { id: 'c3', text: '', html: LONG_WORD, weight: -1 },
    ],
  },
  {
    ...base(
      'q2',
      `<p>${LONG_THAI}</p><table><tr><th>a</th><td>1</td></tr></table><pre><code>if (a &lt; b) \\(not maths\\)</code></pre>`,
    ),
    type: 'multiple_choice',
    choices: [
      { id: 'c1', text: '', html: 'H<sub>2</sub>O', weight: 0.5 },
      { id: 'c2', text: '', html: '$$\\begin{pmatrix}1&amp;2\\\\3&amp;4\\end{pmatrix}$$', weight: 0.5 },
    ],
  },
  { ...base('q3', 'True?'), type: 'true_false', answer: true, feedbackWhenWrong: rich('No.'), feedbackWhenRight: rich('Yes.') },
  {
    ...base('q4', 'A word?'),
    type: 'short_answer',
    caseSensitive: true,
    accepted: [
      { text: 'yes', weight: 1 },
      { text: '*', weight: 0, feedback: rich('Never.') },
    ],
  },
  {
    ...base('q5', 'A number?'),
    type: 'numerical',
    accepted: [
      { match: { kind: 'within', value: 1e21, tolerance: 1e-9 }, weight: 1 },
      { match: { kind: 'range', min: -1, max: 1 }, weight: 0.5 },
      { match: { kind: 'any' }, weight: 0 },
    ],
  },
  {
    ...base('q6', 'Match.'),
    type: 'matching',
    stems: [
      { id: 's1', text: '', html: '\\(x^2\\)' },
      { id: 's2', text: '', html: LONG_THAI },
    ],
    choices: [
      { id: 'c1', text: '', html: '\\(2x\\)' },
      { id: 'c2', text: '', html: 'words' },
    ],
    pairs: { s1: 'c1', s2: 'c2' },
  },
  {
    ...base('q7', 'Write about \\(e^{i\\pi}\\).'),
    type: 'essay',
    template: 'Dear Sir or Madam,',
    words: { min: 100, max: 999_999 },
  },
  {
    ...base(
      'q9',
      `Put these in order, <img src="${SAMPLE_PICTURE}" alt="A chart"> as <img src="media:${'0'.repeat(64)}" alt="A map"> says.`,
    ),
    type: 'ordering',
    scoring: 'places',
    items: [
      { id: 'i2', text: '', html: '\\(x^2\\)' },
      { id: 'i3', text: '', html: LONG_THAI },
      { id: 'i1', text: '', html: LONG_WORD },
    ],
  },
  {
    ...base(
      'q10',
      `<p>The capital is <span data-gap="g1"></span> with <span data-gap="g2"></span> people.</p><table><tr><th>Colour</th><td><span data-gap="g3"></span></td><td><span data-gap="g5"></span></td></tr></table>`,
    ),
    type: 'cloze',
    gaps: [
      { id: 'g1', share: 1, kind: 'text', caseSensitive: false, accepted: [{ text: 'Paris', weight: 1 }] },
      { id: 'g2', share: 1, kind: 'number', accepted: [{ match: { kind: 'any' }, weight: 1 }] },
      {
        id: 'g3',
        share: 2,
        kind: 'choice',
        choices: [
          { id: 'c1', text: '', html: LONG_THAI, weight: 1 },
          { id: 'c2', text: '', html: 'blue', weight: 0 },
        ],
      },
      {
        id: 'g5',
        share: 1,
        kind: 'several',
        choices: [
          { id: 'c1', text: '', html: 'red', weight: 0.5 },
          { id: 'c2', text: '', html: LONG_WORD, weight: 0.5 },
        ],
      },
      {
        id: 'g4',
        share: 1,
        kind: 'text',
        caseSensitive: false,
        accepted: [{ text: 'lost', weight: 0.5, feedback: rich('Found.') }],
      },
    ],
  },
  {
    ...base('q8', 'Wrong: \\(\\frac{1\\) and refused: \\(\\href{javascript:alert(1)}{x}\\), \\(\\color{red}x\\).'),
    type: 'description',
    points: 0,
  },
].map((question) => Question.parse(question));

/** The same as a candidate gets them. */
export const PAPER: readonly CandidateQuestion[] = QUESTIONS.map((question) => {
  const { id, stemHtml, points, type } = question;
  const shown = ({ id: own, html }: { id: string; html: string }) => ({ id: own, html });
  return CandidateQuestion.parse({
    id,
    stemHtml,
    points,
    type,
    ...('choices' in question ? { choices: question.choices.map(shown) } : {}),
    ...('stems' in question ? { stems: question.stems.map(shown) } : {}),
    ...('items' in question ? { items: question.items.map(shown) } : {}),
    ...('gaps' in question
      ? {
          gaps: question.gaps.map((gap) =>
            'choices' in gap ? { id: gap.id, kind: gap.kind, choices: gap.choices.map(shown) } : { id: gap.id, kind: gap.kind },
          ),
        }
      : {}),
    ...(question.type === 'essay' ? { template: question.template, words: question.words } : {}),
  });
});
