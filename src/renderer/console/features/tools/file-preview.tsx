import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ToolFileBytes } from '../../../../shared/client/index.ts';
import type { ToolId } from '../../../../shared/model/tool.ts';
import { type ToolFile, ToolTable, ToolText } from '../../../../shared/model/tool-content.ts';
import { OwnPicture } from '../../../ui/media/picture.tsx';
import { RichHtml } from '../../../ui/rich-html.tsx';
import { keys } from '../../link/query-keys.ts';
import { useRoom } from '../../link/room-context.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import classes from './tools.module.css';

/** Enough to see whether columns stand where they should. */
const ROWS = 50;

function Picture({ content, name }: { content: ToolFileBytes; name: string }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([content.bytes], { type: content.mediaType }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [content]);
  return url === undefined ? null : <OwnPicture url={url} alt={name} width={undefined} height={undefined} />;
}

function Rows({ header, rows }: ToolTable) {
  const { t } = useTranslation('console');
  return (
    <>
      <div className={classes.tableBox}>
        <table className={classes.table}>
          <thead>
            <tr>
              {header.map((cell, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <th key={column} scope="col">
                  {cell}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, ROWS).map((cells, row) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
              <tr key={row}>
                {cells.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > ROWS ? <p className={classes.why}>{t('toolContents.firstRows', { count: ROWS })}</p> : null}
    </>
  );
}

function Content({ file, content }: { file: ToolFile; content: ToolFileBytes }) {
  const { t } = useTranslation('console');
  if (file.kind === 'picture') return <Picture content={content} name={file.name} />;
  const text = new TextDecoder().decode(content.bytes);
  if (file.kind === 'text') return <RichHtml html={ToolText.parse(JSON.parse(text)).html} />;
  if (file.kind === 'table') return <Rows {...ToolTable.parse(JSON.parse(text))} />;
  const rows = text.split('\n', ROWS + 1).flatMap((line) => (line === '' ? [] : [line.split('\t').slice(1)]));
  return <Rows header={[t('toolContents.headword'), t('toolContents.part'), t('toolContents.meaning')]} rows={rows} />;
}

/** A file as candidates will see it; of a long one the beginning. */
export function FilePreview({ toolId, file, onClose }: { toolId: ToolId; file: ToolFile; onClose: () => void }) {
  const { t } = useTranslation('common');
  const { api } = useRoom();
  const content = useQuery({
    queryKey: [...keys.allTools, 'file', file.id],
    queryFn: () => api.toolFile('tool_file_get', { toolId, fileId: file.id }),
    gcTime: 0,
  });
  return (
    <Modal opened onClose={onClose} size="xl" title={file.name} closeButtonProps={{ 'aria-label': t('action.close') }}>
      <QueryView query={content} rows={4}>
        {(found) => <Content file={file} content={found} />}
      </QueryView>
    </Modal>
  );
}
