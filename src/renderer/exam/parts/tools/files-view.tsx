import { Button } from '@mantine/core';
import { IconArrowLeft, IconFileText, IconPhoto, IconTable } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToolFileBytes } from '../../../../shared/client/index.ts';
import { type ToolFile, ToolTable, ToolText } from '../../../../shared/model/tool-content.ts';
import { newRandomId } from '../../../link/random-id.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { LoadingState } from '../../../ui/loading-state.tsx';
import { OwnPicture } from '../../../ui/media/picture.tsx';
import { RichHtml } from '../../../ui/rich-html.tsx';
import { TableView } from './table-view.tsx';
import classes from './tools.module.css';

const ICONS = { text: IconFileText, table: IconTable, picture: IconPhoto, dictionary: IconFileText } as const;

interface FilesViewProps {
  readonly files: readonly ToolFile[];
  /** `id` names the opening, as `onOpen` tells it. */
  readonly read: (fileId: string, id: string) => Promise<ToolFileBytes>;
  readonly onOpen: (file: ToolFile, id: string) => void;
}

function PictureOf({ bytes, name }: { bytes: ToolFileBytes; name: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes.bytes], { type: bytes.mediaType }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return url === undefined ? null : <OwnPicture url={url} alt={name} width={undefined} height={undefined} />;
}

function Content({ file, content }: { file: ToolFile; content: ToolFileBytes }) {
  if (file.kind === 'picture') return <PictureOf bytes={content} name={file.name} />;
  const json: unknown = JSON.parse(new TextDecoder().decode(content.bytes));
  if (file.kind === 'table') return <TableView table={ToolTable.parse(json)} name={file.name} />;
  return <RichHtml html={ToolText.parse(json).html} />;
}

type Opened = { readonly file: ToolFile; readonly content?: ToolFileBytes; readonly error?: unknown };

/** The files of a reference: a list, or the one that is open. */
export function FilesView({ files, read, onOpen }: FilesViewProps) {
  const { t } = useTranslation('exam');
  const [opened, setOpened] = useState<Opened>();
  const heading = useRef<HTMLHeadingElement>(null);
  const newest = useRef(0);
  const open = useCallback(
    (file: ToolFile): void => {
      newest.current += 1;
      const mine = newest.current;
      const id = newRandomId();
      onOpen(file, id);
      setOpened({ file });
      requestAnimationFrame(() => heading.current?.focus({ preventScroll: true }));
      read(file.id, id).then(
        (content) => mine === newest.current && setOpened({ file, content }),
        (error: unknown) => mine === newest.current && setOpened({ file, error }),
      );
    },
    [read, onOpen],
  );
  if (files.length === 0) return <EmptyState compact title={t('tools.noFiles')} />;
  if (!opened) {
    return (
      <ul className={classes.files} aria-label={t('tools.files')}>
        {files.map((file) => {
          const Icon = ICONS[file.kind];
          return (
            <li key={file.id}>
              <button type="button" className={classes.file} onClick={() => open(file)}>
                <Icon size={18} stroke={1.7} aria-hidden />
                <span>{file.name}</span>
              </button>
            </li>
          );
        })}
      </ul>
    );
  }
  const { file, content, error } = opened;
  return (
    <div className={classes.view}>
      <div className={classes.fileHead}>
        <h4 className={classes.headword} ref={heading} tabIndex={-1}>
          {file.name}
        </h4>
        <Button
          variant="subtle"
          color="slate"
          size="compact-md"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          onClick={() => {
            newest.current += 1;
            setOpened(undefined);
          }}
        >
          {t('tools.allFiles')}
        </Button>
      </div>
      {content ? <Content file={file} content={content} /> : null}
      {error === undefined ? null : <ErrorState compact error={error} onRetry={() => open(file)} />}
      {!content && error === undefined ? <LoadingState rows={5} compact /> : null}
    </div>
  );
}
