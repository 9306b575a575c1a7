import { Button, Group, Menu, NativeSelect, Textarea } from '@mantine/core';
import { IconDownload, IconKey, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ExamId } from '../../../../../shared/model/ids.ts';
import type { CommandInput } from '../../../../../shared/protocol/index.ts';
import { useErrorText } from '../../../../i18n/index.ts';
import { useCommand } from '../../../link/queries.ts';
import { keys } from '../../../link/query-keys.ts';
import { useRoom } from '../../../link/room-context.tsx';
import { ActionDialog } from '../../../parts/action-dialog.tsx';
import { showFailure } from '../../../parts/toast.ts';

type Assign = CommandInput<'roster_seats'>['assign'];

/** Hands a text to the browser as a file. */
function saveFile(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Codes and seats for everybody, the list to print, and the roster as a file. */
export function SeatingTools({ examId }: { examId: ExamId }) {
  const { t } = useTranslation('console');
  const { api } = useRoom();
  const errorText = useErrorText();
  const [asking, setAsking] = useState<'codes' | 'seats'>();
  const [whose, setWhose] = useState<'missing' | 'all'>('missing');
  const [assign, setAssign] = useState<Assign>('by_number');
  const [labels, setLabels] = useState('');
  const codes = useCommand('roster_codes', [keys.roster(examId), keys.rosterSheet(examId)]);
  const seats = useCommand('roster_seats', [keys.roster(examId), keys.rosterSheet(examId)]);
  const list = labels
    .split(/[\n,;\t]+/)
    .map((label) => label.trim())
    .filter((label) => label !== '');
  const exportRoster = async (): Promise<void> => {
    try {
      saveFile((await api.call('roster_export', { examId })).csv, 'roster.csv');
    } catch (error) {
      showFailure(errorText(error));
    }
  };
  return (
    <Group gap="sm">
      <Menu>
        <Menu.Target>
          <Button variant="default" leftSection={<IconKey size={16} aria-hidden />}>
            {t('seating.codesAndSeats')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setAsking('codes')}>{t('seating.makeCodes')}</Menu.Item>
          <Menu.Item onClick={() => setAsking('seats')}>{t('seating.giveSeats')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="default"
        component={Link}
        href={`/exams/${examId}/sheet`}
        leftSection={<IconPrinter size={16} aria-hidden />}
      >
        {t('seating.print')}
      </Button>
      <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />} onClick={() => void exportRoster()}>
        {t('seating.export')}
      </Button>
      <ActionDialog
        isOpen={asking === 'codes'}
        onClose={() => setAsking(undefined)}
        title={t('seating.makeCodes')}
        text={t(whose === 'all' ? 'seating.codesAllText' : 'seating.codesText')}
        actionLabel={t('seating.makeCodes')}
        isDanger={whose === 'all'}
        onAction={() => codes.mutateAsync({ examId, whose })}
      >
        <NativeSelect
          label={t('seating.whose')}
          value={whose}
          data={(['missing', 'all'] as const).map((value) => ({ value, label: t(`seating.whoseOf.${value}`) }))}
          onChange={(event) => setWhose(event.currentTarget.value as 'missing' | 'all')}
        />
      </ActionDialog>
      <ActionDialog
        isOpen={asking === 'seats'}
        onClose={() => setAsking(undefined)}
        title={t('seating.giveSeats')}
        text={t('seating.seatsText')}
        actionLabel={t('seating.giveSeats')}
        isReady={assign === 'clear' || list.length > 0}
        onAction={() => seats.mutateAsync({ examId, assign, ...(assign === 'clear' ? {} : { seats: list }) })}
      >
        <NativeSelect
          label={t('seating.assign')}
          value={assign}
          data={(['by_number', 'by_name', 'at_random', 'clear'] as const).map((value) => ({
            value,
            label: t(`seating.assignOf.${value}`),
          }))}
          onChange={(event) => setAssign(event.currentTarget.value as Assign)}
        />
        {assign === 'clear' ? null : (
          <Textarea
            label={t('seating.labels', { count: list.length })}
            autosize
            minRows={3}
            maxRows={10}
            value={labels}
            onChange={(event) => setLabels(event.currentTarget.value)}
          />
        )}
      </ActionDialog>
    </Group>
  );
}
