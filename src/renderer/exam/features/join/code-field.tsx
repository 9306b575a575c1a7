import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './join.module.css';
import { shapeCode } from './join-code-shape.ts';

interface CodeFieldProps {
  readonly value: string;
  readonly onChange: (shaped: string) => void;
  readonly error: string | undefined;
}

/** The join code, formed while it is typed. */
export function CodeField({ value, onChange, error }: CodeFieldProps) {
  const { t } = useTranslation('exam');
  return (
    <TextInput
      label={t('join.code')}
      description={t('join.codeHint')}
      error={error}
      required
      size="lg"
      name="code"
      placeholder="XXXX-XXXX-XXXX-X"
      classNames={{ input: classes.code }}
      autoComplete="off"
      autoCapitalize="characters"
      autoCorrect="off"
      spellCheck={false}
      inputMode="text"
      value={value}
      onChange={(event) => {
        const field = event.currentTarget;
        const shaped = shapeCode(field.value);
        const isAtEnd = field.selectionStart === field.value.length;
        const position = field.selectionStart;
        onChange(shaped);
        // Reshaping puts the caret at the end; whoever corrects a character in the middle must stay there.
        if (!isAtEnd) requestAnimationFrame(() => field.setSelectionRange(position, position));
      }}
    />
  );
}
