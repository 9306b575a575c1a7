import { createSeededRandom } from './seeded-random.ts';

const LABELS = ['A', 'B', 'C', 'D'];
const FIRST_NAMES = 'Anong Boon Chai Dara Ekkachai Fah Kanya Lek Mali Narong Orn Pim Ratana Somchai Tida Uthai Wanna Yai'.split(
  ' ',
);
const LAST_NAMES = 'Arun Bunmi Chaiyo Duang Intha Jaidee Kaew Luang Meesuk Nakorn Panya Rattana Saetang Thong Wong Yodsak'.split(
  ' ',
);

/** One question of every type an exam can have, numbers and right answers drawn; `n` counts from 1. */
const KINDS: readonly ((n: number, pick: (count: number) => number) => string)[] = [
  (n, pick) => {
    const right = pick(LABELS.length);
    return `Which of these is answer ${LABELS[right]} of question ${n}? {${LABELS.map((label, at) => ` ${at === right ? '=' : '~'}Answer ${label}`).join('')} }`;
  },
  (n) => `Which of these numbers are even (question ${n})? { ~%50%${n * 2} ~%50%${n * 4} ~%-50%${n * 2 + 1} ~%-50%${n * 4 + 1} }`,
  (n, pick) => `The number ${n} is odd. {${(n + pick(1)) % 2 === 1 ? 'T' : 'F'}}`,
  (n, pick) => `Write the word for ${pick(9)} plus ${n}. { =%100%a number =%50%number }`,
  (n, pick) => {
    const a = pick(90) + 5;
    return `How much is ${a} times ${n}? {#${a * n}:0.5}`;
  },
  (n) =>
    `Match each number with its square (question ${n}). { =${n} -> ${n * n} =${n + 1} -> ${(n + 1) ** 2} =${n + 2} -> ${(n + 2) ** 2} }`,
  (n) => `Explain in your own words how you solved question ${n - 1}. {}`,
];

/** An exam in GIFT with questions of every type, the same for the same seed. */
export function generateExam(seed: string, questions = 14): string {
  const random = createSeededRandom(`${seed}/exam`);
  const stems = Array.from({ length: questions }, (_, index) => {
    const kind = KINDS[index % KINDS.length];
    return `::Question ${index + 1}:: ${kind?.(index + 1, (count) => random.whole(0, count - 1)) ?? ''}`;
  });
  return ['::Welcome:: This paper was made for a simulated class.', ...stems].join('\n\n');
}

/** A roster in our own columns for these candidate numbers. */
export function generateRoster(seed: string, candidates: readonly string[]): string {
  const random = createSeededRandom(`${seed}/roster`);
  const lines = candidates.map(
    (candidate, index) =>
      `${candidate},${random.pick(FIRST_NAMES)},${random.pick(LAST_NAMES)},${Math.floor(index / 10) + 1}-${(index % 10) + 1}`,
  );
  return ['candidateNumber,firstName,lastName,seat', ...lines].join('\n');
}
