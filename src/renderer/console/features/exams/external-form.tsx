import { Button, Group, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamDetail } from '../../../../shared/model/exam.ts';
import type { ExternalPaper } from '../../../../shared/model/external-paper.ts';
import { useCommand, useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { QueryView } from '../../parts/query-view.tsx';
import { Refused } from '../../parts/refused.tsx';

/** Where the paper is when it is on another server (EX8). */
export function External({ exam }: { exam: ExamDetail }) {
  const stored = useCommandQuery('external_get', { examId: exam.id }, keys.external(exam.id));
  return (
    <QueryView query={stored} rows={3}>
      {({ external }) => <ExternalForm key={external?.startUrl ?? ''} exam={exam} external={external} />}
    </QueryView>
  );
}

function ExternalForm({ exam, external }: { exam: ExamDetail; external: ExternalPaper | undefined }) {
  const { t } = useTranslation(['console', 'common']);
  const save = useCommand('external_set', [keys.external(exam.id)]);
  const [startUrl, setStartUrl] = useState(external?.startUrl ?? '');
  const [allow, setAllow] = useState(external?.allow.join('\n') ?? '');
  const [inBrowser, setInBrowser] = useState<ExternalPaper['inBrowser']>(external?.inBrowser ?? 'refused');
  if (exam.sitting.state !== 'draft' && exam.sitting.state !== 'open')
    return <p>{external ? t('external.is', { url: external.startUrl }) : t('external.isNot')}</p>;
  const lines = allow.split('\n').flatMap((line) => line.trim() || []);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ examId: exam.id, external: { startUrl: startUrl.trim(), allow: lines, inBrowser } });
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('external.startUrl')}
          placeholder="https://lms.example.org/mod/quiz/"
          value={startUrl}
          onChange={(event) => setStartUrl(event.currentTarget.value)}
          required
        />
        <Textarea
          label={t('external.allow')}
          description={t('external.allowHint')}
          value={allow}
          onChange={(event) => setAllow(event.currentTarget.value)}
          autosize
          minRows={2}
          required
        />
        <Select
          label={t('external.inBrowser')}
          value={inBrowser}
          onChange={(value) => setInBrowser(value === 'reduced' ? 'reduced' : 'refused')}
          data={(['refused', 'reduced'] as const).map((value) => ({ value, label: t(`external.browser.${value}`) }))}
          allowDeselect={false}
          maw={420}
        />
        <Refused error={save.error} />
        <Group gap="sm">
          <Button type="submit" loading={save.isPending} disabled={startUrl.trim() === '' || lines.length === 0}>
            {t('common:action.save')}
          </Button>
          {external ? (
            <Button variant="default" onClick={() => save.mutate({ examId: exam.id, external: null })}>
              {t('external.drop')}
            </Button>
          ) : null}
          <span role="status">{save.isSuccess ? t('exam.saved') : ''}</span>
        </Group>
      </Stack>
    </form>
  );
}
