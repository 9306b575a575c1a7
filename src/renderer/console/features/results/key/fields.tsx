import { ActionIcon, Button, NumberInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './key.module.css';
import type { KeyFlaw } from './key-flaws.ts';

/** What is wrong at a field, in words; nothing where nothing is. */
export type FlawAt = (...path: (string | number)[]) => string | undefined;

/** Looks up what is wrong at a field of the key. */
export function useKeyFlaws(flaws: readonly KeyFlaw[]): FlawAt {
  const { t } = useTranslation('console');
  return (...path) => {
    const found = flaws.find((flaw) => flaw.path.join('.') === path.join('.'));
    if (!found) return undefined;
    return found.flaw === 'number_missing'
      ? t('examWork.key.numberMissing')
      : t(`writing.flaw.${found.flaw}`, { most: found.most });
  };
}

/** The same below a part of the question. */
export const below =
  (flawAt: FlawAt, ...prefix: (string | number)[]): FlawAt =>
  (...path) =>
    flawAt(...prefix, ...path);

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly error?: string | undefined;
  readonly min?: number;
}

/** A number of the key. An empty field is no number (`NaN`) and is refused as such: never a 0 that nobody typed. */
export function NumberField({ label, value, onChange, error, min }: NumberFieldProps) {
  const [shown, setShown] = useState<number | string>(Number.isNaN(value) ? '' : value);
  return (
    <NumberInput
      className={classes.number}
      label={label}
      value={shown}
      error={error}
      {...(min === undefined ? {} : { min })}
      onChange={(next) => {
        setShown(next);
        onChange(next === '' ? Number.NaN : Number(next));
      }}
    />
  );
}

/** A share of the points, shown in percent. */
export function ShareField({ label, value, onChange }: Pick<NumberFieldProps, 'label' | 'value' | 'onChange'>) {
  return (
    <NumberInput
      className={classes.share}
      label={label}
      min={-100}
      max={100}
      decimalScale={3}
      suffix=" %"
      value={Math.round(value * 100_000) / 1_000}
      onChange={(next) => onChange(Math.max(-100, Math.min(100, Number(next) || 0)) / 100)}
    />
  );
}

/** What is wrong with a list as a whole. */
export function ListFlaw({ children }: { children: string | undefined }) {
  return children ? (
    <p role="alert" className={classes.flaw}>
      {children}
    </p>
  ) : null;
}

interface LinesProps<Line> {
  readonly legend: string;
  readonly lines: readonly Line[];
  readonly make: () => Line;
  readonly onChange: (lines: Line[]) => void;
  readonly flaw: string | undefined;
  /** What else belongs to these answers, below them. */
  readonly below?: ReactNode;
  readonly children: (line: Line, change: (line: Line) => void, place: number) => ReactNode;
}

/** Accepted answers, one below the other: changed, added, taken away. */
export function Lines<Line>({ legend, lines, make, onChange, flaw, below: more, children }: LinesProps<Line>) {
  const { t } = useTranslation('console');
  // A field keeps what is typed into it: each line needs a name that goes with it when another one is taken away.
  const [names, setNames] = useState(() => lines.map((_, place) => place));
  return (
    <fieldset className={classes.lines}>
      <legend>{legend}</legend>
      {lines.map((line, place) => (
        <div key={names[place]} className={classes.line}>
          {children(line, (next) => onChange(lines.with(place, next)), place)}
          <ActionIcon
            className={classes.takeAway}
            variant="subtle"
            color="red"
            size="lg"
            aria-label={t('examWork.key.takeAway', { number: place + 1 })}
            onClick={() => {
              setNames(names.toSpliced(place, 1));
              onChange(lines.toSpliced(place, 1));
            }}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <ListFlaw>{flaw}</ListFlaw>
      <Button
        variant="light"
        size="compact-sm"
        leftSection={<IconPlus size={15} aria-hidden />}
        onClick={() => {
          setNames([...names, Math.max(-1, ...names) + 1]);
          onChange([...lines, make()]);
        }}
      >
        {t('writing.addAnswer')}
      </Button>
      {more}
    </fieldset>
  );
}
