import { ActionIcon } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { hasOwnUndo, undoStepOf } from './undo-keys.ts';
import type { PaperChanges } from './use-paper-changes.ts';
import classes from './writing.module.css';

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.userAgent);

interface UndoProps {
  readonly changes: Pick<PaperChanges, 'undoable' | 'redoable' | 'isBusy' | 'lastStep' | 'undo' | 'redo'>;
  /** Something lies over the page that has keys of its own. */
  readonly isCovered: boolean;
}

/** Undo and redo of what was changed in the paper, as buttons and as keys; text fields keep their own. */
export function UndoButtons({ changes, isCovered }: UndoProps) {
  const { t } = useTranslation('console');
  const { undo, redo, undoable, redoable, isBusy, lastStep } = changes;
  useEffect(() => {
    if (isCovered) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      const step = undoStepOf(event);
      if (!step || event.defaultPrevented || hasOwnUndo(event.target)) return;
      event.preventDefault();
      if (step === 'undo') undo();
      else redo();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [isCovered, undo, redo]);
  const [control, shift] = isApple() ? ['\u2318', '\u21e7'] : ['Ctrl+', 'Shift+'];
  return (
    <span className={classes.history} role="group" aria-label={t('examWork.history.label')}>
      <ActionIcon
        variant="default"
        size="input-sm"
        // Not `disabled`: the keyboard would fall off the button with the last step.
        data-disabled={undoable === 0 || undefined}
        aria-disabled={undoable === 0}
        aria-busy={isBusy}
        aria-label={t('examWork.history.undo')}
        title={`${t('examWork.history.undo')} (${control}Z)`}
        onClick={() => undoable > 0 && undo()}
      >
        <IconArrowBackUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        size="input-sm"
        data-disabled={redoable === 0 || undefined}
        aria-disabled={redoable === 0}
        aria-busy={isBusy}
        aria-label={t('examWork.history.redo')}
        title={`${t('examWork.history.redo')} (${control}${shift}Z)`}
        onClick={() => redoable > 0 && redo()}
      >
        <IconArrowForwardUp size={18} aria-hidden />
      </ActionIcon>
      <span className="iv-hidden" role="status">
        {lastStep ? t(`examWork.history.${lastStep}`, { count: undoable }) : ''}
      </span>
    </span>
  );
}
