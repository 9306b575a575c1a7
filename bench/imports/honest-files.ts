import { createHash } from 'node:crypto';
import { craftZip } from '../../test/support/crafted-zip.ts';
import type { ImportFile } from './import-file.ts';

const QUESTIONS = 5_000;
const PEOPLE = 5_000;
const GIFT_QUESTIONS = 500;
const ITEMS = 400;
/** Of a picture; forty of them are a large package, and below what the room keeps of an exam. */
const PICTURE_BYTES = 300 * 1024;
const PICTURES = 40;

/** A question as Moodle writes it, 2 KB of it, so that 5,000 are about 10 MB. */
const choiceQuestion = (number: number): string => `
  <question type="multichoice">
    <name><text>Question ${number}</text></name>
    <questiontext format="html"><text><![CDATA[<p dir="ltr">Which of these is <strong>right</strong> about ${number}?<br></p>${'<p>It is long enough. </p>'.repeat(40)}]]></text></questiontext>
    <generalfeedback format="html"><text><![CDATA[<p>See page ${number}.</p>]]></text></generalfeedback>
    <defaultgrade>1.0000000</defaultgrade><penalty>0.3333333</penalty><hidden>0</hidden><idnumber>n${number}</idnumber>
    <single>true</single><shuffleanswers>true</shuffleanswers><answernumbering>abc</answernumbering>
${[0, 1, 2, 3]
  .map(
    (choice) =>
      `    <answer fraction="${choice === 1 ? 100 : 0}" format="html"><text><![CDATA[<p dir="ltr">Answer ${choice}</p>]]></text><feedback format="html"><text><![CDATA[<p>Because of ${choice}.</p>]]></text></feedback></answer>`,
  )
  .join('\n')}
  </question>`;

/** A bank of so many questions. */
export const moodleBank = (count = QUESTIONS): Buffer =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>${Array.from({ length: count }, (_, number) => choiceQuestion(number)).join('')}\n</quiz>\n`,
  );

const giftBank = (): Buffer =>
  Buffer.from(
    Array.from({ length: GIFT_QUESTIONS }, (_, n) =>
      [
        `::Q${n}::[html]What is <b>${n}</b> \\(\\cdot\\) 2? {=${n * 2} #Yes ~${n * 2 + 1} #No ~%50%${n * 2 + 2} ~none}`,
        `::Q${n}::${n} is even. {${n % 2 === 0 ? 'T' : 'F'} #No #Yes}`,
        `::Q${n}::Half of ${n}? {#${n / 2}:0.1}`,
        `::Q${n}::Match. {=one -> 1 =two -> 2 =three -> 3}`,
        `::Q${n}::The number after ${n} is {=${n + 1} =%50%about ${n + 1}}.`,
      ].at(n % 5),
    ).join('\n\n'),
  );

/** Bytes that look like a picture to whoever sniffs, each another one, and do not get smaller when packed. */
function picture(place: number): Buffer {
  const noise = Buffer.concat(
    Array.from({ length: PICTURE_BYTES / 32 }, (_, part) => createHash('sha256').update(`${place} ${part}`).digest()),
  );
  return Buffer.concat([Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), noise]);
}

const item = (n: number): string => `<?xml version="1.0" encoding="UTF-8"?>
<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="i${n}" title="Item ${n}" adaptive="false" timeDependent="false">
<responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier"><correctResponse><value>B</value></correctResponse></responseDeclaration>
<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float"/>
<itemBody><p>What does picture ${n} show?</p><p><img src="images/p${n % PICTURES}.png" alt="Picture ${n}"/></p>
<choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Choose</prompt><simpleChoice identifier="A">A house</simpleChoice><simpleChoice identifier="B">A tree</simpleChoice><simpleChoice identifier="C">A road</simpleChoice></choiceInteraction></itemBody>
<responseProcessing template="http://www.imsglobal.org/question/qti_v2p2/rptemplates/match_correct"/>
</assessmentItem>`;

const qtiPackage = (): Uint8Array =>
  craftZip([
    ...Array.from({ length: ITEMS }, (_, n) => ({ name: `i${n}.xml`, content: item(n) })),
    ...Array.from({ length: PICTURES }, (_, n) => ({ name: `images/p${n}.png`, content: picture(n), isStored: true })),
  ]);

const roster = (): Buffer =>
  Buffer.from(
    `candidateNumber,firstName,lastName,email,seat,extraMinutes\n${Array.from(
      { length: PEOPLE },
      (_, n) => `R${n},First ${n},Last ${n},r${n}@example.org,${n},${n % 20 === 0 ? 15 : 0}`,
    ).join('\n')}\n`,
  );

/** What schools bring, in the sizes that issue names. */
export const honestFiles = (): ImportFile[] => [
  { name: `${QUESTIONS.toLocaleString('en')} questions, Moodle XML`, bytes: moodleBank(), isLarge: true },
  { name: `${GIFT_QUESTIONS} questions, GIFT`, bytes: giftBank() },
  { name: `${ITEMS} items, QTI with ${PICTURES} pictures`, bytes: qtiPackage() },
  { name: `${PEOPLE.toLocaleString('en')} people, roster`, bytes: roster(), isRoster: true },
  { name: 'the same roster again', bytes: roster(), isRoster: true },
];
