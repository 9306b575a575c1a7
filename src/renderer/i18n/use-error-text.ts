import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** Codes whose own message says more than the general sentence; it is in English, so it is shown in English only. */
const SPEAK_FOR_THEMSELVES = new Set([
  'invalid_input',
  'value_invalid',
  'state_conflict',
  'password_too_weak',
  'roster_columns_missing',
  'file_hostile',
  'file_too_large',
  'format_unknown',
  'nothing_importable',
]);

const textOf = (error: unknown, field: 'code' | 'message'): string | undefined => {
  if (typeof error !== 'object' || error === null || !(field in error)) return undefined;
  const value = (error as Record<string, unknown>)[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/**
 * A sentence for a person, in their language, from whatever was thrown: a RoomError or wire error by its code,
 * else its own message, else a general sentence. Never empty, never a stack.
 */
export function useErrorText(): (error: unknown) => string {
  const { t, i18n } = useTranslation('errors');
  return useCallback(
    (error: unknown) => {
      const code = textOf(error, 'code');
      const message = textOf(error, 'message');
      if (code && message && i18n.language === 'en' && SPEAK_FOR_THEMSELVES.has(code)) return message;
      if (code && i18n.exists(`errors:${code}`)) return t(code as 'internal');
      if (error instanceof Error && error.name === 'RoomUnreachable') return t('unreachable');
      return message ?? t('unexpected');
    },
    [t, i18n, i18n.language],
  );
}
