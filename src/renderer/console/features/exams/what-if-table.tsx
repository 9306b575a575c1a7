import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ScoredAgain, WhatIfLack, WhatIfLine } from '../../../../shared/model/what-if.ts';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { Panel } from '../../parts/panel.tsx';
import classes from './policy.module.css';

const HUES = { none: 'slate', warned: 'amber', high_risk: 'orange', critical: 'red', suspended: 'red' } as const;

function Outcome({ outcome }: { outcome: ScoredAgain }) {
  const { t } = useTranslation('console');
  return (
    <>
      {Math.round(outcome.highest)} <Chip hue={HUES[outcome.level]}>{t(`policyEditor.level.${outcome.level}`)}</Chip>
    </>
  );
}

interface TableProps {
  readonly events: number;
  readonly lacks: readonly WhatIfLack[];
  readonly lines: readonly WhatIfLine[];
}

/** Who would have fared otherwise under another policy, and how; nothing of it was done. */
export function WhatIfTable({ events, lacks, lines }: TableProps) {
  const { t } = useTranslation('console');
  const changed = lines.filter(({ asSet, tried }) => asSet.level !== tried.level).length;
  const columns = useMemo<Column<WhatIfLine>[]>(
    () => [
      {
        key: 'who',
        header: t('policyEditor.candidate'),
        isRowHeader: true,
        sortBy: ({ name, candidateNumber }) => name || candidateNumber,
        cell: ({ attemptId, name, candidateNumber }) => <Link href={`/candidates/${attemptId}`}>{name || candidateNumber}</Link>,
      },
      {
        key: 'events',
        header: t('policyEditor.events'),
        isNumber: true,
        sortBy: ({ events: n }) => n,
        cell: ({ events: n }) => n,
      },
      {
        key: 'asSet',
        header: t('policyEditor.asSet'),
        sortBy: ({ asSet }) => asSet.highest,
        cell: ({ asSet }) => <Outcome outcome={asSet} />,
      },
      {
        key: 'tried',
        header: t('policyEditor.tried'),
        sortBy: ({ tried }) => tried.highest,
        cell: ({ tried }) => <Outcome outcome={tried} />,
      },
      {
        key: 'done',
        header: t('policyEditor.done'),
        cell: ({ done }) =>
          done.length === 0
            ? '–'
            : done.map(({ action, at, dryRun }) => (
                <Chip key={`${action} ${at}`} {...(dryRun ? { hue: 'amber' as const } : {})}>
                  {t(`policyEditor.action.${action as 'warn'}`)}
                  {dryRun ? ` · ${t('policyEditor.dry')}` : ''}
                </Chip>
              )),
      },
    ],
    [t],
  );
  return (
    <Panel
      title={t('policyEditor.whatIf')}
      subtitle={t('policyEditor.whatIfText', { events, changed, attempts: lines.length })}
      flush
    >
      <p role="note" className={classes.lack}>
        {t('policyEditor.leavesOut')}
      </p>
      {lacks.map((lack) => (
        <p key={lack} role="note" className={classes.lack}>
          {t(`policyEditor.lacks.${lack}`)}
        </p>
      ))}
      <DataTable
        label={t('policyEditor.whatIf')}
        columns={columns}
        rows={lines}
        rowKey={({ attemptId }) => attemptId}
        isBare
        pageSize={50}
      />
    </Panel>
  );
}
