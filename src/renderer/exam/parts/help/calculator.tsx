import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Angle, calculate } from './calculate.ts';
import classes from './calculator.module.css';

/** What stands on a key and what it types. */
const FUNCTION_KEYS = ['sin', 'cos', 'tan', 'ln', 'asin', 'acos', 'atan', 'log', 'π', 'e', '!', '%'] as const;
const KEYS = ['7', '8', '9', '÷', '4', '5', '6', '×', '1', '2', '3', '−', '0', '.', '^', '+', '(', ')', '√'] as const;
const OPENS = new Set<string>(['sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'ln', 'log']);

/** As it is written by hand, and as it may be typed again: 1.5e+21 is 1.5×10^21. */
const written = (value: string): string => value.replace(/e\+?(-?\d+)$/, '×10^$1');

/** A calculator that was granted. `onUse` tells the room of each calculation and answers whether it is still allowed. */
export function Calculator({ onUse }: { onUse: () => Promise<boolean> }) {
  const { t } = useTranslation('exam');
  const [expression, setExpression] = useState('');
  const [result, setResult] = useState<string>();
  const [isWrong, setWrong] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [angle, setAngle] = useState<Angle>('degrees');
  const field = useRef<HTMLInputElement>(null);
  const type = (key: string): void => {
    setExpression((before) => before + (OPENS.has(key) ? `${key}(` : key));
    field.current?.focus();
  };
  const equals = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const value = calculate(expression, angle);
    setWrong(value === undefined);
    if (value === undefined) return setResult(undefined);
    setBusy(true);
    setResult((await onUse()) ? value : undefined);
    setBusy(false);
  };
  return (
    <form className={classes.calculator} onSubmit={(event) => void equals(event)} aria-label={t('help.kind.calculator')}>
      <TextInput
        ref={field}
        aria-label={t('help.calculation')}
        value={expression}
        onChange={(event) => setExpression(event.currentTarget.value)}
        inputMode="text"
        autoCapitalize="none"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        size="md"
      />
      <p className={classes.result} data-wrong={isWrong || undefined} role="status">
        {isWrong ? t('help.notCalculable') : result === undefined ? '' : `= ${written(result)}`}
      </p>
      <SegmentedControl
        fullWidth
        mb="xs"
        size="sm"
        aria-label={t('task.calculator.angle')}
        value={angle}
        onChange={(value) => {
          setAngle(value);
          setResult(undefined);
        }}
        data={[
          { value: 'degrees', label: t('task.calculator.degrees') },
          { value: 'radians', label: t('task.calculator.radians') },
        ]}
      />
      <div className={classes.keys} role="group" aria-label={t('task.calculator.keys')}>
        {FUNCTION_KEYS.map((key) => (
          <Button key={key} variant="default" size="compact-md" px={0} onClick={() => type(key)}>
            {key}
          </Button>
        ))}
        {KEYS.map((key) => (
          <Button key={key} variant="default" px={0} onClick={() => type(key)}>
            {key}
          </Button>
        ))}
        <Button
          variant="default"
          px={0}
          aria-label={t('task.calculator.back')}
          onClick={() => {
            setExpression((before) => before.replace(/(?:[a-z]+\(?|.)$/u, ''));
            field.current?.focus();
          }}
        >
          ⌫
        </Button>
        <Button
          variant="default"
          px={0}
          style={{ gridColumn: 'span 4' }}
          aria-label={t('help.clearCalculation')}
          onClick={() => {
            setExpression('');
            setResult(undefined);
            setWrong(false);
            field.current?.focus();
          }}
        >
          C
        </Button>
      </div>
      <Button type="submit" fullWidth mt="xs" loading={isBusy} disabled={expression.trim() === ''} aria-label={t('help.equals')}>
        =
      </Button>
    </form>
  );
}
