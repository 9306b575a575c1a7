import { Checkbox, Group, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../shared/assert.ts';
import type { Question } from '../../../../shared/model/question.ts';
import { RichHtml } from '../../../ui/rich-html.tsx';
import { AcceptedNumbers, AcceptedTexts } from './key/accepted-answers.tsx';
import { ClozeKey } from './key/cloze-key.tsx';
import type { FlawAt } from './key/fields.tsx';
import { MatchingKey } from './key/matching-key.tsx';
import { OrderingKey } from './key/ordering-key.tsx';

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
        {question.choices.map(({ id, html }) => (
          <Radio key={id} value={id} label={<RichHtml html={html} inline />} />
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
        {question.choices.map(({ id, html }) => (
          <Checkbox key={id} value={id} label={<RichHtml html={html} inline />} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}

interface KeyProps {
  readonly question: Question;
  readonly onChange: (question: Question) => void;
  readonly flawAt: FlawAt;
}

/** The key of a question, where it has one; texts and choices stay as candidates saw them. */
export function KeyFields({ question, onChange, flawAt }: KeyProps) {
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
      return (
        <AcceptedTexts
          legend={t('grading.accepted')}
          accepted={question.accepted}
          caseSensitive={question.caseSensitive}
          onChange={(change) => onChange({ ...question, ...change })}
          flawAt={flawAt}
        />
      );
    case 'numerical':
      return (
        <AcceptedNumbers
          legend={t('grading.accepted')}
          accepted={question.accepted}
          onChange={(accepted) => onChange({ ...question, accepted })}
          flawAt={flawAt}
        />
      );
    case 'matching':
      return <MatchingKey question={question} onChange={onChange} flawAt={flawAt} />;
    case 'ordering':
      return <OrderingKey question={question} onChange={onChange} />;
    case 'cloze':
      return <ClozeKey question={question} onChange={onChange} flawAt={flawAt} />;
    case 'essay':
    case 'description':
      return null;
    default:
      return assertNever(question, 'question type');
  }
}
