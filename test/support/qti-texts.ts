import { gradeAnswer } from '../../src/main/domain/grading/grade-answer.ts';
import { ImportRefused } from '../../src/main/exchange/import-refused.ts';
import type { ImportedExam } from '../../src/main/exchange/imported-exam.ts';
import { importQti } from '../../src/main/exchange/qti/import-qti.ts';
import type { Question } from '../../src/shared/model/question.ts';

/** An item of version 2 from its parts. */
export const itemXml = (
  body: string,
  {
    declarations = '',
    processing = '',
    after = '',
    attributes = '',
    id = 'it',
  }: Partial<Record<'declarations' | 'processing' | 'after' | 'attributes' | 'id', string>> = {},
): string => `<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="${id}" title="Title of ${id}" ${attributes}>
${declarations}
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody>${body}</itemBody>
${processing}
${after}
</assessmentItem>`;

export const declared = (inner: string, { id = 'RESPONSE', cardinality = 'single', baseType = 'identifier' } = {}): string =>
  `<responseDeclaration identifier="${id}" cardinality="${cardinality}" baseType="${baseType}">${inner}</responseDeclaration>`;

export const correct = (...values: string[]): string =>
  `<correctResponse>${values.map((value) => `<value>${value}</value>`).join('')}</correctResponse>`;

export const mapping = (entries: Record<string, number>, attributes = ''): string =>
  `<mapping ${attributes}>${Object.entries(entries)
    .map(([key, value]) => `<mapEntry mapKey="${key}" mappedValue="${value}"/>`)
    .join('')}</mapping>`;

export const template = (name: string): string =>
  `<responseProcessing template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/${name}"/>`;

export const choices = (ids: readonly string[], name = 'simpleChoice'): string =>
  ids.map((id) => `<${name} identifier="${id}">Choice ${id}</${name}>`).join('');

const bytesOf = (file: string | Uint8Array): Uint8Array => (typeof file === 'string' ? new TextEncoder().encode(file) : file);

/** What a file became; a refused one fails the test. */
export const imported = (file: string | Uint8Array): Promise<ImportedExam> => importQti(bytesOf(file));

/** The only question of a file, as the type it must be. */
export async function questionIn<Type extends Question['type']>(
  file: string,
  type: Type,
): Promise<Extract<Question, { type: Type }>> {
  const { questions } = await refusedOrImported(file);
  const [question] = questions;
  if (questions.length !== 1 || question?.type !== type)
    throw new Error(`${questions.length} questions, the first is ${question?.type}`);
  return question as Extract<Question, { type: Type }>;
}

async function refusedOrImported(file: string): Promise<ImportedExam> {
  const outcome = await importQti(bytesOf(file)).catch((error: unknown) => error);
  if (outcome instanceof ImportRefused) throw new Error(`${outcome.message} ${JSON.stringify(outcome.report?.skipped)}`);
  if (outcome instanceof Error) throw outcome;
  return outcome as ImportedExam;
}

/** How a file is refused; one that is not fails the test. */
export async function refusalOf(file: string | Uint8Array): Promise<ImportRefused> {
  const outcome = await importQti(bytesOf(file)).catch((error: unknown) => error);
  if (outcome instanceof ImportRefused) return outcome;
  throw new Error(`not refused: ${outcome instanceof Error ? outcome.stack : JSON.stringify((outcome as ImportedExam).report)}`);
}

/** Why the only item of a file was left out. */
export const reasonIn = async (file: string): Promise<string> =>
  (await refusalOf(file)).report?.skipped[0]?.reason ?? 'no item was skipped';

export const setScore = (value: string): string =>
  `<setOutcomeValue identifier="SCORE"><baseValue baseType="float">${value}</baseValue></setOutcomeValue>`;
export const when = (condition: string, score: string): string => `<responseIf>${condition}${setScore(score)}</responseIf>`;
export const isValue = (value: string, baseType = 'identifier', id = 'RESPONSE'): string =>
  `<match><variable identifier="${id}"/><baseValue baseType="${baseType}">${value}</baseValue></match>`;
export const rules = (...inner: string[]): string => `<responseProcessing>${inner.join('')}</responseProcessing>`;

/** The points an answer earns here. */
export const graded = (question: Parameters<typeof gradeAnswer>[0], answer: Parameters<typeof gradeAnswer>[1]): number =>
  gradeAnswer(question, answer).points;
