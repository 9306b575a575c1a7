import { Modal } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamId } from '../../../../../shared/model/ids.ts';
import { LoadingState } from '../../../../ui/loading-state.tsx';
import { useCommandQuery } from '../../../link/queries.ts';
import { keys } from '../../../link/query-keys.ts';
import { QueryView } from '../../../parts/query-view.tsx';

const CandidatePreview = lazy(async () => ({
  default: (await import('../../../../preview/candidate-preview.tsx')).CandidatePreview,
}));

/** The paper as a candidate works on it; answers given here are kept nowhere. */
export function PaperPreview({ examId, revision, onClose }: { examId: ExamId; revision: number; onClose: () => void }) {
  const { t } = useTranslation(['console', 'common']);
  const paper = useCommandQuery('exam_preview', { examId }, keys.preview(examId, revision));
  return (
    <Modal
      opened
      onClose={onClose}
      size="60rem"
      title={t('writing.preview')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <p>{t('writing.previewText')}</p>
      <QueryView query={paper}>
        {(data) => (
          <Suspense fallback={<LoadingState rows={4} />}>
            <CandidatePreview
              questions={data.questions}
              instructions={data.instructions}
              durationMinutes={data.durationMinutes}
            />
          </Suspense>
        )}
      </QueryView>
    </Modal>
  );
}
