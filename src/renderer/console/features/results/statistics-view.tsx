import { Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamStatistics, ItemStatistics } from '../../../../shared/model/grading.ts';
import type { ExamId } from '../../../../shared/model/ids.ts';
import { useCommandQuery } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { pointsText } from '../../parts/number-text.ts';
import { Panel } from '../../parts/panel.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { RegradeDialog } from './regrade-dialog.tsx';
import classes from './results.module.css';

const WIDTH = 300;
const HEIGHT = 90;
const BAR = WIDTH / 10;
/** Room for a figure above the highest bar. */
const HEAD = 14;

/** Candidates by tenths of the points. The figures stand in its label: a picture is never all there is. */
function Distribution({ distribution }: Pick<ExamStatistics, 'distribution'>) {
  const { t } = useTranslation('console');
  const most = Math.max(1, ...distribution);
  const words = distribution.map((count, tenth) => `${tenth * 10}–${tenth * 10 + 10} %: ${count}`).join(', ');
  return (
    <svg
      className={classes.chart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT + 14}`}
      role="img"
      aria-label={`${t('grading.distribution')}: ${words}`}
    >
      {distribution.map((count, tenth) => {
        const height = (count / most) * (HEIGHT - HEAD);
        const key = tenth * 10;
        return (
          <g key={key}>
            {count > 0 ? (
              <text className={classes.axis} x={tenth * BAR + BAR / 2} y={HEIGHT - height - 4} textAnchor="middle">
                {count}
              </text>
            ) : null}
            <rect className={classes.bar} x={tenth * BAR + 2} y={HEIGHT - height} width={BAR - 4} height={height} rx={2} />
            <text className={classes.axis} x={tenth * BAR + BAR / 2} y={HEIGHT + 12} textAnchor="middle">
              {key}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** How often each choice was taken. */
function Choices({ item }: { item: ItemStatistics }) {
  const { t } = useTranslation('console');
  if (!item.choices) return null;
  return (
    <ul className={classes.choices}>
      {item.choices.map(({ id, text, isRight, count }) => (
        <li key={id}>
          <span className={classes.tick} aria-hidden="true">
            {isRight ? '✓' : ''}
          </span>
          <span>
            {isRight ? <span className="iv-hidden">{t('questions.right')} </span> : null}
            {text}
          </span>
          <svg className={classes.share} viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
            <rect className={classes.bar} width={item.candidates > 0 ? (100 * count) / item.candidates : 0} height={8} />
          </svg>
          <span className="iv-numbers">{count}</span>
        </li>
      ))}
    </ul>
  );
}

function Items({ examId, statistics }: { examId: ExamId; statistics: ExamStatistics }) {
  const { t } = useTranslation('console');
  const [corrected, setCorrected] = useState<ItemStatistics>();
  const figure = (value: number | undefined, fewest: number) =>
    value === undefined ? (
      <span className={classes.tooFew} title={t('grading.tooFewText', { fewest })}>
        {t('grading.tooFew')}
      </span>
    ) : (
      pointsText(value)
    );
  const { fewest } = statistics;
  // Names may be missing, or the same: the place on the paper is neither.
  const numbers = new Map(statistics.items.map(({ questionId }, place) => [questionId, place + 1]));
  const columns: Column<ItemStatistics>[] = [
    {
      key: 'name',
      header: t('grading.question'),
      isRowHeader: true,
      cell: (item) => (
        <div className={classes.item}>
          <span className={classes.asked}>
            <span className={classes.place}>{numbers.get(item.questionId)}</span> {item.name}
          </span>
          <Choices item={item} />
        </div>
      ),
    },
    {
      key: 'facility',
      header: t('grading.facility'),
      isNumber: true,
      sortBy: ({ facility = -1 }) => facility,
      cell: ({ facility }) => figure(facility, fewest.facility),
    },
    {
      key: 'discrimination',
      header: t('grading.discrimination'),
      isNumber: true,
      sortBy: ({ discrimination = -2 }) => discrimination,
      cell: ({ discrimination }) => figure(discrimination, fewest.discrimination),
    },
    {
      key: 'omitted',
      header: t('grading.omitted'),
      isNumber: true,
      sortBy: ({ omitted }) => omitted,
      cell: ({ omitted }) => omitted,
    },
    { key: 'points', header: t('grading.worth'), isNumber: true, cell: ({ points }) => pointsText(points) },
    {
      key: 'correct',
      header: t('grading.correct'),
      isAction: true,
      cell: (item) => (
        <Button variant="default" size="compact-sm" onClick={() => setCorrected(item)}>
          {t('grading.correct')}
        </Button>
      ),
    },
  ];
  return (
    <>
      <DataTable
        label={t('grading.statistics')}
        columns={columns}
        rows={statistics.items}
        rowKey={({ questionId }) => questionId}
      />
      {corrected ? (
        <RegradeDialog examId={examId} questionId={corrected.questionId} onClose={() => setCorrected(undefined)} />
      ) : null}
    </>
  );
}

/** What the results say about the questions, and where a wrong key is put right. */
export function StatisticsView({ examId }: { examId: ExamId }) {
  const { t } = useTranslation('console');
  const query = useCommandQuery('item_statistics', { examId }, keys.statistics(examId));
  return (
    <QueryView query={query}>
      {(statistics) => {
        const { candidates, meanPercent, medianPercent, standardDeviation, alpha, fewest } = statistics;
        const percent = (value: number | undefined) => (value === undefined ? '–' : `${pointsText(value)} %`);
        const alphaText = alpha === undefined ? t('grading.tooFewText', { fewest: fewest.alpha }) : pointsText(alpha);
        return (
          <div className={classes.statistics}>
            <Panel title={t('grading.statistics')} subtitle={t('grading.ofCandidates', { count: candidates })}>
              {statistics.isMarkedBlind ? <Text mb="md">{t('grading.markedBlindText')}</Text> : null}
              <div className={classes.overall}>
                <Distribution distribution={statistics.distribution} />
                <dl className={classes.facts}>
                  <dt>{t('grading.mean')}</dt>
                  <dd>{percent(meanPercent)}</dd>
                  <dt>{t('grading.median')}</dt>
                  <dd>{percent(medianPercent)}</dd>
                  <dt>{t('grading.deviation')}</dt>
                  <dd>{percent(standardDeviation)}</dd>
                  <dt>{t('grading.alpha')}</dt>
                  <dd>{alphaText}</dd>
                </dl>
              </div>
            </Panel>
            <Items examId={examId} statistics={statistics} />
          </div>
        );
      }}
    </QueryView>
  );
}
