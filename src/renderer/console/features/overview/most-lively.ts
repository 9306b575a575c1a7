import type { ExamSummary } from '../../../../shared/model/exam.ts';

const BY_STATE: Record<ExamSummary['sitting']['state'], number> = { running: 0, paused: 1, open: 2, draft: 3, ended: 4 };

/** The exam somebody most likely wants to watch: what runs, then what is open, then the newest. */
export const mostLively = (exams: readonly ExamSummary[]): ExamSummary | undefined =>
  exams.toSorted(
    (a, b) => BY_STATE[a.sitting.state] - BY_STATE[b.sitting.state] || Date.parse(b.createdAt) - Date.parse(a.createdAt),
  )[0];
