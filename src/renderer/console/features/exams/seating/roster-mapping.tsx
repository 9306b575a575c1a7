import { Alert, Button, Group, NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamId } from '../../../../../shared/model/ids.ts';
import {
  RosterEncoding,
  RosterField,
  type RosterMapping,
  type RosterPreview,
  RosterSeparator,
  writeMapping,
} from '../../../../../shared/model/roster-reading.ts';
import type { CommandInput } from '../../../../../shared/protocol/index.ts';
import { ErrorState } from '../../../../ui/error-state.tsx';
import { LoadingState } from '../../../../ui/loading-state.tsx';
import { useCommandQuery } from '../../../link/queries.ts';
import { keys } from '../../../link/query-keys.ts';
import { type Column, DataTable } from '../../../parts/data-table.tsx';
import { Panel } from '../../../parts/panel.tsx';
import { RosterWarnings } from '../roster-report.tsx';
import classes from './seating.module.css';

export type Reading = Pick<CommandInput<'roster_import'>, 'columns' | 'header' | 'separator' | 'encoding'>;

interface MappingProps {
  readonly examId: ExamId;
  readonly file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };
  readonly isBusy: boolean;
  readonly onImport: (reading: Reading) => void;
  readonly onCancel: () => void;
}

/** How a roster file is read and what importing it would do, shown before anything is written; every guess can be changed. */
export function RosterMappingView({ examId, file, isBusy, onImport, onCancel }: MappingProps) {
  const { t } = useTranslation(['console', 'common']);
  const [reading, setReading] = useState<Reading>({});
  const preview = useCommandQuery(
    'roster_preview',
    { examId, bytes: file.bytes, ...reading },
    keys.rosterPreview(examId, file.name, file.bytes.length, reading),
  );
  const { data } = preview;
  return (
    <Panel title={t('seating.mapping')} subtitle={t('seating.mappingText', { name: file.name })}>
      {preview.error ? <ErrorState error={preview.error} title={t('roster.importFailed')} compact /> : null}
      {!data && !preview.error ? <LoadingState rows={4} /> : null}
      {data ? <Table preview={data} reading={reading} onRead={setReading} /> : null}
      <Group mt="md" gap="sm">
        <Button
          loading={isBusy}
          disabled={!data || data.missing.length > 0 || data.added + data.updated === 0}
          onClick={() => data && onImport({ ...settled(data), ...reading, columns: writeMapping(data.mapping) })}
        >
          {t('seating.import', { count: (data?.added ?? 0) + (data?.updated ?? 0) })}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('common:action.cancel')}
        </Button>
      </Group>
    </Panel>
  );
}

/** What was shown is what is imported. */
const settled = ({ hasHeader, separator, encoding }: RosterPreview): Reading => ({
  header: hasHeader ? 'yes' : 'no',
  separator,
  encoding,
});

const NONE = '';

function Table({ preview, reading, onRead }: { preview: RosterPreview; reading: Reading; onRead: (reading: Reading) => void }) {
  const { t } = useTranslation('console');
  const { mapping } = preview;
  const fieldOf = (column: number): string => RosterField.options.find((field) => mapping[field] === column) ?? NONE;
  const choose = (column: number, field: string): void => {
    const others = Object.entries(mapping).filter(([name, at]) => at !== column && name !== field);
    const next = Object.fromEntries(field === NONE ? others : [...others, [field, column]]) as RosterMapping;
    onRead({ ...settled(preview), columns: Object.keys(next).length === 0 ? undefined : writeMapping(next) });
  };
  const columns = useMemo<Column<RosterPreview['rows'][number]>[]>(
    () => [
      { key: 'line', header: t('import.line'), isNumber: true, cell: ({ line }) => line },
      { key: 'number', header: t('candidate.number'), cell: ({ candidateNumber }) => candidateNumber },
      { key: 'name', header: t('candidate.name'), isRowHeader: true, cell: ({ name }) => name },
      { key: 'details', header: t('seating.details'), cell: ({ details }) => details || '–' },
      {
        key: 'what',
        header: t('seating.outcome'),
        cell: ({ isKnown }) => t(isKnown ? 'seating.isKnown' : 'seating.isNew'),
      },
    ],
    [t],
  );
  return (
    <>
      <Group gap="sm" mb="md">
        <NativeSelect
          label={t('seating.separator')}
          value={preview.separator}
          data={RosterSeparator.options.map((value) => ({ value, label: t(`seating.separators.${value}`) }))}
          onChange={(event) => onRead({ separator: event.currentTarget.value as RosterSeparator })}
        />
        <NativeSelect
          label={t('seating.encoding')}
          value={preview.encoding}
          data={RosterEncoding.options.map((value) => ({ value, label: t(`seating.encodings.${value}`) }))}
          onChange={(event) => onRead({ ...reading, encoding: event.currentTarget.value as RosterEncoding })}
        />
        <NativeSelect
          label={t('seating.header')}
          value={preview.hasHeader ? 'yes' : 'no'}
          data={(['yes', 'no'] as const).map((value) => ({ value, label: t(`seating.headers.${value}`) }))}
          onChange={(event) => onRead({ separator: preview.separator, header: event.currentTarget.value as 'yes' | 'no' })}
        />
      </Group>
      <div className={classes.columns}>
        {preview.columns.map(({ name, examples }, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <div key={column} className={classes.column}>
            <NativeSelect
              label={name || t('seating.column', { number: column + 1 })}
              value={fieldOf(column)}
              data={[
                { value: NONE, label: t('seating.notRead') },
                ...RosterField.options.map((field) => ({ value: field, label: t(`seating.field.${field}`) })),
              ]}
              onChange={(event) => choose(column, event.currentTarget.value)}
            />
            <p className={classes.examples}>{examples.join(' · ')}</p>
          </div>
        ))}
      </div>
      {preview.missing.length > 0 ? (
        <Alert color="orange" variant="light" role="alert" mt="md">
          {t('seating.missing', { fields: preview.missing.map((field) => t(`seating.field.${field}`)).join(', ') })}
        </Alert>
      ) : (
        <>
          <p role="status">
            {t('roster.added', { count: preview.added })}, {t('roster.updated', { count: preview.updated })},{' '}
            {t('roster.rejected', { count: preview.rejected.length })}
          </p>
          <DataTable
            label={t('seating.firstRows')}
            columns={columns}
            rows={preview.rows}
            rowKey={({ line }) => String(line)}
            isBare
          />
          {preview.rejected.length > 0 ? (
            <ul className={classes.rejected} aria-label={t('roster.rejectedTitle')}>
              {preview.rejected.slice(0, 50).map(({ line, reason }) => (
                <li key={`${line} ${reason}`}>
                  {t('import.line')} {line}: {reason}
                </li>
              ))}
            </ul>
          ) : null}
          <RosterWarnings warnings={preview.warnings} />
        </>
      )}
    </>
  );
}
