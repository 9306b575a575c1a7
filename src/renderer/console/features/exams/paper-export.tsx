import { Button, Menu, Modal } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamSummary } from '../../../../shared/model/exam.ts';
import type { ExportedExam, ExportFormat } from '../../../../shared/model/exam-export.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { useRoom } from '../../link/room-context.tsx';
import { showFailure, showToast } from '../../parts/toast.ts';
import classes from './exams.module.css';

/** Hands the file to the browser. */
function save({ content, mediaType, filename }: ExportedExam): void {
  const url = URL.createObjectURL(new Blob([content], { type: `${mediaType};charset=utf-8` }));
  const link = document.createElement('a');
  link.href = url;
  link.download = filename;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

const lossesOf = ({ report }: ExportedExam): string[] => [
  ...report.skipped.map(({ item, type, reason }) => `"${item}" (${type}): ${reason}`),
  ...report.warnings,
];

/** The paper as a file for another system; what that format cannot say is shown, and nothing is lost silently (EX1). */
export function PaperExport({ exam }: { exam: ExamSummary }) {
  const { t } = useTranslation(['console', 'common']);
  const { api } = useRoom();
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const [told, setTold] = useState<ExportedExam>();

  const take = async (format: ExportFormat): Promise<void> => {
    setIsBusy(true);
    try {
      const file = await api.call('exam_export', { examId: exam.id, format }, { timeoutMs: 120_000 });
      if (file.report.exported > 0) save(file);
      if (lossesOf(file).length > 0) setTold(file);
      else showToast({ color: 'green', message: t('paperExport.done', { count: file.report.exported, name: file.filename }) });
    } catch (error) {
      showFailure(errorText(error));
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            loading={isBusy}
            leftSection={<IconDownload size={17} stroke={1.8} aria-hidden />}
            rightSection={<IconChevronDown size={15} stroke={1.8} aria-hidden />}
          >
            {t('paperExport.button')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void take('moodle-xml')}>{t('paperExport.xml')}</Menu.Item>
          <Menu.Item onClick={() => void take('gift')}>{t('paperExport.gift')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={told !== undefined}
        onClose={() => setTold(undefined)}
        title={t('paperExport.title')}
        size="lg"
        closeButtonProps={{ 'aria-label': t('common:action.close') }}
      >
        {told ? (
          <>
            <p>
              {told.report.exported > 0
                ? t('paperExport.done', { count: told.report.exported, name: told.filename })
                : t('paperExport.nothing')}
            </p>
            <ul className={classes.warnings}>
              {lossesOf(told).map((loss) => (
                <li key={loss}>{loss}</li>
              ))}
            </ul>
          </>
        ) : null}
      </Modal>
    </>
  );
}
