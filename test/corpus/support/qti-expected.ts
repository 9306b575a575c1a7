import type { QuestionType } from '../../../src/shared/model/question.ts';

/** What a person reads in a file: how many questions of which type, what has no equal here and why, or how it is refused. */
export interface QtiExpectation {
  readonly byType?: Partial<Record<QuestionType, number>>;
  /** Identifier, type as the file calls it, words of the reason. */
  readonly skipped?: readonly (readonly [item: string, type: string, reason: string])[];
  readonly refused?: string;
}

const adaptive = 'adaptive';
const anew = 'computed anew';
const inQuiz = 'has the same question already';
const notSupported = (item: string, type: string): QtiExpectation => ({
  skipped: [[item, type, `${type} is not supported`]],
  refused: 'nothing_importable',
});

const singleChoice: QtiExpectation = { byType: { single_choice: 1 } };
const essay: QtiExpectation = { byType: { essay: 1 } };
const shortAnswer: QtiExpectation = { byType: { short_answer: 1 } };
const ordering: QtiExpectation = { byType: { ordering: 1 } };
const severalChoices: QtiExpectation = { byType: { multiple_choice: 1 } };

/** Every file of the folder but its pictures, by its place in it. */
export const QTI_EXPECTED: Readonly<Record<string, QtiExpectation>> = {
  'blackboard/moodle-sample_blackboard_pool.dat': {
    byType: { true_false: 1, single_choice: 1, multiple_choice: 1, matching: 1, essay: 1, short_answer: 1 },
  },
  'canvas-1.2-all-simple.xml': {
    byType: {
      single_choice: 1,
      true_false: 1,
      short_answer: 1,
      cloze: 2,
      multiple_choice: 1,
      matching: 1,
      numerical: 1,
      essay: 1,
    },
    skipped: [['i671f685f8d3902befa38c673d4a58c70', 'calculated_question', anew]],
  },
  'canvas-1.2-items/canvas_multiple_dropdown.xml': { byType: { cloze: 1 } },
  'canvas-1.2-items/canvas_multiple_fib.xml': { byType: { cloze: 1 } },
  // Its third item adds 25 points for each right answer and says that 10 are the most: any one would earn all.
  'canvas-1.2-items/choice.xml': { byType: { single_choice: 3 }, skipped: [['QUE_1022', 'response_lid', 'rule of their own']] },
  'canvas-1.2-items/essay.xml': essay,
  // `resprocessing` is opened and never closed.
  'canvas-1.2-items/fib.xml': { refused: 'file_not_text' },
  'canvas-1.2-items/formula.xml': {
    skipped: [['id39adb107fd2d03971a2d4206c6550dc', 'calculated_question', anew]],
    refused: 'nothing_importable',
  },
  'canvas-1.2-items/matching.xml': { byType: { matching: 1 } },
  'canvas-1.2-items/multiple_answer_canvas.xml': severalChoices,
  'canvas-1.2-items/multiple_choice.xml': singleChoice,
  'canvas-1.2-items/numeric_exact_match.xml': { byType: { numerical: 2 } },
  'canvas-1.2-items/numeric_margin_error.xml': { byType: { numerical: 1 } },
  // A harmless DOCTYPE is a DOCTYPE (protocol 6, Import).
  'canvas-1.2-items/ordering.xml': { refused: 'file_hostile' },
  'canvas-1.2-items/text.no.question.xml': { byType: { description: 1 } },
  'canvas-1.2-items/true_false.xml': { byType: { true_false: 1 } },
  'canvas-1.2-items/upload.xml': {
    skipped: [['i53d46f6a4edbfcefd662489e9f2a970a', 'file_upload_question', 'asks for a file']],
    refused: 'nothing_importable',
  },
  'invalid/malformed.xml': { refused: 'file_not_text' },
  'invalid/noversion.xml': { refused: 'format_unknown' },
  'invalid/xinclude_ns_in_tag_subfolder.xml': {
    skipped: [['choice', 'choiceInteraction', 'which is not in the file']],
    refused: 'nothing_importable',
  },
  'items-2.1/choice.xml': singleChoice,
  'items-2.1/essay.xml': essay,
  'items-2.1/match.xml': notSupported('associate', 'associateInteraction'),
  'items-2.1/order.xml': ordering,
  'items-2.1/text_entry.xml': shortAnswer,
  'items-2.2/Example02-feedbackInline.xml': singleChoice,
  'items-2.2/associate.xml': notSupported('associate', 'associateInteraction'),
  'items-2.2/choice.xml': singleChoice,
  'items-2.2/choice_aria.xml': singleChoice,
  'items-2.2/choice_fixed.xml': singleChoice,
  'items-2.2/choice_multiple.xml': severalChoices,
  'items-2.2/choice_multiple_rtl.xml': severalChoices,
  'items-2.2/choice_true_false.xml': singleChoice,
  'items-2.2/essay.xml': essay,
  'items-2.2/extended_text.xml': essay,
  'items-2.2/feedback_adaptive.xml': {
    skipped: [['feedbackAdaptive', 'choiceInteraction', adaptive]],
    refused: 'nothing_importable',
  },
  // A wrong word takes a point from the right one, down to nothing: no cloze here does that.
  'items-2.2/gap_match.xml': {
    skipped: [['gapMatch', 'gapMatchInteraction', 'depend on one another']],
    refused: 'nothing_importable',
  },
  'items-2.2/graphic_order.xml': notSupported('graphicOrder', 'graphicOrderInteraction'),
  'items-2.2/hotspot.xml': notSupported('hotspot', 'hotspotInteraction'),
  'items-2.2/hottext.xml': notSupported('IMS00004_StemError', 'hottextInteraction'),
  'items-2.2/inline_choice.xml': { byType: { cloze: 1 } },
  'items-2.2/match.xml': notSupported('associate', 'associateInteraction'),
  'items-2.2/math.xml': singleChoice,
  'items-2.2/multi-input.xml': {
    skipped: [['multi-input', 'choiceInteraction+inlineChoiceInteraction+textEntryInteraction+gapMatchInteraction', 'substring']],
    refused: 'nothing_importable',
  },
  'items-2.2/nested_object.xml': essay,
  'items-2.2/order.xml': ordering,
  // Its text to read is in a file that is not there.
  'items-2.2/orkney1.xml': {
    skipped: [['orkney1', 'choiceInteraction', 'which is not in the file']],
    refused: 'nothing_importable',
  },
  'items-2.2/slider.xml': { byType: { numerical: 1 } },
  'items-2.2/template.xml': { skipped: [['template', 'textEntryInteraction', anew]], refused: 'nothing_importable' },
  'items-2.2/text_entry.xml': shortAnswer,
  'items-2.2/upload.xml': notSupported('upload', 'uploadInteraction'),
  'items-3.0/aqti_tmh_sample_1.xml': singleChoice,
  'items-3.0/aqti_tmh_sample_2.xml': singleChoice,
  'items-3.0/pie-choice-multiple.xml': severalChoices,
  'items-3.0/pie-choice-single.xml': singleChoice,
  'items-3.0/pie-extended-text.xml': essay,
  'items-3.0/pie-order.xml': ordering,
  'packages/canvas_cartridge.imscc': {
    byType: {
      single_choice: 1,
      true_false: 1,
      short_answer: 1,
      cloze: 2,
      multiple_choice: 1,
      matching: 1,
      numerical: 1,
      essay: 1,
      description: 1,
    },
    skipped: [
      ['i244ca5c42978016396a8294ba05cc456', 'calculated_question', anew],
      ['i97824793b16753a3947d6438590cf910', 'file_upload_question', 'asks for a file'],
      ['ia89113f89c899deca37259f6d17ee352', 'multiple_choice_question', inQuiz],
      ['i5d262a9db52863ec133a25e458e5af1d', 'essay_question', inQuiz],
      ['i3cf365da264ec8c423bb8f56fa5614a1', 'file_upload_question', inQuiz],
      ['ifd0ea00cbc000b86a16ef2483d1b7e0b', 'text_only_question', inQuiz],
      ['ic0c91dbbd2dcd3770e6b32e3e54d99a4', 'true_false_question', inQuiz],
      ['iffc71167f9a32b094999c1d63972597f', 'short_answer_question', inQuiz],
      ['i96b7406653b3f47f89e88e4f48cd6198', 'fill_in_multiple_blanks_question', inQuiz],
      ['i9672606990fe1ed94ba8f88f3fd888a2', 'multiple_answers_question', inQuiz],
      ['id6d9e2e46678dd94cfa44670a5b322b4', 'multiple_dropdowns_question', inQuiz],
      ['i115ad860702ffa9712fe7cb42c8b10cc', 'matching_question', inQuiz],
      ['i3483b61f378c8f76a6c32af4bcd47713', 'numerical_question', inQuiz],
      ['ic9efe423e4ee9380575901f51e5bfa04', 'calculated_question', inQuiz],
    ],
  },
  'packages/canvas_quiz_1.2.zip': { byType: { true_false: 1, single_choice: 1, multiple_choice: 1, essay: 1 } },
  'packages/feedbackTest_2.2.zip': {
    byType: { single_choice: 2 },
    skipped: [
      ['Example03-feedbackBlock-solution', 'textEntryInteraction+endAttemptInteraction', adaptive],
      ['Example03-feedbackBlock-solution', 'textEntryInteraction+endAttemptInteraction', adaptive],
      ['Example04-feedbackBlock-templateBlock', 'textEntryInteraction+endAttemptInteraction', adaptive],
      ['Example05-feedbackBlock-adaptive', 'choiceInteraction+inlineChoiceInteraction+textEntryInteraction', adaptive],
    ],
  },
  'packages/imsqti_2.2_one_item.zip': singleChoice,
  'packages/test_qti_2.2.zip': {
    byType: { multiple_choice: 1, single_choice: 2, essay: 1 },
    skipped: [['Example05-feedbackBlock-adaptive', 'choiceInteraction+inlineChoiceInteraction+textEntryInteraction', adaptive]],
  },
  'packages/unsupported_version.zip': { refused: 'format_unknown' },
  'results/simple-assessment-result-missing-data.xml': { refused: 'format_unknown' },
  'results/simple-assessment-result.xml': { refused: 'format_unknown' },
};
