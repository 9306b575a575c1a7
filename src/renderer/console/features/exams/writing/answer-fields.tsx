import { Checkbox, Group, NativeSelect, NumberInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { QuestionDraft } from '../../../../../shared/model/question-draft.ts';
import { FeedbackField, type FlawAt, Parts, WeightField } from './fields.tsx';
import classes from './writing.module.css';

type Choices = Extract<QuestionDraft, { type: 'single_choice' }>['choices'];

interface ChoicesProps {
  readonly choices: Choices;
  readonly onChange: (choices: Choices) => void;
  readonly flawAt: FlawAt;
  readonly newId: (choices: Choices) => string;
}

/** Choices with what each is worth. */
export function ChoicesField({ choices, onChange, flawAt, newId }: ChoicesProps) {
  const { t } = useTranslation('console');
  return (
    <Parts<Choices[number]>
      label={t('writing.choices')}
      parts={choices}
      onChange={onChange}
      make={() => ({ id: newId(choices), text: '', weight: 0 })}
      addLabel={t('writing.addChoice')}
      error={flawAt()}
      keyOf={({ id }) => id}
    >
      {(choice, change, place) => (
        <>
          <Group gap="xs" align="flex-start">
            <TextInput
              className={classes.grow}
              aria-label={t('writing.choice', { number: place + 1 })}
              value={choice.text}
              error={flawAt(place, 'text')}
              onChange={(event) => change({ ...choice, text: event.currentTarget.value })}
            />
            <WeightField
              label={t('writing.weightOf', { number: place + 1 })}
              value={choice.weight}
              onChange={(weight) => change({ ...choice, weight })}
            />
          </Group>
          <FeedbackField
            label={t('writing.feedbackOf', { number: place + 1 })}
            value={choice.feedback}
            onChange={(feedback) => change({ ...choice, feedback })}
          />
        </>
      )}
    </Parts>
  );
}

type AcceptedTexts = Extract<QuestionDraft, { type: 'short_answer' }>['accepted'];

interface AcceptedTextsProps {
  readonly accepted: AcceptedTexts;
  readonly onChange: (accepted: AcceptedTexts) => void;
  readonly caseSensitive: boolean;
  readonly onCase: (caseSensitive: boolean) => void;
  readonly flawAt: FlawAt;
}

/** Answers in words that are right, with what each is worth. */
export function AcceptedTextsField({ accepted, onChange, caseSensitive, onCase, flawAt }: AcceptedTextsProps) {
  const { t } = useTranslation('console');
  return (
    <>
      <Parts<AcceptedTexts[number]>
        label={t('writing.accepted')}
        parts={accepted}
        onChange={onChange}
        make={() => ({ text: '', weight: 1 })}
        addLabel={t('writing.addAnswer')}
        error={flawAt()}
        keyOf={(_, place) => String(place)}
      >
        {(answer, change, place) => (
          <>
            <Group gap="xs" align="flex-start">
              <TextInput
                className={classes.grow}
                aria-label={t('writing.answer', { number: place + 1 })}
                value={answer.text}
                error={flawAt(place, 'text')}
                onChange={(event) => change({ ...answer, text: event.currentTarget.value })}
              />
              <WeightField
                label={t('writing.weightOf', { number: place + 1 })}
                value={answer.weight}
                onChange={(weight) => change({ ...answer, weight })}
              />
            </Group>
            <FeedbackField
              label={t('writing.feedbackOf', { number: place + 1 })}
              value={answer.feedback}
              onChange={(feedback) => change({ ...answer, feedback })}
            />
          </>
        )}
      </Parts>
      <Checkbox
        label={t('writing.caseSensitive')}
        checked={caseSensitive}
        onChange={(event) => onCase(event.currentTarget.checked)}
      />
    </>
  );
}

type AcceptedNumbers = Extract<QuestionDraft, { type: 'numerical' }>['accepted'];
type Match = AcceptedNumbers[number]['match'];

const asKind = (kind: Match['kind']): Match =>
  kind === 'within' ? { kind, value: 0, tolerance: 0 } : kind === 'range' ? { kind, min: 0, max: 0 } : { kind };

/** Numbers that are right: with a tolerance, within a range, or whatever else is typed. */
export function AcceptedNumbersField({
  accepted,
  onChange,
  flawAt,
}: {
  accepted: AcceptedNumbers;
  onChange: (accepted: AcceptedNumbers) => void;
  flawAt: FlawAt;
}) {
  const { t } = useTranslation('console');
  return (
    <Parts<AcceptedNumbers[number]>
      label={t('writing.accepted')}
      parts={accepted}
      onChange={onChange}
      make={() => ({ match: asKind('within'), weight: 1 })}
      addLabel={t('writing.addAnswer')}
      error={flawAt()}
      keyOf={(_, place) => String(place)}
    >
      {({ match, ...answer }, change, place) => {
        const number = (label: string, value: number, put: (value: number) => Match, error?: string) => (
          <NumberInput
            label={label}
            value={value}
            error={error}
            onChange={(next) => change({ ...answer, match: put(Number(next) || 0) })}
          />
        );
        return (
          <Group gap="xs" align="flex-end">
            <NativeSelect
              label={t('writing.matchOf', { number: place + 1 })}
              value={match.kind}
              data={(['within', 'range', 'any'] as const).map((kind) => ({ value: kind, label: t(`writing.match.${kind}`) }))}
              onChange={(event) => change({ ...answer, match: asKind(event.currentTarget.value as Match['kind']) })}
            />
            {match.kind === 'within' ? (
              <>
                {number(t('writing.value'), match.value, (value) => ({ ...match, value }))}
                {number(t('writing.tolerance'), match.tolerance, (tolerance) => ({ ...match, tolerance: Math.abs(tolerance) }))}
              </>
            ) : null}
            {match.kind === 'range' ? (
              <>
                {number(t('writing.min'), match.min, (min) => ({ ...match, min }), flawAt(place, 'match', 'min'))}
                {number(t('writing.max'), match.max, (max) => ({ ...match, max }))}
              </>
            ) : null}
            <WeightField
              label={t('writing.weightOf', { number: place + 1 })}
              value={answer.weight}
              onChange={(weight) => change({ ...answer, match, weight })}
            />
          </Group>
        );
      }}
    </Parts>
  );
}
