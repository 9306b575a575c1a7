import { Alert, Button, Group, Modal, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tool } from '../../../../shared/model/tool.ts';
import type { ToolFile, ToolReading } from '../../../../shared/model/tool-content.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useCommand } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { useRoom } from '../../link/room-context.tsx';
import { DropZone } from '../../parts/drop-zone.tsx';
import { Refused } from '../../parts/refused.tsx';
import { useToolName } from '../../parts/tool-name.ts';
import { AddressForm } from './address-form.tsx';
import { FilePreview } from './file-preview.tsx';
import classes from './tools.module.css';

const ACCEPT = {
  dictionary: '.csv,.tsv,.txt,text/csv,text/tab-separated-values',
  reference: '.md,.markdown,.txt,.csv,.tsv,.png,.jpg,.jpeg,.webp',
} as const;

/** What became of the file that was uploaded last: what was taken, and each line that was not. */
export function ReadingReport({ file, reading }: { file: ToolFile; reading: ToolReading }) {
  const { t } = useTranslation('console');
  const unnamed = reading.skippedCount - reading.skipped.length;
  return (
    <Alert color={reading.skippedCount > 0 ? 'amber' : 'green'} variant="light" role="status" title={file.name}>
      <p className={classes.why}>{t(`toolContents.taken.${file.kind}`, { count: reading.taken })}</p>
      {reading.lostPictures > 0 ? (
        <p className={classes.why}>{t('toolContents.lostPictures', { count: reading.lostPictures })}</p>
      ) : null}
      {reading.skippedCount > 0 ? (
        <>
          <p className={classes.why}>{t('toolContents.skipped', { count: reading.skippedCount })}</p>
          <ul className={classes.flaws}>
            {reading.skipped.map(({ line, flaw }) => (
              <li key={line}>{t('toolContents.line', { line, why: t(`toolContents.flaw.${flaw}`) })}</li>
            ))}
          </ul>
          {unnamed > 0 ? <p className={classes.why}>{t('toolContents.andMore', { count: unnamed })}</p> : null}
        </>
      ) : null}
    </Alert>
  );
}

function Files({ tool }: { tool: Tool }) {
  const { t } = useTranslation('console');
  const { api } = useRoom();
  const cache = useQueryClient();
  const remove = useCommand('tool_file_remove', [keys.allTools]);
  const [isBusy, setBusy] = useState(false);
  const [last, setLast] = useState<{ file: ToolFile; reading: ToolReading }>();
  const [error, setError] = useState<unknown>();
  const [toSee, setToSee] = useState<ToolFile>();
  const isDictionary = tool.kind === 'dictionary';
  const files = tool.files ?? [];
  const upload = async (chosen: File): Promise<void> => {
    setBusy(true);
    setError(undefined);
    setLast(undefined);
    try {
      const bytes = new Uint8Array(await chosen.arrayBuffer());
      setLast(await api.call('tool_file_add', { toolId: tool.id, bytes, filename: chosen.name.slice(0, 255) }));
    } catch (caught) {
      setError(caught);
    } finally {
      setBusy(false);
      void cache.invalidateQueries({ queryKey: keys.allTools });
    }
  };
  const shownError = error ?? remove.error;
  return (
    <Stack gap="md">
      <DropZone
        title={t(isDictionary ? 'toolContents.dropDictionary' : 'toolContents.dropFile')}
        hint={t(isDictionary ? 'toolContents.dictionaryHint' : 'toolContents.fileHint')}
        buttonLabel={t(files.length > 0 && isDictionary ? 'toolContents.replace' : 'toolContents.choose')}
        accept={ACCEPT[isDictionary ? 'dictionary' : 'reference']}
        isBusy={isBusy}
        onFile={(file) => void upload(file)}
      />
      <Refused error={shownError} />
      {last ? <ReadingReport {...last} /> : null}
      {files.length === 0 ? (
        <EmptyState compact title={t('toolContents.nothing')} />
      ) : (
        <ul className={classes.list} aria-label={t('toolContents.files')}>
          {files.map((file) => (
            <li key={file.id} className={classes.item}>
              <div className={classes.what}>
                <span className={classes.who}>{file.name}</span>
                <div className={classes.meta}>
                  <span>{t(`toolContents.kind.${file.kind}`)}</span>
                  {file.count === undefined ? null : <span>{t('toolContents.count', { count: file.count })}</span>}
                  <span>{t('toolContents.size', { size: Math.max(1, Math.round(file.size / 1024)) })}</span>
                </div>
              </div>
              <div className={classes.buttons}>
                <Button
                  size="xs"
                  fz="sm"
                  variant="default"
                  aria-label={t('toolContents.seeNamed', { name: file.name })}
                  onClick={() => setToSee(file)}
                >
                  {t('toolContents.see')}
                </Button>
                <Button
                  size="xs"
                  fz="sm"
                  variant="light"
                  color="red"
                  aria-label={t('tools.removeNamed', { name: file.name })}
                  loading={remove.isPending && remove.variables.fileId === file.id}
                  onClick={() => {
                    setError(undefined);
                    setLast(undefined);
                    remove.mutate({ toolId: tool.id, fileId: file.id });
                  }}
                >
                  {t('tools.remove')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      )}
      {toSee ? <FilePreview toolId={tool.id} file={toSee} onClose={() => setToSee(undefined)} /> : null}
    </Stack>
  );
}

/** Gives a tool its content: files, or the address of a web page and where it may go. */
export function ToolContents({ tool, onClose }: { tool: Tool; onClose: () => void }) {
  const { t } = useTranslation(['console', 'common']);
  const toolName = useToolName();
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t('toolContents.title', { name: toolName(tool) })}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      <Stack gap="md">
        <p className={classes.why}>{t('toolContents.frozen')}</p>
        {tool.kind === 'url' ? <AddressForm tool={tool} /> : <Files tool={tool} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:action.close')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Has this kind of tool anything to be given? */
export const hasContents = ({ kind }: Tool): boolean => kind !== 'calculator';
