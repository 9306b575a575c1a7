import { Button } from '@mantine/core';
import { IconUsersGroup } from '@tabler/icons-react';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExamId } from '../../../../shared/model/ids.ts';
import type { CommandOutput } from '../../../../shared/protocol/index.ts';
import { useErrorText } from '../../../i18n/index.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { useCommand, useRoster } from '../../link/queries.ts';
import { keys } from '../../link/query-keys.ts';
import { useRoom } from '../../link/room-context.tsx';
import { Chip } from '../../parts/chip.tsx';
import { type Column, DataTable } from '../../parts/data-table.tsx';
import { DropZone } from '../../parts/drop-zone.tsx';
import { GrantedChips } from '../../parts/granted-chips.tsx';
import { QueryView } from '../../parts/query-view.tsx';
import { showFailure } from '../../parts/toast.ts';
import { CandidateAccess } from './candidate-access.tsx';
import classes from './exams.module.css';
import { RosterReportView } from './roster-report.tsx';
import { AccommodationsButton } from './seating/accommodations.tsx';
import { type Reading, RosterMappingView } from './seating/roster-mapping.tsx';
import { SeatingTools } from './seating/seating-tools.tsx';

type Entry = CommandOutput<'roster_get'>['roster'][number];

/** Who may sit this exam, and the import of the list. */
export function Roster({ examId }: { examId: ExamId }) {
  const { t } = useTranslation(['console', 'common']);
  const errorText = useErrorText();
  const { user } = useRoom();
  const roster = useRoster(examId);
  const imports = useCommand('roster_import', [keys.roster(examId), keys.exams]);
  const [chosen, setChosen] = useState<{ name: string; bytes: Uint8Array<ArrayBuffer> }>();
  const take = async (file: File) => {
    imports.reset();
    setChosen({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  };
  const bring = (reading: Reading): void => {
    if (chosen) imports.mutate({ examId, bytes: chosen.bytes, ...reading }, { onSuccess: () => setChosen(undefined) });
  };
  const { mutateAsync } = useCommand('roster_release', [keys.roster(examId)]);
  const release = useCallback(
    (userId: Entry['userId']) => void mutateAsync({ examId, userId }).catch((error: unknown) => showFailure(errorText(error))),
    [mutateAsync, examId, errorText],
  );
  const columns = useMemo<Column<Entry>[]>(
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
        cell: ({ name }) => name || '–',
      },
      { key: 'seat', header: t('candidate.seatLabel'), sortBy: ({ seat }) => seat ?? '', cell: ({ seat }) => seat ?? '–' },
      {
        key: 'extra',
        header: t('roster.extraMinutes'),
        isNumber: true,
        sortBy: ({ extraMinutes }) => extraMinutes,
        cell: ({ extraMinutes }) => (extraMinutes === 0 ? '–' : `+${extraMinutes}`),
      },
      {
        key: 'granted',
        header: t('granted.header'),
        cell: ({ accommodations }) => (accommodations ? <GrantedChips accommodations={accommodations} /> : '–'),
      },
      {
        key: 'grant',
        header: t('granted.change'),
        isAction: true,
        cell: (entry) => <AccommodationsButton examId={examId} entry={entry} />,
      },
      {
        key: 'code',
        header: t('roster.accessCode'),
        cell: ({ hasAccessCode, isLocked }) =>
          isLocked ? <Chip hue="red">{t('roster.isLocked')}</Chip> : hasAccessCode ? t('roster.hasCode') : '–',
      },
      {
        key: 'joined',
        header: t('roster.joined'),
        sortBy: ({ joined }) => Number(joined),
        cell: ({ joined, active }) =>
          !active ? (
            <Chip hue="red">{t('candidateAccess.isOut')}</Chip>
          ) : joined ? (
            <Chip hue="green" dot>
              {t('roster.isJoined')}
            </Chip>
          ) : (
            <Chip>{t('roster.notJoined')}</Chip>
          ),
      },
      {
        key: 'release',
        header: t('roster.release'),
        isAction: true,
        cell: ({ userId, name, isLocked }) =>
          isLocked ? (
            <Button
              size="compact-sm"
              variant="light"
              aria-label={t('roster.releaseNamed', { name })}
              onClick={() => release(userId)}
            >
              {t('roster.release')}
            </Button>
          ) : null,
      },
      ...(user.role === 'admin'
        ? [
            {
              key: 'access',
              header: t('candidateAccess.header'),
              isAction: true,
              cell: (entry: Entry) => <CandidateAccess examId={examId} entry={entry} />,
            },
          ]
        : []),
    ],
    [t, release, user.role, examId],
  );

  return (
    <div className={classes.stack}>
      <DropZone
        title={t('roster.importTitle')}
        hint={t('roster.importHint')}
        buttonLabel={t('roster.importButton')}
        accept=".csv,.txt,text/csv"
        isBusy={imports.isPending}
        onFile={(file) => void take(file)}
      />
      {chosen && !imports.isSuccess ? (
        <RosterMappingView
          key={`${chosen.name} ${chosen.bytes.length}`}
          examId={examId}
          file={chosen}
          isBusy={imports.isPending}
          onImport={bring}
          onCancel={() => setChosen(undefined)}
        />
      ) : null}
      {imports.error && !imports.isPending ? <ErrorState error={imports.error} title={t('roster.importFailed')} compact /> : null}
      {imports.data && !imports.isPending ? <RosterReportView report={imports.data} /> : null}
      <QueryView query={roster}>
        {({ roster: entries }) =>
          entries.length === 0 ? (
            chosen && !imports.isSuccess ? null : (
              <EmptyState title={t('roster.noneTitle')} icon={<IconUsersGroup size={22} stroke={1.6} />}>
                {t('roster.noneText')}
              </EmptyState>
            )
          ) : (
            <>
              <SeatingTools examId={examId} />
              <DataTable label={t('roster.label')} columns={columns} rows={entries} rowKey={({ userId }) => userId} />
            </>
          )
        }
      </QueryView>
    </div>
  );
}
