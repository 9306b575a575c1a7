import { describe, expect, it } from 'vitest';
import { graded, questionIn, refusalOf } from '../../../support/qti-texts.ts';

describe('EX1 QTI 1.2 as Blackboard writes it', () => {
  it('EX1 one choice: blocks within blocks, formatted text, the maximum by its name', async () => {
    const words = (html: string) =>
      `<flow_mat class="FORMATTED_TEXT_BLOCK"><material><mat_extension><mat_formattedtext type="HTML">${html}</mat_formattedtext></mat_extension></material></flow_mat>`;
    const labels = ['x1', 'x2']
      .map(
        (id) =>
          `<flow_label class="Block"><response_label ident="${id}">${words(`&lt;i&gt;${id}&lt;/i&gt;`)}</response_label></flow_label>`,
      )
      .join('');
    const file = `<questestinterop><assessment title="BB"><section><item maxattempts="0"><itemmetadata><bbmd_questiontype>Multiple Choice</bbmd_questiontype><qmd_absolutescore_max>10.0</qmd_absolutescore_max></itemmetadata><presentation><flow class="Block"><flow class="QUESTION_BLOCK">${words('&lt;p&gt;Which?&lt;/p&gt;')}</flow><flow class="RESPONSE_BLOCK"><response_lid ident="response" rcardinality="Single"><render_choice shuffle="No">${labels}</render_choice></response_lid></flow></flow></presentation><resprocessing scoremodel="SumOfScores"><outcomes><decvar varname="SCORE" vartype="Decimal" defaultval="0" minvalue="0" maxvalue="10.0"/></outcomes><respcondition title="correct"><conditionvar><varequal respident="response" case="No">x2</varequal></conditionvar><setvar variablename="SCORE" action="Set">SCORE.max</setvar></respcondition><respcondition title="incorrect"><conditionvar><other/></conditionvar><setvar variablename="SCORE" action="Set">0</setvar></respcondition></resprocessing></item></section></assessment></questestinterop>`;
    const question = await questionIn(file, 'single_choice');
    expect([question.points, question.keepOrder, ...question.choices.map(({ html, weight }) => [html, weight])]).toEqual([
      10,
      true,
      ['<div><i>x1</i></div>', 0],
      ['<div><i>x2</i></div>', 1],
    ]);
    expect(question.stemHtml).toBe('<div><div><div><p>Which?</p></div></div></div>');
  });
});

describe('EX1 Blackboard pools', () => {
  const pool = (...questions: string[]) =>
    `<?xml version="1.0"?><POOL><TITLE value="Pool"/><QUESTIONLIST><QUESTION id="q1" class="X" points="3"/></QUESTIONLIST>${questions.join('')}</POOL>`;
  const body = '<BODY><TEXT><![CDATA[<b>Text</b>]]></TEXT><FLAGS><ISHTML value="true"/></FLAGS></BODY>';

  it('EX1 several answers count together, with the points of the list', async () => {
    const answers = ['a', 'b', 'c'].map((id) => `<ANSWER id="${id}"><TEXT>${id}</TEXT></ANSWER>`).join('');
    const question = await questionIn(
      pool(
        `<QUESTION_MULTIPLEANSWER id="q1">${body}${answers}<GRADABLE><CORRECTANSWER answer_id="a"/><CORRECTANSWER answer_id="c"/></GRADABLE></QUESTION_MULTIPLEANSWER>`,
      ),
      'multiple_choice',
    );
    expect([graded(question, ['c1', 'c3']), graded(question, ['c1'])]).toEqual([3, 0]);
  });

  it('EX1 names what it cannot read', async () => {
    const refusal = await refusalOf(
      pool(
        `<QUESTION_HOTSPOT id="h1">${body}</QUESTION_HOTSPOT>`,
        `<QUESTION_TRUEFALSE id="t1">${body}<GRADABLE/></QUESTION_TRUEFALSE>`,
      ),
    );
    expect(refusal.report?.skipped).toMatchObject([
      { item: 'h1', type: 'QUESTION_HOTSPOT', reason: 'QUESTION_HOTSPOT is not supported' },
      { item: 't1', type: 'QUESTION_TRUEFALSE', reason: 'no answer is marked as right' },
    ]);
  });
});
