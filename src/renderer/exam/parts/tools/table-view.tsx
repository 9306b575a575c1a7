import { Button, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { foldWord, type ToolTable } from '../../../../shared/model/tool-content.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import classes from './tools.module.css';

/** Rows drawn at once; a page of thousands of cells is slow to read for everybody. */
const ROWS = 100;

/** A table of a reference: its first column names the rows, and a word finds those it stands in. */
export function TableView({ table: { header, rows }, name }: { table: ToolTable; name: string }) {
  const { t } = useTranslation('exam');
  const [text, setText] = useState('');
  const [shown, setShown] = useState(ROWS);
  const wanted = foldWord(text);
  const fitting = useMemo(
    () => (wanted === '' ? rows : rows.filter((cells) => cells.some((cell) => foldWord(cell).includes(wanted)))),
    [rows, wanted],
  );
  return (
    <div className={classes.view}>
      <TextInput
        type="search"
        label={t('tools.filter')}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setShown(ROWS);
        }}
        autoComplete="off"
        maxLength={100}
      />
      <p className={classes.note} role="status">
        {t('tools.rows', { count: fitting.length })}
      </p>
      {fitting.length === 0 ? <EmptyState compact title={t('tools.noRows', { text: text.trim() })} /> : null}
      {fitting.length > 0 ? (
        <section className={classes.tableBox} tabIndex={0} aria-label={name}>
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
              {fitting.slice(0, shown).map((cells, row) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
                <tr key={row}>
                  {cells.map((cell, column) =>
                    column === 0 ? (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                      <th key={column} scope="row">
                        {cell}
                      </th>
                    ) : (
                      // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                      <td key={column}>{cell}</td>
                    ),
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ) : null}
      {fitting.length > shown ? (
        <Button variant="default" onClick={() => setShown(shown + ROWS)}>
          {t('tools.moreRows', { count: Math.min(ROWS, fitting.length - shown) })}
        </Button>
      ) : null}
    </div>
  );
}
