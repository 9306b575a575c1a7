import { Alert } from '@mantine/core';
import { useErrorText } from '../../i18n/use-error-text.ts';

/** Why something was not done, said where it was asked for and read out; nothing while nothing was refused. */
export function Refused({ error }: { readonly error: unknown }) {
  const errorText = useErrorText();
  if (error === undefined || error === null) return null;
  return (
    <Alert color="red" variant="light" role="alert">
      {errorText(error)}
    </Alert>
  );
}
