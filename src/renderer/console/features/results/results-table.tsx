import { IconCloudPause } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { AttemptResult } from '../../../../shared/model/attempt.ts';
import { Chip } from '../../parts/chip.tsx';
import tables from '../../parts/data-table.module.css';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { pointsText } from '../../parts/number-text.ts';
import { RiskMark } from '../../parts/risk-mark.tsx';
import { AttemptStateChip } from '../../parts/state-chips.tsx';
import classes from './results.module.css';

function Score({ result }: { result: AttemptResult }) {
  const share = result.maxScore > 0 ? Math.max(0, Math.min(1, result.score / result.maxScore)) : 0;
  return (
    <span className={classes.score}>
      <span className={classes.scoreTrack} aria-hidden="true">
        <span className={classes.scoreBar} style={{ width: `${share * 100}%` }} />
      </span>
      <span className={classes.scoreText}>
        {pointsText(result.score)} / {pointsText(result.maxScore)}
      </span>
    </span>
  );
}

export function ResultsTable({ results }: { results: readonly AttemptResult[] }) {
  const { t } = useTranslation('console');
  const columns = useMemo<Column<AttemptResult>[]>(
    () => [
      {
        key: 'number',
        header: t('candidate.number'),
        sortBy: ({ candidateNumber }) => candidateNumber,
        cell: ({ candidateNumber }) => <span className="iv-numbers">{candidateNumber}</span>,
      },
      {
        key: 'name',
        header: t('candidate.name'),
        isRowHeader: true,
        sortBy: ({ name }) => name,
        cell: ({ attemptId, name, candidateNumber }) => (
          <Link className={tables.link} href={`/candidates/${attemptId}`}>
            {name || candidateNumber}
          </Link>
        ),
      },
      {
        key: 'score',
        header: t('results.score'),
        isNumber: true,
        sortBy: ({ score }) => score,
        cell: (result) => <Score result={result} />,
      },
      {
        key: 'pending',
        header: t('results.pending'),
        isNumber: true,
        sortBy: ({ pendingPoints }) => pendingPoints,
        cell: ({ pendingPoints, isMarkedBlind }) =>
          isMarkedBlind ? t('grading.markedBlind') : pendingPoints === 0 ? '–' : pointsText(pendingPoints),
      },
      {
        key: 'state',
        header: t('candidate.state'),
        sortBy: ({ state }) => state,
        cell: ({ state, heldAnswers }) => (
          <span className={classes.marks}>
            <AttemptStateChip state={state} />
            {heldAnswers > 0 ? (
              <Chip
                hue="amber"
                icon={<IconCloudPause size={13} aria-hidden />}
                title={t('candidate.held', { count: heldAnswers })}
              >
                {t('results.held', { count: heldAnswers })}
              </Chip>
            ) : null}
          </span>
        ),
      },
      {
        key: 'risk',
        header: t('candidate.risk'),
        sortBy: ({ riskScore }) => riskScore,
        cell: ({ riskScore }) => <RiskMark score={riskScore} />,
      },
      {
        key: 'incidents',
        header: t('results.incidents'),
        isNumber: true,
        sortBy: ({ incidents }) => incidents,
        cell: ({ incidents }) => incidents,
      },
    ],
    [t],
  );
  return <DataTable label={t('nav.results')} columns={columns} rows={results} rowKey={({ attemptId }) => attemptId} />;
}
