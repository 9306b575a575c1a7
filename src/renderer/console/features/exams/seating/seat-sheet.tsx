import { Button, Group } from '@mantine/core';
import { IconArrowLeft, IconPrinter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ExamId } from '../../../../../shared/model/ids.ts';
import { TimeAt } from '../../../../ui/time.tsx';
import { useCommandQuery } from '../../../link/queries.ts';
import { keys } from '../../../link/query-keys.ts';
import { QueryView } from '../../../parts/query-view.tsx';
import classes from './seat-sheet.module.css';

/** The seat list on paper: one line a candidate to sign, and slips with the codes to cut apart. Opening it is on record. */
export function SeatSheet({ examId }: { examId: ExamId }) {
  const { t } = useTranslation('console');
  const sheet = useCommandQuery('roster_sheet', { examId }, keys.rosterSheet(examId));
  const codeOf = ({ accessCode, hasAccessCode }: { accessCode?: string | undefined; hasAccessCode: boolean }): string =>
    accessCode ?? (hasAccessCode ? t('seating.codeUnknown') : '–');
  return (
    <div className={classes.sheet}>
      <Group className={classes.screenOnly} mb="md">
        <Link href={`/exams/${examId}?tab=roster`}>
          <IconArrowLeft size={15} aria-hidden /> {t('seating.back')}
        </Link>
        <Button leftSection={<IconPrinter size={16} aria-hidden />} onClick={() => window.print()}>
          {t('seating.printNow')}
        </Button>
        <span role="note">{t('seating.onRecord')}</span>
      </Group>
      <QueryView query={sheet} rows={8}>
        {({ title, madeAt, candidates }) => (
          <>
            <h1 className={classes.title}>{title}</h1>
            <p className={classes.made}>
              {t('seating.sheetOf', { count: candidates.length })} · <TimeAt at={madeAt} />
            </p>
            <div className={classes.scroll} tabIndex={0} role="region" aria-label={t('seating.list')}>
              <table className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">{t('candidate.seatLabel')}</th>
                    <th scope="col">{t('candidate.number')}</th>
                    <th scope="col">{t('candidate.name')}</th>
                    <th scope="col">{t('roster.accessCode')}</th>
                    <th scope="col">{t('seating.signature')}</th>
                  </tr>
                </thead>
                <tbody>
                  {candidates.map((candidate) => (
                    <tr key={candidate.candidateNumber}>
                      <td>{candidate.seat ?? '–'}</td>
                      <td>{candidate.candidateNumber}</td>
                      <th scope="row">{candidate.name}</th>
                      <td className={classes.code}>{codeOf(candidate)}</td>
                      <td className={classes.signature} />
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            {candidates.some(({ accessCode }) => accessCode !== undefined) ? (
              <h2 className={classes.slipsTitle}>{t('seating.slips')}</h2>
            ) : null}
            <ul className={classes.slips}>
              {candidates
                .filter(({ accessCode }) => accessCode !== undefined)
                .map((candidate) => (
                  <li key={candidate.candidateNumber} className={classes.slip}>
                    <span>{candidate.name}</span>
                    <span>
                      {candidate.candidateNumber} · {t('candidate.seatLabel')} {candidate.seat ?? '–'}
                    </span>
                    <strong className={classes.code}>{candidate.accessCode}</strong>
                  </li>
                ))}
            </ul>
          </>
        )}
      </QueryView>
    </div>
  );
}
