import fc from 'fast-check';
import type { RequestSignal } from '../../../src/main/domain/walls/signal.ts';

/** What honest people write into fields of any program: none of it is code, all of it has words and signs that code has. */
const SENTENCES: readonly string[] = [
  "I can't select the right answer from the list; the union of both sets seems wrong.",
  'Please update the table in my report and set the date to Friday (or Monday).',
  "O'Brien and D'Angelo dropped the course; their seats are free.",
  'We insert the values into the formula: x = 3, y = 4, so x + y = 7 or 8 at most.',
  'If a < b and b < c then a < c; that is transitivity.',
  'Set A = {1, 2, 3} and set B = {2, 4}: A ∩ B = {2}.',
  'f(x) = x^2 - 4x + 4, f(2) = 0, min(f) = 0 at x = 2.',
  'The sum over i from 1 to n of i is n(n+1)/2.',
  'P(A|B) = P(B|A) P(A) / P(B), where P(B) > 0.',
  'lim x->0 sin(x)/x = 1; cos(0) = 1; tan(45°) = 1.',
  '{ "name": "Mali", "seat": "A-12", "answers": [1, 2, 3], "done": true }',
  '[{"id": 7, "tags": ["maths", "final"]}, {"id": 8, "tags": []}]',
  'The regular expression ^[A-Z]{2}-\\d{3}$ matches AB-123 but not ab-123.',
  '(\\w+)@(\\w+)\\.com finds most addresses',
  'D:\\Exams\\2026\\Physics\\final version (2).docx',
  'My documents are in C:\\Users\\Somchai\\Documents and on drive E:',
  '2026-11-20 08:15:02 INFO room opened, 300 seats, 0 errors; 2026-11-20 08:15:09 WARN slow disk',
  '[ERROR] 14:02:11 could not save answer 7 (timeout after 10000 ms), will retry',
  'นักเรียนเลือกคำตอบจากตาราง และลบคำตอบเดิมออก (ข้อ 7)',
  'ข้อสอบข้อที่ ๑๒: จงอธิบายความแตกต่างระหว่าง "และ" กับ "หรือ"',
  '考生应从列表中选择答案；如果 x=1 或 x=2，则结果为真。',
  'Выберите ответ из таблицы; где x = 1 или y = 2.',
  'Die Prüfung dauert 90 Minuten; wer früher fertig ist, gibt ab & geht.',
  "L'élève n'a pas répondu à la question 4 ; il s'est trompé d'onglet.",
  'Tom & Jerry; cats and dogs | mice -- whatever you like #1',
  'C# and F# are languages; so is C++ (and Q#).',
  'Room B12; seat 7; ask for the key at the office; bring an ID.',
  'Email me at ann.lee@example.org or call 02-123-4567 ext. 8 (9-17 h).',
  'https://www.example.org/courses/biology?week=3&group=2 has the slides',
  'I waited for the delay to end, then executed the plan and dropped the topic.',
  'Group by group we order by height; having done so, we limit it to ten.',
  'He said "select one" and I did; where is the form?',
  "It's 5 o'clock; don't be late -- or else...",
  'The cat sat on the mat; echo of the past; more or less at the head of the tail.',
  'Sort the list, find the top, cut the end and make a copy; then time the test.',
  'Chapter 3 (pp. 40-52); exercises 1, 2, 5; due 12/11/2026',
  'Price: $5 or 150 baht (10% off); US$ 20 for two, €18 = $20.',
  'Grade = 0.4*midterm + 0.6*final; pass if grade >= 50',
  'H2O + CO2 -> H2CO3; 2H2 + O2 -> 2H2O (exothermic)',
  "DNA: 5'-ATGCCGTA-3' pairs with 3'-TACGGCAT-5'",
  'Ka = [H+][A-]/[HA]; pH = -log[H+]',
  'a) true b) false c) both d) none of the above; I chose (c).',
  'The script of the play has three acts; on load shedding see page 8.',
  'Style guide: use <b> sparingly, and write "less than" (<) in words.',
  'My answer is the same as in question 4, or 5 = five points.',
  'I like the way the process works: it starts, runs and exits.',
  'System administration course: who may read which files, and why',
  'Does the exam allow a calculator? (yes/no) -- yes, but no phone!',
  '5 > 3 and 2 < 4, so both are true; 1 = 1 is a tautology',
  'Alter the plan, drop the idea, create a new one, delete nothing.',
  '100% of the class, i.e. 30/30, handed in @ 10:30',
  'See ../notes for the outline, I mean the folder above.',
  'Version 1.2.3-beta+45; build #678 (rev. 9)',
  'Name\nDate\nTime\nHost\nSeat',
  'Columns: name; date; time; file; id of the seat',
  'Buy fish; make tea; expect guests & find the host.',
  'Dear Sir/Madam, I was ill on 3/11; attached is a note; regards, A. N.',
];

const WORDS =
  'select union from where and or not table update delete insert order group having like between join left right case when then else end if for while function return class import include system process script alert window object value name user admin password root cat echo more less head tail sort find time test date sleep wait print the of in a is to my exam answer question seat room candidate proctor grade'.split(
    ' ',
  );
const MARKS = ['', '', '', ',', ';', '.', ':', '!', '?', ' -', ' &'] as const;

/** Words of languages in an order that is none. */
const prose = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(...MARKS)), { minLength: 3, maxLength: 14, size: 'max' })
  .map(
    (words) =>
      `${words
        .map(([word, mark]) => `${word}${mark}`)
        .join(' ')
        .replace(/\W+$/, '')}.`,
  );

export const honestTexts: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...SENTENCES) },
  {
    weight: 2,
    arbitrary: fc.tuple(fc.constantFrom(...SENTENCES), fc.constantFrom(...SENTENCES)).map(([one, other]) => `${one}\n${other}`),
  },
  prose,
);
export const HONEST_SENTENCES = SENTENCES;

const HEADERS = { host: 'forum.example', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64)', accept: '*/*' };
const request = (uri: string, more: Partial<RequestSignal> = {}): RequestSignal => ({
  ...{ kind: 'request', at: 1_000, ip: '203.0.113.20', method: 'GET', uri, version: 'HTTP/1.1', headers: HEADERS, status: 200 },
  ...more,
});
const post = (body: string, type: string): RequestSignal =>
  request('/post', {
    method: 'POST',
    body,
    headers: { ...HEADERS, 'content-type': type, 'content-length': String(Buffer.byteLength(body)) },
  });

/** A text in every way a form of some program sends it. */
export const sentBy = (text: string): readonly RequestSignal[] => [
  request(`/search?q=${encodeURIComponent(text)}`),
  post(new URLSearchParams({ title: 'a note', text }).toString(), 'application/x-www-form-urlencoded'),
  post(JSON.stringify({ text }), 'application/json'),
  post(`--b7\r\nContent-Disposition: form-data; name="text"\r\n\r\n${text}\r\n--b7--\r\n`, 'multipart/form-data; boundary=b7'),
];
