import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AcceptedNumber, Question } from '../../../../../shared/model/question.ts';
import { type FlawAt, Lines, NumberField, ShareField } from './fields.tsx';
import classes from './key.module.css';

type AcceptedTexts = Extract<Question, { type: 'short_answer' }>['accepted'];

interface TextsProps {
  readonly legend: string;
  readonly accepted: AcceptedTexts;
  readonly caseSensitive: boolean;
  readonly onChange: (change: { accepted: AcceptedTexts; caseSensitive: boolean }) => void;
  readonly flawAt: FlawAt;
  readonly below?: ReactNode;
}

/** Words that are right, and what each is worth. */
export function AcceptedTexts({ legend, accepted, caseSensitive, onChange, flawAt, below }: TextsProps) {
  const { t } = useTranslation('console');
  return (
    <Lines
      legend={legend}
      lines={accepted}
      make={(): AcceptedTexts[number] => ({ text: '', weight: 1 })}
      onChange={(next) => onChange({ accepted: next, caseSensitive })}
      flaw={flawAt('accepted')}
      below={
        <>
          <Checkbox
            label={t('writing.caseSensitive')}
            checked={caseSensitive}
            onChange={({ currentTarget: { checked } }) => onChange({ accepted, caseSensitive: checked })}
          />
          {below}
        </>
      }
    >
      {(line, change, place) => (
        <>
          <TextInput
            className={classes.grow}
            label={t('writing.answer', { number: place + 1 })}
            maxLength={2_000}
            value={line.text}
            error={flawAt('accepted', place, 'text')}
            onChange={({ currentTarget: { value } }) => change({ ...line, text: value })}
          />
          <ShareField label={t('examWork.key.share')} value={line.weight} onChange={(weight) => change({ ...line, weight })} />
        </>
      )}
    </Lines>
  );
}

type Match = AcceptedNumber['match'];
const KINDS = ['within', 'range', 'any'] as const;

/** Another way to compare, with what was typed so far taken along where it means the same. */
function asKind(match: Match, kind: Match['kind']): Match {
  if (match.kind === kind) return match;
  switch (kind) {
    case 'within':
      return match.kind === 'range'
        ? { kind, value: (match.min + match.max) / 2, tolerance: Math.abs(match.max - match.min) / 2 }
        : { kind, value: Number.NaN, tolerance: 0 };
    case 'range':
      return match.kind === 'within'
        ? { kind, min: match.value - match.tolerance, max: match.value + match.tolerance }
        : { kind, min: Number.NaN, max: Number.NaN };
    case 'any':
      return { kind };
  }
}

interface NumbersProps {
  readonly legend: string;
  readonly accepted: readonly AcceptedNumber[];
  readonly onChange: (accepted: AcceptedNumber[]) => void;
  readonly flawAt: FlawAt;
  readonly below?: ReactNode;
}

/** Numbers that are right: with a tolerance, within a range, or whatever else is typed. */
export function AcceptedNumbers({ legend, accepted, onChange, flawAt, below }: NumbersProps) {
  const { t } = useTranslation('console');
  return (
    <Lines
      legend={legend}
      lines={accepted}
      make={(): AcceptedNumber => ({ match: { kind: 'within', value: Number.NaN, tolerance: 0 }, weight: 1 })}
      onChange={onChange}
      flaw={flawAt('accepted')}
      below={below}
    >
      {(line, change, place) => {
        const { match } = line;
        const put = (next: Match) => change({ ...line, match: next });
        const error = (field: string) => flawAt('accepted', place, 'match', field);
        return (
          <>
            <NativeSelect
              className={classes.kind}
              label={t('writing.matchOf', { number: place + 1 })}
              value={match.kind}
              data={KINDS.map((kind) => ({ value: kind, label: t(`writing.match.${kind}`) }))}
              onChange={({ currentTarget: { value } }) => put(asKind(match, value as Match['kind']))}
            />
            {match.kind === 'within' ? (
              <>
                <NumberField
                  label={t('writing.value')}
                  value={match.value}
                  error={error('value')}
                  onChange={(value) => put({ ...match, value })}
                />
                <NumberField
                  label={t('writing.tolerance')}
                  min={0}
                  value={match.tolerance}
                  error={error('tolerance')}
                  onChange={(tolerance) => put({ ...match, tolerance: Math.abs(tolerance) })}
                />
              </>
            ) : null}
            {match.kind === 'range' ? (
              <>
                <NumberField
                  label={t('writing.min')}
                  value={match.min}
                  error={error('min')}
                  onChange={(min) => put({ ...match, min })}
                />
                <NumberField
                  label={t('writing.max')}
                  value={match.max}
                  error={error('max')}
                  onChange={(max) => put({ ...match, max })}
                />
              </>
            ) : null}
            <ShareField label={t('examWork.key.share')} value={line.weight} onChange={(weight) => change({ ...line, weight })} />
          </>
        );
      }}
    </Lines>
  );
}
