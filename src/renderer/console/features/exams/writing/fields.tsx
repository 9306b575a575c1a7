import { ActionIcon, Button, Checkbox, Group, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuestionDraft, SourceText } from '../../../../../shared/model/question-draft.ts';
import type { QuestionFlaw } from '../../../../../shared/model/question-flaws.ts';
import { moved } from './new-draft.ts';
import classes from './writing.module.css';

/** What is wrong at a field, in words; nothing where nothing is. */
export type FlawAt = (...path: (string | number)[]) => string | undefined;

/** Looks up what is wrong at a field. */
export function useFlaws(flaws: readonly QuestionFlaw[]): FlawAt {
  const { t } = useTranslation('console');
  return (...path) => {
    const found = flaws.find((flaw) => flaw.path.join('.') === path.join('.'));
    return found && t(`writing.flaw.${found.flaw}`);
  };
}

/** The same below a part of the question. */
export const below =
  (flawAt: FlawAt, ...prefix: (string | number)[]): FlawAt =>
  (...path) =>
    flawAt(...prefix, ...path);

const FORMATS = ['markdown', 'plain', 'html', 'moodle'] as const;

interface SourceFieldProps {
  readonly label: string;
  readonly value: SourceText;
  readonly onChange: (value: SourceText) => void;
  readonly error?: string | undefined;
  readonly hint?: string | undefined;
  readonly rows?: number;
}

/** A text with how it is written. */
export function SourceField({ label, value, onChange, error, hint, rows = 2 }: SourceFieldProps) {
  const { t } = useTranslation('console');
  return (
    <div className={classes.source}>
      <Textarea
        label={label}
        description={hint}
        value={value.text}
        error={error}
        autosize
        minRows={rows}
        maxRows={14}
        onChange={(event) => onChange({ ...value, text: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('writing.formatOf', { label })}
        size="xs"
        value={value.format}
        data={FORMATS.map((format) => ({ value: format, label: t(`writing.format.${format}`) }))}
        onChange={(event) => onChange({ ...value, format: event.currentTarget.value as SourceText['format'] })}
      />
    </div>
  );
}

/** Feedback nobody has to give: an empty one is none. */
export function FeedbackField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: SourceText | undefined;
  onChange: (value: SourceText | undefined) => void;
}) {
  return (
    <TextInput
      aria-label={label}
      placeholder={label}
      size="xs"
      value={value?.text ?? ''}
      onChange={(event) => {
        const text = event.currentTarget.value;
        onChange(text === '' ? undefined : { text, format: value?.format ?? 'plain' });
      }}
    />
  );
}

/** A share of the points, in percent. */
export function WeightField({ label, value, onChange }: { label: string; value: number; onChange: (value: number) => void }) {
  return (
    <NumberInput
      aria-label={label}
      className={classes.weight}
      min={-100}
      max={100}
      decimalScale={3}
      suffix=" %"
      value={Math.round(value * 100_000) / 1_000}
      onChange={(next) => onChange(Math.max(-100, Math.min(100, Number(next) || 0)) / 100)}
    />
  );
}

interface PartsProps<Part> {
  readonly label: string;
  readonly parts: readonly Part[];
  readonly onChange: (parts: Part[]) => void;
  readonly make: () => Part;
  readonly addLabel: string;
  readonly error?: string | undefined;
  readonly keyOf: (part: Part, place: number) => string;
  readonly children: (part: Part, change: (part: Part) => void, place: number) => ReactNode;
}

/** A list of parts of a question: changed, added, taken away, put in another order. */
export function Parts<Part>({ label, parts, onChange, make, addLabel, error, keyOf, children }: PartsProps<Part>) {
  const { t } = useTranslation('console');
  return (
    <fieldset className={classes.parts}>
      <legend>{label}</legend>
      {parts.map((part, place) => (
        <div key={keyOf(part, place)} className={classes.part}>
          <div className={classes.partBody}>{children(part, (next) => onChange(parts.with(place, next)), place)}</div>
          <ActionIcon
            variant="subtle"
            color="slate"
            disabled={place === 0}
            aria-label={t('writing.up', { number: place + 1 })}
            onClick={() => onChange(moved(parts, place, place - 1))}
          >
            <IconArrowUp size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="slate"
            disabled={place === parts.length - 1}
            aria-label={t('writing.down', { number: place + 1 })}
            onClick={() => onChange(moved(parts, place, place + 1))}
          >
            <IconArrowDown size={16} aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="red"
            aria-label={t('writing.takeAway', { number: place + 1 })}
            onClick={() => onChange(parts.toSpliced(place, 1))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      {error ? (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      ) : null}
      <Button
        variant="light"
        size="compact-sm"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => onChange([...parts, make()])}
      >
        {addLabel}
      </Button>
    </fieldset>
  );
}

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
          <Group gap="xs" wrap="nowrap" align="flex-start">
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
            <Group gap="xs" wrap="nowrap" align="flex-start">
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
