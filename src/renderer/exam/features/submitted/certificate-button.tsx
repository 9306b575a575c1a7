import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CertificateOutcome } from '../../../../shared/ipc.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { useSeated } from '../../seat/seat-context.tsx';

type Became = { readonly outcome: CertificateOutcome } | { readonly error: unknown };

/** Saves the own certificate, and says what became of it (EX7). */
export function CertificateButton() {
  const { t } = useTranslation('exam');
  const errorText = useErrorText();
  const { api } = useSeated().link;
  const [isBusy, setBusy] = useState(false);
  const [became, setBecame] = useState<Became>();
  const save = async (): Promise<void> => {
    setBusy(true);
    setBecame(undefined);
    try {
      setBecame({ outcome: await api.saveCertificate() });
    } catch (error) {
      setBecame({ error });
    } finally {
      setBusy(false);
    }
  };
  const text = !became
    ? ''
    : 'error' in became
      ? errorText(became.error)
      : became.outcome === 'cancelled'
        ? ''
        : t(`submitted.certificate.${became.outcome}`);
  return (
    <>
      <Button variant="default" size="compact-md" my={4} loading={isBusy} onClick={() => void save()}>
        {t('submitted.certificateDownload')}
      </Button>
      <div role="status">{text}</div>
    </>
  );
}
