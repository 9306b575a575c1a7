import { ActionIcon, Button, NativeSelect, NumberInput, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourceText } from '../../../../../shared/model/question-draft.ts';
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
    return found && t(`writing.flaw.${found.flaw}`, { most: found.most });
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
        className={classes.format}
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
