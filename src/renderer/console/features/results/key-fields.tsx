import { Checkbox, Group, NumberInput, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Question } from '../../../../shared/model/question.ts';

type Of<Type extends Question['type']> = Extract<Question, { type: Type }>;
interface Fields<Type extends Question['type']> {
  readonly question: Of<Type>;
  readonly onChange: (question: Of<Type>) => void;
}

/** One right choice, worth all of the points. */
function SingleKey({ question, onChange }: Fields<'single_choice'>) {
  const { t } = useTranslation('console');
  const right = question.choices.find(({ weight }) => weight === 1)?.id ?? '';
  return (
    <Radio.Group
      label={t('grading.rightChoice')}
      value={right}
      onChange={(id) =>
        onChange({ ...question, choices: question.choices.map((choice) => ({ ...choice, weight: choice.id === id ? 1 : 0 })) })
      }
    >
      <Stack gap="xs" mt="xs">
        {question.choices.map(({ id, text }) => (
          <Radio key={id} value={id} label={text} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Right choices share the points evenly; wrong ones cost as much, so that ticking all earns nothing more than it should. */
function MultipleKey({ question, onChange }: Fields<'multiple_choice'>) {
  const { t } = useTranslation('console');
  const right = question.choices.filter(({ weight }) => weight > 0).map(({ id }) => id);
  const set = (ids: readonly string[]) => {
    if (ids.length === 0) return;
    const wrong = question.choices.some(({ weight }) => weight < 0) ? -1 / ids.length : 0;
    const choices = question.choices.map((choice) => ({ ...choice, weight: ids.includes(choice.id) ? 1 / ids.length : wrong }));
    onChange({ ...question, choices });
  };
  return (
    <Checkbox.Group label={t('grading.rightChoices')} value={right} onChange={set}>
      <Stack gap="xs" mt="xs">
        {question.choices.map(({ id, text }) => (
          <Checkbox key={id} value={id} label={text} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

/** Accepted texts, a line each; those that were there keep their weight. */
function TextKey({ question, onChange }: Fields<'short_answer'>) {
  const { t } = useTranslation('console');
  return (
    <Textarea
      label={t('grading.accepted')}
      description={t('grading.acceptedText')}
      autosize
      minRows={2}
      defaultValue={question.accepted.map(({ text }) => text).join('\n')}
      onChange={({ currentTarget: { value } }) => {
        const lines = [...new Set(value.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
        const accepted = lines.map((text) => question.accepted.find((one) => one.text === text) ?? { text, weight: 1 });
        if (accepted.length > 0) onChange({ ...question, accepted });
      }}
    />
  );
}

/** The first accepted number; further ones stay as they are. */
function NumberKey({ question, onChange }: Fields<'numerical'>) {
  const { t } = useTranslation('console');
  const [first, ...others] = question.accepted;
  if (first?.match.kind !== 'within') return <Text c="dimmed">{t('grading.keyElsewhere')}</Text>;
  const { match } = first;
  const set = (changes: { value?: number; tolerance?: number }) =>
    onChange({ ...question, accepted: [{ ...first, match: { ...match, ...changes } }, ...others] });
  return (
    <Group>
      <NumberInput label={t('grading.number')} value={match.value} onChange={(value) => set({ value: Number(value) })} />
      <NumberInput
        label={t('grading.tolerance')}
        min={0}
        value={match.tolerance}
        onChange={(tolerance) => set({ tolerance: Number(tolerance) })}
      />
    </Group>
  );
}

/** The key of a question, where it has one that can be put right here. */
export function KeyFields({ question, onChange }: { question: Question; onChange: (question: Question) => void }) {
  const { t } = useTranslation('console');
  switch (question.type) {
    case 'single_choice':
      return <SingleKey question={question} onChange={onChange} />;
    case 'multiple_choice':
      return <MultipleKey question={question} onChange={onChange} />;
    case 'true_false':
      return (
        <Radio.Group
          label={t('grading.rightChoice')}
          value={String(question.answer)}
          onChange={(value) => onChange({ ...question, answer: value === 'true' })}
        >
          <Group mt="xs">
            <Radio value="true" label={t('grading.true')} />
            <Radio value="false" label={t('grading.false')} />
          </Group>
        </Radio.Group>
      );
    case 'short_answer':
      return <TextKey question={question} onChange={onChange} />;
    case 'numerical':
      return <NumberKey question={question} onChange={onChange} />;
    case 'matching':
    case 'ordering':
    case 'cloze':
      return <Text c="dimmed">{t('grading.keyElsewhere')}</Text>;
    case 'essay':
    case 'description':
      return null;
  }
}
