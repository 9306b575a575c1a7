import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatJoinCode } from '../../../../shared/model/join-code.ts';
import classes from './join.module.css';

const CODE_CHARACTERS = 13;

/** What a person typed, as it is shown: capitals in groups of four. A code typed in groups or pasted with spaces comes out the same. */
export function shapeCode(typed: string): string {
  const plain = typed.normalize('NFKC').toUpperCase().replace(/[^0-9A-Z]/g, '').slice(0, CODE_CHARACTERS);
  return formatJoinCode(plain);
}

/** Is it as long as a code, so that a mistake in it may be pointed out? */
export const isWholeCode = (shaped: string): boolean => shaped.replaceAll('-', '').length === CODE_CHARACTERS;

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
      label={t('join.code')} description={t('join.codeHint')} error={error} required size="lg" name="code"
      placeholder="XXXX-XXXX-XXXX-X" classNames={{ input: classes.code }}
      autoComplete="off" autoCapitalize="characters" autoCorrect="off" spellCheck={false} inputMode="text"
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
