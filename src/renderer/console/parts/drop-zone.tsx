import { Button, FileButton } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './drop-zone.module.css';

interface DropZoneProps {
  readonly title: string;
  readonly hint: string;
  /** Name of the picker's button. */
  readonly buttonLabel: string;
  /** For the picker, e.g. `.csv,text/csv`; a dropped file is judged by the room alone. */
  readonly accept: string;
  readonly isBusy: boolean;
  readonly onFile: (file: File) => void;
}

/** Takes one file, dropped or picked. */
export function DropZone({ title, hint, buttonLabel, accept, isBusy, onFile }: DropZoneProps) {
  const { t } = useTranslation('console');
  const [isOver, setIsOver] = useState(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut; the button inside does the same by keyboard
    <div
      className={classes.zone}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        const file = event.dataTransfer.files[0];
        if (file && !isBusy) onFile(file);
      }}
    >
      <span className={classes.icon} aria-hidden="true">
        <IconUpload size={22} stroke={1.6} />
      </span>
      <div className={classes.words}>
        <h2 className={classes.title}>{isOver ? t('drop.now') : title}</h2>
        <p className={classes.hint}>{hint}</p>
      </div>
      <FileButton
        accept={accept}
        onChange={(file) => {
          if (file) onFile(file);
        }}
        inputProps={{ 'aria-label': buttonLabel }}
      >
        {(props) => (
          <Button {...props} variant="default" loading={isBusy}>
            {buttonLabel}
          </Button>
        )}
      </FileButton>
    </div>
  );
}
