import { Group, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { assertNever } from '../../../../shared/assert.ts';
import type { Question } from '../../../../shared/model/question.ts';
import { AcceptedNumbers, AcceptedTexts } from './key/accepted-answers.tsx';
import { MultipleKey, SingleKey } from './key/choice-key.tsx';
import { ClozeKey } from './key/cloze-key.tsx';
import type { FlawAt } from './key/fields.tsx';
import { MatchingKey } from './key/matching-key.tsx';
import { OrderingKey } from './key/ordering-key.tsx';

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
      return <SingleKey question={question} onChange={onChange} flawAt={flawAt} />;
    case 'multiple_choice':
      return <MultipleKey question={question} onChange={onChange} flawAt={flawAt} />;
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
