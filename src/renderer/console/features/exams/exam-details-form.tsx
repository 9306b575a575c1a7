import { Alert, Button, Group, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { ExamDetail } from '../../../../shared/model/exam.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { ClashesPanel } from './details/clashes-panel.tsx';
import { type Details, detailsOf } from './details/merge-details.ts';
import { useMergedDetails } from './details/use-merged-details.ts';
import { DrawingFields } from './drawing-fields.tsx';

const isConflict = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'state_conflict';

interface DetailsProps {
  readonly exam: ExamDetail;
  /** From which revision of the paper to which. */
  readonly onSaved: (from: number, to: number) => void;
}

/** Title, duration, instructions, and how papers are drawn. What somebody else changes meanwhile is shown and asked about. */
export function ExamDetailsForm({ exam, onSaved }: DetailsProps) {
  const { t, i18n } = useTranslation(['console', 'common']);
  const errorText = useErrorText();
  const update = useCommand('exam_update', [keys.exams]);
  const form = useForm<Details>({
    initialValues: detailsOf(exam),
    validate: {
      title: (value) => (value.trim() === '' ? t('exam.titleMissing') : null),
      durationMinutes: (value) => (Number(value) >= 1 && Number(value) <= 1440 ? null : t('exam.durationRange')),
    },
  });
  const { revision, clashes, taken, isDecided, choose, begin } = useMergedDetails(exam, form);
  const save = async (values: Details) => {
    const saved = { ...values, title: values.title.trim(), durationMinutes: Number(values.durationMinutes) };
    const after = await update.mutateAsync({ examId: exam.id, revision, ...saved });
    onSaved(revision, after.revision);
    begin(after);
  };
  // Once the newer state is here, what is to be decided says more than the refusal does.
  const isOvertaken = isConflict(update.error) && update.variables?.revision !== revision;
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
        {clashes.length > 0 ? <ClashesPanel clashes={clashes} onChoose={choose} /> : null}
        {taken.length > 0 ? (
          <Alert color="blue" variant="light" role="status">
            {t('examWork.clash.taken', {
              fields: new Intl.ListFormat(i18n.language).format(taken.map((name) => t(`examWork.clash.field.${name}`))),
            })}
          </Alert>
        ) : null}
        {isOvertaken && clashes.length === 0 ? (
          <Alert color="blue" variant="light" role="status">
            {t('examWork.clash.again')}
          </Alert>
        ) : null}
        {update.error && !isOvertaken ? (
          <Alert color="red" variant="light" role="alert">
            {errorText(update.error)}
          </Alert>
        ) : null}
        <Group gap="sm">
          <Button type="submit" loading={update.isPending} disabled={!form.isDirty() || !isDecided}>
            {t('common:action.save')}
          </Button>
          <span role="status">{update.isSuccess && !form.isDirty() ? t('exam.saved') : ''}</span>
        </Group>
      </Stack>
    </form>
  );
}
