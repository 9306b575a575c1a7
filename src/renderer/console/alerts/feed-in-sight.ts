import { useEffect } from 'react';
import type { Alert } from '../../../shared/model/alert.ts';
import type { ExamId } from '../../../shared/model/ids.ts';

/** Feeds on the screen just now; one without an exam shows everything. */
const shown = new Set<{ readonly examId: ExamId | undefined }>();

/** Says that a feed is on the screen, for as long as it is. */
export function useFeedInSight(examId: ExamId | undefined): void {
  useEffect(() => {
    const feed = { examId };
    shown.add(feed);
    return () => void shown.delete(feed);
  }, [examId]);
}

/** Does it stand in a feed that is on the screen? Then nothing more needs to be laid over the page for it. */
export const isInSight = ({ examId }: Pick<Alert, 'examId'>): boolean =>
  [...shown].some((feed) => feed.examId === undefined || examId === undefined || feed.examId === examId);
