import { useCallback, useState } from 'react';
import type { ExamSummary } from '../../../../shared/model/exam.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { useRoom } from '../../link/room-context.tsx';
import { showFailure } from '../../parts/toast.ts';

/** A file name every system takes, from a title in any script. */
const fileName = (title: string): string =>
  `${
    title
      .replaceAll(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, 80) || 'results'
  }.csv`;

/** Fetches the room's own CSV (its cells are made safe for spreadsheets there) and hands it to the browser as a file. */
export function useCsvDownload(
  exam: ExamSummary,
  what: 'results' | 'answers' = 'results',
): { download: () => void; isBusy: boolean } {
  const { api } = useRoom();
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);

  const fetchAndSave = useCallback(async () => {
    setIsBusy(true);
    try {
      const text = await (what === 'results' ? api.resultsCsv(exam.id) : api.answersCsv(exam.id));
      // Excel takes a CSV for Latin-1 unless it begins with the byte order mark.
      const url = URL.createObjectURL(
        new Blob([text.startsWith('\uFEFF') ? text : `\uFEFF${text}`], { type: 'text/csv;charset=utf-8' }),
      );
      const link = document.createElement('a');
      link.href = url;
      link.download = fileName(what === 'results' ? exam.title : `${exam.title} – answers`);
      link.click();
      window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch (error) {
      showFailure(errorText(error));
    } finally {
      setIsBusy(false);
    }
  }, [api, exam, what, errorText]);

  return { download: () => void fetchAndSave(), isBusy };
}
