import { Button } from '@mantine/core';
import { IconTools } from '@tabler/icons-react';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';

interface ToolsButtonProps {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
  readonly textClass?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** The way to the granted tools; there only while there is something to open or to say. */
export function ToolsButton({ isOpen, onToggle, textClass, ref }: ToolsButtonProps) {
  const { t } = useTranslation('exam');
  return (
    <Button
      ref={ref}
      variant={isOpen ? 'light' : 'subtle'}
      color="slate"
      size="sm"
      px={8}
      aria-label={t('tools.title')}
      aria-expanded={isOpen}
      title={t('tools.title')}
      onClick={onToggle}
    >
      <IconTools size={18} stroke={1.7} aria-hidden />
      <span className={textClass}>{t('tools.title')}</span>
    </Button>
  );
}
