import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { calculate } from './calculate.ts';
import classes from './calculator.module.css';

const KEYS = ['7', '8', '9', '÷', '4', '5', '6', '×', '1', '2', '3', '−', '0', '.', '^', '+', '(', ')', '√'] as const;

/** A calculator that was granted. `onUse` tells the room of each calculation and answers whether it is still allowed. */
export function Calculator({ onUse }: { onUse: () => Promise<boolean> }) {
  const { t } = useTranslation('exam');
  const [expression, setExpression] = useState('');
  const [result, setResult] = useState<string>();
  const [isWrong, setWrong] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const type = (key: string): void => {
    setExpression((before) => before + key);
    field.current?.focus();
  };
  const equals = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const value = calculate(expression);
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
        inputMode="decimal"
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        size="md"
      />
      <p className={classes.result} data-wrong={isWrong || undefined} role="status">
        {isWrong ? t('help.notCalculable') : result === undefined ? '' : `= ${result}`}
      </p>
      <div className={classes.keys}>
        {KEYS.map((key) => (
          <Button key={key} variant="default" px={0} onClick={() => type(key)}>
            {key}
          </Button>
        ))}
        <Button
          variant="default"
          px={0}
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
