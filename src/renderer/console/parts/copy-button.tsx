import { ActionIcon } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** The clipboard API is missing on plain http; the old way still works there. */
async function copyText(text: string): Promise<boolean> {
  if (window.isSecureContext && navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // no permission: the old way may still do
    }
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.top = '-100px';
  document.body.append(field);
  field.select();
  const isDone = document.execCommand('copy');
  field.remove();
  return isDone;
}

/** Copies a text and says so for two seconds. `label` says what is copied. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('common');
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = window.setTimeout(() => setIsCopied(false), 2_000);
    return () => window.clearTimeout(timer);
  }, [isCopied]);
  return (
    <ActionIcon
      variant="subtle"
      color={isCopied ? 'green' : 'slate'}
      aria-label={isCopied ? t('action.copied') : label}
      title={label}
      onClick={() => void copyText(text).then(setIsCopied)}
    >
      {isCopied ? <IconCheck size={16} stroke={2} /> : <IconCopy size={16} stroke={1.7} />}
    </ActionIcon>
  );
}
