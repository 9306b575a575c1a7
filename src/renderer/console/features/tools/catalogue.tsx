import { Button, Select, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamId } from '../../../../shared/model/ids.ts';
import { type Tool, ToolKind } from '../../../../shared/model/tool.ts';
import { useCommand, useCommandQuery, useExams } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { ActionDialog } from '../../parts/action-dialog.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { pointsOf } from '../../parts/grant-fields.tsx';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { useToolName } from '../../parts/tool-name.ts';
import { AddressFields, addressesOf } from './address-form.tsx';
import { hasContents, ToolContents } from './tool-contents.tsx';

const WHOLE_ROOM = '';

function AddTool({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('console');
  const exams = useExams();
  const add = useCommand('tool_add', [keys.allTools]);
  const [kind, setKind] = useState<ToolKind>('reference');
  const [name, setName] = useState('');
  const [address, setAddress] = useState('');
  const [allow, setAllow] = useState('');
  const [points, setPoints] = useState('');
  const [examId, setExamId] = useState<string>(WHOLE_ROOM);
  const isPage = kind === 'url';
  return (
    <ActionDialog
      isOpen
      onClose={onClose}
      title={t('tools.add')}
      text={t('tools.addText')}
      actionLabel={t('tools.add')}
      isReady={name.trim() !== '' && (!isPage || address.trim() !== '')}
      onAction={() =>
        add.mutateAsync({
          kind,
          name: name.trim(),
          dataPoints: pointsOf(points),
          ...(isPage ? { address: address.trim(), allow: addressesOf(allow) } : {}),
          ...(examId === WHOLE_ROOM ? {} : { examId: examId as ExamId }),
        })
      }
    >
      <Select
        label={t('tools.kindLabel')}
        data={ToolKind.options.map((value) => ({ value, label: t(`tools.kind.${value}`) }))}
        value={kind}
        onChange={(value) => setKind(ToolKind.parse(value))}
        allowDeselect={false}
      />
      <TextInput
        label={t('tools.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={200}
        required
        data-autofocus
      />
      {isPage ? <AddressFields address={address} allow={allow} onAddress={setAddress} onAllow={setAllow} /> : null}
      <TextInput
        label={t('tools.dataPoints')}
        description={t('tools.pointsText')}
        value={points}
        onChange={(event) => setPoints(event.currentTarget.value)}
        maxLength={1000}
      />
      <Select
        label={t('tools.forExam')}
        data={[
          { value: WHOLE_ROOM, label: t('tools.wholeRoom') },
          ...(exams.data?.exams ?? []).map(({ id, title }) => ({ value: id as string, label: title })),
        ]}
        value={examId}
        onChange={(value) => setExamId(value ?? WHOLE_ROOM)}
        allowDeselect={false}
      />
    </ActionDialog>
  );
}

/** What a tool consists of, in a few words. */
const shownContent = ({ kind, address, files = [] }: Tool): string | undefined =>
  (kind === 'url' ? address : files.map(({ name }) => name).join(', ')) || undefined;

/** Which tools there are; adding and removing them. */
export function Catalogue() {
  const { t } = useTranslation('console');
  const toolName = useToolName();
  const catalogue = useCommandQuery('tools_list', {}, keys.toolCatalogue);
  const exams = useExams();
  const remove = useCommand('tool_remove', [keys.allTools]);
  const [isAdding, setAdding] = useState(false);
  const [toRemove, setToRemove] = useState<Tool>();
  const [toFill, setToFill] = useState<Tool['id']>();
  const columns = useMemo<Column<Tool>[]>(
    () => [
      { key: 'name', header: t('tools.name'), isRowHeader: true, sortBy: toolName, cell: toolName },
      { key: 'kind', header: t('tools.kindLabel'), cell: ({ kind }) => t(`tools.kind.${kind}`) },
      { key: 'points', header: t('tools.dataPoints'), cell: ({ dataPoints }) => dataPoints.join(', ') || '–' },
      {
        key: 'content',
        header: t('toolContents.column'),
        cell: (tool) =>
          hasContents(tool) ? (
            <Button
              size="compact-sm"
              variant="subtle"
              aria-label={t('toolContents.editNamed', {
                shown: shownContent(tool) ?? t('toolContents.add'),
                name: toolName(tool),
              })}
              onClick={() => setToFill(tool.id)}
            >
              {shownContent(tool) ?? t('toolContents.add')}
            </Button>
          ) : (
            '–'
          ),
      },
      {
        key: 'exam',
        header: t('tools.forExam'),
        cell: ({ examId }) => (examId ? (exams.data?.exams.find(({ id }) => id === examId)?.title ?? '–') : t('tools.wholeRoom')),
      },
      {
        key: 'remove',
        header: t('tools.remove'),
        isAction: true,
        cell: (tool) => (
          <Button
            size="compact-sm"
            variant="subtle"
            color="red"
            aria-label={t('tools.removeNamed', { name: toolName(tool) })}
            onClick={() => setToRemove(tool)}
          >
            {t('tools.remove')}
          </Button>
        ),
      },
    ],
    [t, toolName, exams.data],
  );
  const filled = catalogue.data?.tools.find(({ id }) => id === toFill);
  return (
    <Panel
      title={t('tools.catalogue')}
      subtitle={t('tools.catalogueText')}
      flush
      actions={
        <Button
          size="xs"
          fz="sm"
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {t('tools.add')}
        </Button>
      }
    >
      <QueryView query={catalogue} rows={4}>
        {({ tools }) => <DataTable label={t('tools.catalogue')} columns={columns} rows={tools} rowKey={({ id }) => id} isBare />}
      </QueryView>
      {isAdding ? <AddTool onClose={() => setAdding(false)} /> : null}
      {filled ? <ToolContents key={filled.id} tool={filled} onClose={() => setToFill(undefined)} /> : null}
      {toRemove ? (
        <ActionDialog
          isOpen
          onClose={() => setToRemove(undefined)}
          title={t('tools.removeTitle', { name: toolName(toRemove) })}
          text={t('tools.removeText')}
          actionLabel={t('tools.remove')}
          isDanger
          onAction={() => remove.mutateAsync({ toolId: toRemove.id })}
        />
      ) : null}
    </Panel>
  );
}
