import { Button, Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RESULT_FORMATS, type ResultFormat } from '../../../../shared/model/grading.ts';
import type { ExamId } from '../../../../shared/model/ids.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { useRoom } from '../../link/room-context.tsx';
import { showFailure } from '../../parts/toast.ts';
import { saveFile } from './save-file.ts';

/** The results as a file: the room makes it, so that no cell of it is a formula. */
export function ExportMenu({ examId }: { examId: ExamId }) {
  const { t } = useTranslation('console');
  const { api } = useRoom();
  const errorText = useErrorText();
  const [isBusy, setIsBusy] = useState(false);
  const labels: Record<ResultFormat, string> = {
    csv: t('results.csv'),
    moodle: t('grading.forMoodle'),
    canvas: t('grading.forCanvas'),
    json: t('grading.asJson'),
  };
  const save = async (format: ResultFormat | 'answers') => {
    setIsBusy(true);
    try {
      if (format === 'answers') {
        // A spreadsheet takes a CSV for Latin-1 unless it begins with the byte order mark.
        saveFile('answers.csv', `\uFEFF${(await api.answersCsv(examId)).replace(/^\uFEFF/, '')}`, 'text/csv;charset=utf-8');
        return;
      }
      const { filename, mediaType, text } = await api.call('results_export', { examId, format });
      saveFile(filename, text, mediaType);
    } catch (error) {
      showFailure(errorText(error));
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" loading={isBusy} leftSection={<IconDownload size={17} stroke={1.8} aria-hidden />}>
          {t('grading.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {RESULT_FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => void save(format)}>
            {labels[format]}
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => void save('answers')}>{t('paper.answersCsv')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
