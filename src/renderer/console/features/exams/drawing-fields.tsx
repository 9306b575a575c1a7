import { Fieldset, NumberInput, Stack, Switch, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Drawing } from '../../../../shared/model/drawing.ts';
import { isAnswerable, type Question } from '../../../../shared/model/question.ts';

/** The categories a pool can be made of, with their questions. */
function categoriesOf(questions: readonly Question[]): [string, Question[]][] {
  const grouped = Map.groupBy(questions.filter(isAnswerable), ({ category }) => category ?? '');
  grouped.delete('');
  return [...grouped];
}

interface DrawingFieldsProps {
  readonly questions: readonly Question[];
  readonly value: Drawing;
  readonly onChange: (change: Partial<Drawing>) => void;
}

/** What of the paper is left to chance: orders, and n of m questions of a category. */
export function DrawingFields({ questions, value: { shuffleQuestions, shuffleChoices, pools }, onChange }: DrawingFieldsProps) {
  const { t } = useTranslation('console');
  const categories = useMemo(() => categoriesOf(questions), [questions]);
  const take = (category: string, count: number | undefined): void => {
    const others = pools.filter((pool) => pool.category !== category);
    onChange({ pools: count === undefined ? others : [...others, { category, take: count }] });
  };
  return (
    <Fieldset legend={t('paper.drawing')}>
      <Stack gap="md">
        <Switch
          label={t('paper.shuffleQuestions')}
          description={t('paper.shuffleQuestionsHint')}
          checked={shuffleQuestions}
          onChange={(event) => onChange({ shuffleQuestions: event.currentTarget.checked })}
        />
        <Switch
          label={t('paper.shuffleChoices')}
          description={t('paper.shuffleChoicesHint')}
          checked={shuffleChoices}
          onChange={(event) => onChange({ shuffleChoices: event.currentTarget.checked })}
        />
        {categories.map(([category, members]) => {
          const isUneven = new Set(members.map(({ points }) => points)).size > 1;
          const pool = pools.find((one) => one.category === category);
          return (
            <NumberInput
              key={category}
              label={t('paper.pool', { category })}
              description={t(isUneven && pool ? 'paper.poolUneven' : 'paper.poolHint', { count: members.length })}
              placeholder={t('paper.all')}
              min={1}
              max={members.length}
              allowDecimal={false}
              maw={360}
              value={pool?.take ?? ''}
              onChange={(count) => take(category, typeof count === 'number' ? count : undefined)}
            />
          );
        })}
        {categories.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('paper.noCategories')}
          </Text>
        ) : null}
      </Stack>
    </Fieldset>
  );
}
