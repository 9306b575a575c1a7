import { Alert, Button, Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamDetail } from '../../../../shared/model/exam.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { DrawingFields } from './drawing-fields.tsx';

/** Title, duration, instructions, and how papers are drawn. */
export function ExamDetailsForm({ exam }: { exam: ExamDetail }) {
  const { t } = useTranslation(['console', 'common']);
  const errorText = useErrorText();
  const update = useCommand('exam_update', [keys.exams]);
  // What stands in the fields is of this state, whatever arrives meanwhile.
  const [revision, setRevision] = useState(exam.revision);
  const form = useForm({
    initialValues: {
      title: exam.title,
      durationMinutes: exam.durationMinutes as number | string,
      instructions: exam.instructions,
      shuffleQuestions: exam.shuffleQuestions,
      shuffleChoices: exam.shuffleChoices,
      pools: exam.pools,
    },
    validate: {
      title: (value) => (value.trim() === '' ? t('exam.titleMissing') : null),
      durationMinutes: (value) => (Number(value) >= 1 && Number(value) <= 1440 ? null : t('exam.durationRange')),
    },
  });
  const save = async (values: typeof form.values) => {
    const saved = {
      title: values.title.trim(),
      durationMinutes: Number(values.durationMinutes),
      instructions: values.instructions,
      shuffleQuestions: values.shuffleQuestions,
      shuffleChoices: values.shuffleChoices,
      pools: values.pools,
    };
    const after = await update.mutateAsync({ examId: exam.id, revision, ...saved });
    setRevision(after.revision);
    form.resetDirty(values);
  };
  return (
    // the refusal is shown below the fields
    <form onSubmit={form.onSubmit((values) => void save(values).catch(() => {}))} noValidate>
      <Stack gap="md">
        <TextInput label={t('exam.title')} maxLength={200} required {...form.getInputProps('title')} />
        <NumberInput
          label={t('exam.duration')}
          min={1}
          max={1440}
          suffix={t('exam.minutesSuffix')}
          maw={220}
          required
          {...form.getInputProps('durationMinutes')}
        />
        <Textarea
          label={t('exam.instructions')}
          description={t('exam.instructionsHint')}
          maxLength={20_000}
          autosize
          minRows={4}
          maxRows={16}
          {...form.getInputProps('instructions')}
        />
        <DrawingFields questions={exam.questions} value={form.values} onChange={(drawing) => form.setValues(drawing)} />
        {update.error ? (
          <Alert color="red" variant="light" role="alert">
            {errorText(update.error)}
          </Alert>
        ) : null}
        <Group gap="sm">
          <Button type="submit" loading={update.isPending} disabled={!form.isDirty()}>
            {t('common:action.save')}
          </Button>
          <span role="status">{update.isSuccess && !form.isDirty() ? t('exam.saved') : ''}</span>
        </Group>
      </Stack>
    </form>
  );
}
