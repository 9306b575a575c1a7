import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsPrinting } from '../../ui/use-is-printing.ts';
import classes from './data-table.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  /** Makes the column sortable by this value. */
  readonly sortBy?: (row: Row) => string | number;
  readonly isNumber?: boolean;
  /** Names the line for screen readers; one column at most. */
  readonly isRowHeader?: boolean;
  /** As narrow as its content, e.g. for actions; its header is not shown. */
  readonly isAction?: boolean;
}

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string | number;
  /** Without a frame of its own, inside a panel. */
  readonly isBare?: boolean;
  /** Lines shown before "show more". */
  readonly pageSize?: number;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));

/** A table that scrolls inside itself, sorts by its headers and becomes cards on a phone. */
export function DataTable<Row>({ label, columns, rows, rowKey, isBare = false, pageSize = 200 }: DataTableProps<Row>) {
  const { t } = useTranslation('console');
  const [sort, setSort] = useState<{ key: string; isDown: boolean }>();
  const [shownCount, setShownCount] = useState(pageSize);
  // On paper there is no button for the rest.
  const count = useIsPrinting() ? rows.length : shownCount;
  const sorted = useMemo(() => {
    const by = columns.find(({ key }) => key === sort?.key)?.sortBy;
    if (!by || !sort) return rows;
    return rows.toSorted((a, b) => compare(by(a), by(b)) * (sort.isDown ? -1 : 1));
  }, [rows, columns, sort]);

  const toggle = (column: Column<Row>) =>
    setSort((before) =>
      before?.key !== column.key
        ? { key: column.key, isDown: column.isNumber ?? false }
        : { key: column.key, isDown: !before.isDown },
    );

  const header = (column: Column<Row>) => {
    const isSorted = sort?.key === column.key;
    const Icon = !isSorted ? IconArrowsSort : sort.isDown ? IconArrowDown : IconArrowUp;
    return (
      <th
        key={column.key}
        scope="col"
        className={column.isNumber ? classes.number : column.isAction ? classes.shrink : undefined}
        aria-sort={isSorted ? (sort.isDown ? 'descending' : 'ascending') : undefined}
      >
        {column.sortBy ? (
          <button
            type="button"
            className={classes.sort}
            data-number={column.isNumber || undefined}
            onClick={() => toggle(column)}
          >
            {column.header}
            <Icon size={12} stroke={2} aria-hidden />
          </button>
        ) : null}
        {!column.sortBy ? <span className={column.isAction ? 'iv-hidden' : undefined}>{column.header}</span> : null}
      </th>
    );
  };

  return (
    <div className={classes.frame} data-bare={isBare || undefined}>
      <div className={classes.scroll} role="region" aria-label={label} tabIndex={0}>
        <table className={classes.table}>
          <thead>
            <tr>{columns.map(header)}</tr>
          </thead>
          <tbody>
            {sorted.slice(0, count).map((row) => (
              <tr key={rowKey(row)}>
                {columns.map((column) => {
                  const className = column.isNumber ? classes.number : column.isAction ? classes.shrink : undefined;
                  return column.isRowHeader ? (
                    <th key={column.key} scope="row" className={className}>
                      {column.cell(row)}
                    </th>
                  ) : (
                    <td key={column.key} className={className} data-label={column.isAction ? '' : column.header}>
                      {column.cell(row)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {sorted.length > count ? (
        <Button fullWidth variant="subtle" color="slate" my="xs" onClick={() => setShownCount((before) => before + pageSize)}>
          {t('table.more', { count: sorted.length - count })}
        </Button>
      ) : null}
    </div>
  );
}
