import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** The code of an authenticator app, or where it may be one a recovery code. */
export function CodeField({
  value,
  onChange,
  description,
  size = 'sm',
}: {
  value: string;
  onChange: (value: string) => void;
  description?: string;
  size?: 'sm' | 'md';
}) {
  const { t } = useTranslation('console');
  return (
    <TextInput
      label={t('accounts.code')}
      description={description}
      size={size}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="one-time-code"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={32}
      required
      data-autofocus
      autoFocus
    />
  );
}
