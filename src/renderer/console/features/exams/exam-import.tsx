import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { ImportReport } from '../../../../shared/model/exam.ts';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { DropZone } from '../../parts/drop-zone.tsx';
import classes from './exams.module.css';
import { ImportReportView } from './import-report.tsx';

/** A refused file may come with the report that says why. */
function reportIn(error: unknown): ImportReport | undefined {
  const data: unknown = error instanceof Error && 'data' in error ? error.data : undefined;
  const report = typeof data === 'object' && data !== null && 'report' in data ? data.report : undefined;
  return ImportReport.safeParse(report).data;
}

/** Imports an exam from a teacher's file and says exactly what became of every question of it (EX1). */
export function ExamImport() {
  const { t } = useTranslation('console');
  const imports = useCommand('exam_import', [keys.exams]);
  const take = async (file: File) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    imports.mutate({ format: 'auto', filename: file.name.slice(-255), bytes });
  };
  const refusedReport = reportIn(imports.error);

  return (
    <div className={classes.stack}>
      <DropZone
        title={t('import.title')}
        hint={t('import.hint')}
        buttonLabel={t('import.button')}
        accept=".gift,.txt,.xml,.zip,.aiken,text/plain"
        isBusy={imports.isPending}
        onFile={(file) => void take(file)}
      />
      {imports.error && !imports.isPending ? (
        <>
          <ErrorState error={imports.error} title={t('import.failed')} compact />
          {refusedReport ? <ImportReportView report={refusedReport} /> : null}
        </>
      ) : null}
      {imports.data && !imports.isPending ? (
        <ImportReportView
          title={imports.data.exam.title}
          report={imports.data.report}
          action={
            <Button
              component={Link}
              href={`/exams/${imports.data.exam.id}`}
              rightSection={<IconArrowRight size={16} stroke={1.8} aria-hidden />}
            >
              {t('import.openExam')}
            </Button>
          }
        />
      ) : null}
    </div>
  );
}
