import { UNDRAWN } from '../../shared/model/drawing.ts';
import { ExamDetail } from '../../shared/model/exam.ts';
import { STANDARD_POLICY } from '../../shared/model/policy.ts';
import { ImportReportView } from '../console/features/exams/import-report.tsx';
import { Questions } from '../console/features/exams/questions.tsx';
import { usePaperChanges } from '../console/features/exams/writing/use-paper-changes.ts';
import { QUESTIONS } from './sample-questions.ts';
import { exam, LONG_THAI, LONG_WORD } from './samples.ts';
import { never, StandInRoom } from './stand-in-room.tsx';
import { State, Story } from './story.tsx';

const paper = (questions: readonly unknown[]) =>
  ExamDetail.parse({ ...exam(), instructions: '', policy: STANDARD_POLICY, revision: 1, ...UNDRAWN, questions });

function Paper({ exam: shown }: { exam: ExamDetail }) {
  return <Questions exam={shown} changes={usePaperChanges(shown, () => {})} />;
}

/** What became of a file: the report, and the questions with and without their keys. */
export function ReportStories() {
  return (
    <>
      <Story name="ImportReportView" wide>
        <State of="all read">
          <ImportReportView
            title="Algebra"
            report={{ format: 'gift', imported: 40, byType: { essay: 40 }, skipped: [], warnings: [] }}
          />
        </State>
        <State of="nothing read, long Thai, a formula">
          <ImportReportView
            title={LONG_THAI}
            report={{
              format: 'gift',
              imported: 0,
              byType: {},
              skipped: [
                { line: 499_999, item: LONG_THAI, type: 'numerical', reason: 'unknown number "abc"' },
                { line: 1, item: 'Solve \\(x^2 = \\frac{1}{2}\\)', reason: 'no answer is marked as right' },
                { reason: LONG_WORD },
              ],
              warnings: [LONG_THAI, LONG_WORD],
            }}
          />
        </State>
      </Story>
      <Story name="Questions" wide>
        <State of="none">
          <StandInRoom answer={never}>
            <Paper exam={paper([])} />
          </StandInRoom>
        </State>
        <State of="every type; switch the keys on to see weights and feedback">
          <StandInRoom answer={never}>
            <Paper exam={paper(QUESTIONS)} />
          </StandInRoom>
        </State>
      </Story>
    </>
  );
}
